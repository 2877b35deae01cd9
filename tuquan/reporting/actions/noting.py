"""Sentences and files beside a figure. The sentences stay as written; a file may be taken back, and then it is gone."""

import hashlib

from django.db import transaction

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import audit, clock, files
from tuquan.reporting import asked, free_text
from tuquan.reporting.actions.locking import figure_to_edit, hold
from tuquan.reporting.closing import refuse_closed_round
from tuquan.reporting.errors import EvidenceGone, EvidenceRefused, NotEditable, NoteMissing, ReasonMissing
from tuquan.reporting.evidence import sound
from tuquan.reporting.models import Figure, FigureEvidence, FigureNote, Indicator, Scope, Submission
from tuquan.reporting.queries.keeping import approver, keeper
from tuquan.reporting.values import refuse_closed

LONGEST_NOTE = 1000


def may_note(by: User | None, submission: Submission) -> bool:
    """Whether `by` writes beside the figures: who enters them at their office, and who approves them above."""
    day = clock.today()
    above = approver(submission, day)
    return accounts.may(by, Permission.ENTER_FIGURES, organ_id=keeper(submission, day), on=day) or (
        above is not None and accounts.may(by, Permission.APPROVE, organ_id=above, on=day)
    )


@transaction.atomic
def note(*, by: User | None, submission: Submission, indicator: Indicator, text: str) -> FigureNote:
    """Write a sentence beside a figure, whatever its state: both offices speak there.

    Raises NoteMissing, FreeTextRefused, IndicatorRestricted, IndicatorLimited, RoundClosed, PermissionRefused.
    """
    said = free_text.kept(text)
    if not said or len(said) > LONGEST_NOTE:
        raise NoteMissing(f"Ghi chú cần có nội dung, không quá {LONGEST_NOTE} chữ. Viết ngắn lại rồi ghi.")
    figure = _figure_to_note(by, submission, indicator)
    made = FigureNote.objects.create(figure=figure, text=said, by=by)
    _record(by, figure, "note", f"{indicator.name}: {said}", note=made.pk)
    return made


@transaction.atomic
def attach(
    *, by: User | None, submission: Submission, indicator: Indicator, data: bytes, file_name: str
) -> FigureEvidence:
    """Keep a file beside a figure that may still be edited; the same file twice is kept once.

    Raises EvidenceRefused (see `evidence.sound`), what `locking.figure_to_edit` raises; then nothing is stored.
    """
    kept = sound(data, file_name=file_name)
    figure = figure_to_edit(by=by, submission=submission, indicator=indicator)
    digest = hashlib.sha256(data).hexdigest()
    if FigureEvidence.objects.filter(figure=figure, sha256=digest, taken_back_at=None).exists():
        raise EvidenceRefused(f"Tệp “{kept.name}” đã có ở số liệu này.")
    stored = files.keep(data, name=kept.name, media_type=kept.media_type)
    made = FigureEvidence.objects.create(
        figure=figure, file=stored, name=kept.name, sha256=digest, size=len(data), by=by
    )
    _record(by, figure, "attach", f"{indicator.name}: kèm tệp “{kept.name}”", evidence=made.pk, sha256=digest)
    return made


@transaction.atomic
def take_file_back(*, by: User | None, evidence: FigureEvidence, reason: str) -> FigureEvidence:
    """Take a file away with a reason; its bytes are destroyed unless another figure holds the same ones.

    Whoever may write beside the figure may do it in any state: what should not have been kept must go.
    Raises ReasonMissing, FreeTextRefused, EvidenceGone, PermissionRefused.
    """
    because = free_text.kept(reason)
    if not because:
        raise ReasonMissing("Chưa có lý do gỡ tệp. Ghi một câu rồi gỡ lại.")
    _require(by, hold(evidence.figure.submission_id))
    held = FigureEvidence.objects.select_for_update().select_related(None).get(pk=evidence.pk)
    if held.file_id is None:
        raise EvidenceGone(f"Tệp “{held.name}” đã gỡ trước đó.")
    stored = held.file
    held.file, held.taken_back_by, held.taken_back_at, held.taken_back_because = None, by, clock.now(), because
    held.save(update_fields=["file", "taken_back_by", "taken_back_at", "taken_back_because"])
    if stored is not None:
        files.forget(stored)
    _record(by, held.figure, "take_file_back", f"{held.figure.indicator.name}: gỡ tệp “{held.name}”: {because}")
    return held


def _figure_to_note(by: User | None, submission: Submission, indicator: Indicator) -> Figure:
    refuse_closed(indicator, submission.unit_id)
    held = hold(submission.pk)
    _require(by, held)
    refuse_closed_round(held.round)
    figure = Figure.objects.filter(submission=held, indicator=indicator, scope=Scope.OWN).first()
    if figure is None and not any(line.indicator_id == indicator.pk for line in asked.lines_of(held)):
        raise NotEditable(f"Biểu này không hỏi « {indicator.name} ». Tải lại trang rồi ghi lại.")
    return figure or Figure.objects.create(submission=held, indicator=indicator, scope=Scope.OWN)


def _require(by: User | None, submission: Submission) -> None:
    if not may_note(by, submission):
        accounts.require(by, Permission.ENTER_FIGURES, organ_id=keeper(submission, clock.today()))


def _record(by: User | None, figure: Figure, action: str, summary: str, **detail: object) -> None:
    audit.record(
        by=by,
        action=f"reporting.{action}",
        subject_kind="figure",
        subject_key=figure.pk,
        summary=summary,
        unit_key=figure.submission.unit_id,
        detail={"submission": figure.submission_id, "indicator": figure.indicator.code, **detail},
    )
