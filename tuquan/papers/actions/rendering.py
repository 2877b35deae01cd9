"""From facts to frozen content to two files, kept together or not at all."""

import hashlib
import json
from datetime import date

from tuquan.ground import files
from tuquan.ground.models import FixedDay, StoredFile
from tuquan.papers.appendix import appendices
from tuquan.papers.compose import compose
from tuquan.papers.errors import NothingToReport
from tuquan.papers.facts import Facts, gather
from tuquan.papers.letterhead import addressees, letterhead, recipients, signature
from tuquan.papers.models import Paper, PaperNumber
from tuquan.papers.numbers import Ledger
from tuquan.papers.outline import outline_for
from tuquan.writer.content import PaperContent
from tuquan.writer.docx import render_docx
from tuquan.writer.keeping import to_json
from tuquan.writer.pdf import render_pdf

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def keep_content(paper: Paper, *, number: int | None, day: date | None) -> None:
    """Write content, numbers and both files of `paper` from the figures of this moment. Raises NothingToReport."""
    outline = outline_for(paper.round.report_kind.code)
    facts = gather(round=paper.round, organ_id=paper.organ_id, outline=outline)
    ledger = Ledger(facts.unit_id)
    composed = compose(facts, outline, ledger, paper.free_text)
    extra = appendices(facts, ledger)
    if not ledger.lines:
        raise NothingToReport("Chưa có số liệu nào được duyệt trong kỳ này nên chưa soạn được báo cáo.")
    on = day or paper.round.last_day
    content = PaperContent(
        letterhead=letterhead(facts.organ, number=number, day=day),
        type_name=outline.type_name,
        subject=_subject(paper),
        addressees=addressees(facts.organ, on),
        blocks=tuple(composed.blocks),
        signature=signature(paper.organ_id, on),
        recipients=recipients(facts.organ, on),
        appendix=extra,
        demonstration=is_demonstration(),
    )
    paper.incomplete = composed.incomplete
    _freeze(paper, content, facts)
    _keep_numbers(paper, ledger)


def _subject(paper: Paper) -> str:
    """The subject of the report kind, with the period where the round's title is one ("năm 2021")."""
    subject, title = paper.round.report_kind.subject, paper.round.title.lower()
    return f"{subject} {title}" if title.startswith(("năm", "quý", "tháng", "6 tháng", "9 tháng")) else subject


def is_demonstration() -> bool:
    """Whether this installation holds demonstration data: then every paper says so."""
    return FixedDay.objects.exists()


def _freeze(paper: Paper, content: PaperContent, facts: Facts) -> None:
    kept = to_json(content)
    paper.content = kept
    paper.content_sha256 = hashlib.sha256(
        json.dumps(kept, ensure_ascii=False, sort_keys=True).encode("utf-8")
    ).hexdigest()
    paper.subject = content.subject
    got, expected, missing = facts.coverage()
    gap = f"; chưa có: {', '.join(missing)}" if missing and got != expected else ""
    paper.coverage_text = f"{got}/{expected} {facts.units_word()}{gap}"[:300]
    paper.docx, paper.pdf = _render(content, paper, facts)
    paper.save()


def _render(content: PaperContent, paper: Paper, facts: Facts) -> tuple[StoredFile, StoredFile]:
    name = f"bao-cao-{paper.round.window.file_name}-{facts.unit_id}"
    return (
        files.keep(render_docx(content), name=f"{name}.docx", media_type=DOCX),
        files.keep(render_pdf(content), name=f"{name}.pdf", media_type="application/pdf"),
    )


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
