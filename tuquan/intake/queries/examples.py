"""Figures that a person marked by hand, as examples for the word data: sentence, indicator and value, nothing else."""

from dataclasses import dataclass
from decimal import Decimal

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.intake.models import Finding, SourceDocument, Verdict
from tuquan.reader.free_text import faults
from tuquan.reader.lint import BLANK
from tuquan.reporting.models import Round

BY_HAND = "by_hand"


@dataclass(frozen=True)
class Example:
    """What a domain person adds to `reader/words/<group>.toml` under the indicator."""

    indicator: str
    text: str
    value: Decimal
    of: Decimal | None


def examples_of(document: SourceDocument) -> list[Example]:
    """Figures marked by hand and standing, in the order of the text; sentences that name persons are left out."""
    found = Finding.objects.filter(reading__document=document, rule=BY_HAND).prefetch_related("answers")
    made = (_example(document, finding) for finding in found.order_by("start"))
    return [example for example in made if example is not None]


def examples_of_round(round_: Round, by: User | None) -> list[Example]:
    """The same for every report of a round that `by` may see: what whoever keeps the word data asks for."""
    marked = Finding.objects.filter(reading__document__submission__round=round_, rule=BY_HAND)
    keys = marked.values_list("reading__document", flat=True)
    found = SourceDocument.objects.filter(pk__in=keys).select_related("submission").order_by("pk")
    return [
        example
        for document in found
        if accounts.may(by, Permission.VIEW_AREA, unit_id=document.submission.unit_id)
        for example in examples_of(document)
    ]


def toml_of(examples: list[Example]) -> str:
    """The examples as the word data write them, an indicator a table."""
    lines = ["# Câu có số liệu đọc sót, do người xác nhận đánh dấu. Thêm vào mục examples của chỉ tiêu cùng mã."]
    for code in dict.fromkeys(example.indicator for example in examples):
        lines += ["", "[[indicator]]", f"code = {_quoted(code)}", "examples = ["]
        lines += [f"  {_row(example)}," for example in examples if example.indicator == code]
        lines.append("]")
    return "\n".join(lines) + "\n"


def _example(document: SourceDocument, finding: Finding) -> Example | None:
    last = next(iter(sorted(finding.answers.all(), key=lambda answer: -answer.pk)), None)
    text = " ".join(document.text[finding.sentence_start : finding.sentence_end].split())
    if last is None or last.verdict == Verdict.REJECTED or last.value is None or BLANK in text or faults(text):
        return None
    return Example(last.indicator_code, text, last.value, last.of)


def _row(example: Example) -> str:
    of = f", of = {_number(example.of)}" if example.of is not None else ""
    return f"{{ text = {_quoted(example.text)}, value = {_number(example.value)}{of} }}"


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
