"""From facts to frozen content to two files, kept together or not at all."""

import hashlib
import json
from dataclasses import dataclass

from tuquan.ground import files
from tuquan.ground.models import FixedDay
from tuquan.papers.appendix import appendices
from tuquan.papers.compose import compose
from tuquan.papers.errors import NothingToReport
from tuquan.papers.facts import Facts, gather
from tuquan.papers.letterhead import addressees, letterhead, recipients, signature
from tuquan.papers.models import Paper, PaperNumber
from tuquan.papers.numbers import Ledger
from tuquan.papers.outline import outline_for
from tuquan.papers.view import view_in
from tuquan.reporting.views import View
from tuquan.writer.content import PaperContent
from tuquan.writer.docx import render_docx
from tuquan.writer.keeping import to_json
from tuquan.writer.pdf import render_pdf

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def keep_content(paper: Paper, view: View | None = None) -> None:
    """Write content, numbers and both files of a draft from the figures of this moment. Raises NothingToReport.

    `view` None: the view in which the draft stands already, as it was where there is none yet.
    """
    fresh = written_now(paper, view)
    paper.incomplete = fresh.incomplete
    paper.subject = fresh.content.subject
    paper.coverage_text = fresh.facts.coverage_text()[:300]
    freeze(paper, fresh.content)
    _keep_numbers(paper, fresh.ledger)


@dataclass(frozen=True)
class Written:
    """A paper's content as the figures of this moment make it, not kept yet."""

    content: PaperContent
    ledger: Ledger
    facts: Facts
    incomplete: list[str]


def written_now(paper: Paper, view: View | None = None) -> Written:
    """What the paper would say now, in its own view or in another. Raises NothingToReport where no figure is known."""
    outline = outline_for(paper.round.report_kind.code)
    seen = view_in(paper.content) if view is None else view
    facts = gather(round=paper.round, organ_id=paper.organ_id, unit_id=paper.unit_id, outline=outline, view=seen)
    if not facts.known():
        raise NothingToReport(
            f"Kỳ {paper.round.title} chưa có số liệu nào được duyệt nên chưa soạn được báo cáo. "
            + (
                "Duyệt biểu số liệu của các đơn vị rồi soạn lại."
                if facts.below
                else "Gửi biểu số liệu lên cấp trên rồi soạn lại."
            )
        )
    ledger = Ledger(facts.unit_id)
    composed = compose(facts, outline, ledger, paper.free_text)
    extra = appendices(facts, ledger)
    on = paper.round.last_day
    content = PaperContent(
        letterhead=letterhead(facts.organ, unit_name=facts.unit_name, number=None, day=None),
        type_name=outline.type_name,
        subject=_subject(paper),
        addressees=addressees(facts.organ, on),
        blocks=tuple(composed.blocks),
        signature=signature(paper.organ, on),
        recipients=recipients(facts.organ, on),
        appendix=extra,
        demonstration=is_demonstration(),
    )
    return Written(content, ledger, facts, composed.incomplete)


def _subject(paper: Paper) -> str:
    """The subject of the report kind, with the period where the round's title is one ("năm 2021")."""
    subject, title = paper.round.report_kind.subject, paper.round.title.lower()
    return f"{subject} {title}" if title.startswith(("năm", "quý", "tháng", "6 tháng", "9 tháng")) else subject


def is_demonstration() -> bool:
    """Whether this installation holds demonstration data: then every paper says so."""
    return FixedDay.objects.exists()


def freeze(paper: Paper, content: PaperContent) -> None:
    """Keep this content with its digest and its two renderings, and save the paper."""
    kept = to_json(content)
    paper.content = kept
    paper.content_sha256 = hashlib.sha256(
        json.dumps(kept, ensure_ascii=False, sort_keys=True).encode("utf-8")
    ).hexdigest()
    name = f"bao-cao-{paper.round.window.file_name}-{paper.unit_id}"
    paper.docx = files.keep(render_docx(content), name=f"{name}.docx", media_type=DOCX)
    paper.pdf = files.keep(render_pdf(content), name=f"{name}.pdf", media_type="application/pdf")
    paper.save()


def _keep_numbers(paper: Paper, ledger: Ledger) -> None:
    paper.numbers.all().delete()
    PaperNumber.objects.bulk_create(
        PaperNumber(
            paper=paper,
            tag=tag,
            indicator=line["indicator"],
            unit_id=line.get("unit_id", ledger.unit_id),
            value=line["value"],
            shown=line["shown"],
            coverage_got=line["coverage_got"],
            coverage_expected=line["coverage_expected"],
            made_of=line["made_of"],
        )
        for tag, line in ledger.lines.items()
    )
