"""What newer rules forbid to keep goes from what was kept before: the text, its findings, and whatever quotes it.

Characters become █, by the one door that the database's own guard leaves (docs/decisions/0014). A figure that a person
took stands until a person rejects it; its words are blanked all the same, and the review page asks about it.
"""

import re

from django.db import transaction

from tuquan.accounts.models import User
from tuquan.ground import audit, blanking
from tuquan.ground.models import AuditEvent, Notice
from tuquan.intake.models import Finding, SourceDocument, Verdict
from tuquan.intake.names import DatabaseNames
from tuquan.intake.quarantine import clear_again, from_pictures
from tuquan.reader.lint import BLANK
from tuquan.reporting.models import Figure, Move

Pair = tuple[str, str]
WORD_BEFORE, WORD_AFTER = re.compile(r"\S+\s*$"), re.compile(r"^\s*\S+")


@transaction.atomic
def blank_again(*, by: User | None, document: SourceDocument) -> int:
    """Blank what today's rules let nobody keep, whatever became of the report; returns how many places."""
    names = DatabaseNames(document.submission.round.last_day)
    pictures = from_pictures(document.kind, document.blocks)
    _, kept = clear_again(document.text, names, from_ocr=pictures, blocks=document.blocks)
    return blank_to(by=by, document=document, kept=kept)


@transaction.atomic
def blank_to(*, by: User | None, document: SourceDocument, kept: str) -> int:
    """Blank the document down to `kept`, which differs from its text by blanks only; returns how many places.

    What somebody else blanked since the document was loaded stays blank.
    """
    before = SourceDocument.objects.select_for_update().values_list("text", flat=True).get(pk=document.pk)
    kept = "".join(BLANK if BLANK in pair else pair[1] for pair in zip(before, kept, strict=True))
    document.text = before
    runs = _changed(before, kept)
    if not runs:
        return 0
    blanking.begin()
    pairs = [pair for run in runs for pair in _quotes(document.text, kept, *run)]
    SourceDocument.objects.filter(pk=document.pk).update(text=kept)
    document.text = kept
    _empty_findings(document, runs)
    unit = document.submission.unit_id
    _blank_quotes(unit, pairs)
    blanking.elsewhere(unit, pairs)
    audit.record(
        by=by,
        action="intake.blanked",
        subject_kind="document",
        subject_key=document.pk,
        unit_key=unit,
        summary=f"Che thêm {len(runs)} chỗ trong “{document.file_name}”: quy tắc mới không cho lưu",
    )
    return len(runs)


def _changed(before: str, after: str) -> list[tuple[int, int]]:
    """Runs of characters that became blanks."""
    changed = "".join("x" if old != new else "-" for old, new in zip(before, after, strict=True))
    return [found.span() for found in re.finditer("x+", changed)]


def _quotes(before: str, after: str, start: int, end: int) -> list[Pair]:
    """How others may quote the place: with the word before it, the word after it, or both; a bare number is none."""
    first = WORD_BEFORE.search(before, max(start - 40, 0), start)
    last = WORD_AFTER.match(before[end : end + 40])
    at = first.start() if first else start
    to = end + (last.end() if last else 0)
    spans = {(at, to), (at, end), (start, to)} - {(start, end)}
    return [(before[a:b], after[a:b]) for a, b in sorted(spans, key=lambda span: span[0] - span[1])]


def _empty_findings(document: SourceDocument, runs: list[tuple[int, int]]) -> None:
    found = Finding.objects.filter(reading__document=document, masked=False).prefetch_related("answers")
    keys = [f.pk for f in found if _within(f, runs) and not _stands(f)]
    Finding.objects.filter(pk__in=keys).update(
        masked=True, value=None, of=None, value_max=None, named=[], detail="", reasons=[]
    )


def _within(finding: Finding, runs: list[tuple[int, int]]) -> bool:
    return any(start < finding.end and finding.start < end for start, end in runs)


def _stands(finding: Finding) -> bool:
    """Whether a person took a value of it."""
    last = max(finding.answers.all(), key=lambda answer: answer.pk, default=None)
    return last is not None and last.verdict != Verdict.REJECTED


def _blank_quotes(unit_key: int, pairs: list[Pair]) -> None:
    """What quotes the words in the unit's figures and moves, in notices, and in the audit."""
    figures = Figure.objects.filter(submission__unit_id=unit_key)
    for rows, field in (
        (figures.exclude(explanation=""), "explanation"),
        (figures.exclude(reopened_because=""), "reopened_because"),
        (Move.objects.filter(submission__unit_id=unit_key).exclude(reason=""), "reason"),
        (Notice.objects.all(), "text"),
        (AuditEvent.objects.filter(unit_key=unit_key), "summary"),
    ):
        for key, text in rows.values_list("pk", field):
            said = blanking.blanked(text, pairs)
            if said != text:
                rows.filter(pk=key).update(**{field: said})
