"""What a reading by newer rules sees otherwise, said in words."""

from dataclasses import dataclass

from tuquan.intake.models import Finding, SourceDocument
from tuquan.intake.queries import Change, last_changes
from tuquan.reporting.models import Indicator
from tuquan.reporting.values import shown


@dataclass(frozen=True)
class Line:
    """One change as a sentence; `so` leads to the card that stands for it, 0 where none does."""

    words: str
    quote: str
    so: int


def lines_of(document: SourceDocument, cards: set[int]) -> dict[str, object]:
    """Context of the part: the sentence, the day and a line a change; empty while there is one reading only."""
    found = last_changes(document)
    if found is None:
        return {}
    codes = {f.indicator_code for c in found.changes for f in (c.before, c.after) if f is not None}
    names = dict(Indicator.objects.filter(code__in=codes).values_list("code", "name"))
    return {"reread": found, "reread_lines": [_line(change, names, cards, document) for change in found.changes]}


def _line(change: Change, names: dict[str, str], cards: set[int], document: SourceDocument) -> Line:
    finding = change.after or change.before
    assert finding is not None
    quote = " ".join(document.text[finding.sentence_start : finding.sentence_end].split())[:160]
    here = [f.pk for f in (change.after, change.before) if f is not None and f.pk in cards]
    return Line(_words(change, names), quote, here[0] if here else 0)


def _words(change: Change, names: dict[str, str]) -> str:
    if change.before is None and change.after is not None:
        return f"Mới thấy: {_told(change.after, names)}"
    if change.after is None and change.before is not None:
        return f"Không còn thấy: {_told(change.before, names)}"
    assert change.before is not None
    assert change.after is not None
    before, after = _told(change.before, names), _told(change.after, names)
    if before == after:
        return f"Đọc khác nơi, kỳ hoặc loại số: {after}"
    return f"Đọc khác: trước là {before}; nay là {after}"


def _told(finding: Finding, names: dict[str, str]) -> str:
    number = shown(finding.value, finding.of) if finding.value is not None else "chưa rõ số"
    return f"{names.get(finding.indicator_code, 'số liệu')} {number}"
