"""Present, submit, approve, send back: one table of states, one writer, one winner when two act at once."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import F

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import Delegation, User
from tuquan.ground import audit, clock
from tuquan.reporting import free_text, sentences
from tuquan.reporting.actions import reasons, telling
from tuquan.reporting.actions.correcting import corrected
from tuquan.reporting.actions.forwarding import forward
from tuquan.reporting.actions.locking import hold
from tuquan.reporting.actions.permitting import allow
from tuquan.reporting.actions.revising import revise_all
from tuquan.reporting.closing import refuse_closed_round
from tuquan.reporting.errors import AlreadyMoved, MoveRefused, NothingRead, NotReady, ReasonMissing
from tuquan.reporting.facts.changing import touch_own_work
from tuquan.reporting.models import Move, State, Submission
from tuquan.reporting.queries.on_behalf import read_figures, refuse_alone
from tuquan.reporting.queries.readiness import readiness
from tuquan.reporting.settled import refuse_signed_differing
from tuquan.reporting.transitions import NEXT_STEP, TRANSITIONS, Transition

REASONS = {
    "send_back": "Chưa có lý do trả lại. Viết rõ cần sửa, bổ sung số liệu nào.",
    "submit_for": "Chưa ghi nhận thay theo văn bản nào. Ghi số, ngày báo cáo có chữ ký của đơn vị.",
}


def present(*, by: User | None, submission: Submission, version: int, reason: str = "") -> Submission:
    """Trình: lay the figures before the office's own head. Refused with everything missing (NotReady)."""
    return _move(TRANSITIONS["present"], by=by, submission=submission, version=version, reason=reason)


def take_back(*, by: User | None, submission: Submission, version: int, reason: str = "") -> Submission:
    """Rút lại: from the head back to work, inside the office."""
    return _move(TRANSITIONS["take_back"], by=by, submission=submission, version=version, reason=reason)


def submit(*, by: User | None, submission: Submission, version: int, reason: str = "") -> Submission:
    """Gửi: the head sends the figures up. They must have been presented first."""
    return _move(TRANSITIONS["submit"], by=by, submission=submission, version=version, reason=reason)


def submit_for(*, by: User | None, submission: Submission, version: int, reason: str = "") -> Submission:
    """Nhận thay: the level above sends the figures it read of the unit's own report, and says of which paper.

    Refused where nothing was read of a report (NothingRead). What the report leaves out stays "chưa báo cáo".
    """
    return _move(TRANSITIONS["submit_for"], by=by, submission=submission, version=version, reason=reason)


def reason_of(name: str, reason: str) -> str:
    """The reason of a move as it would be kept. Raises FreeTextRefused, ReasonMissing."""
    reason = free_text.kept(reason)
    if TRANSITIONS[name].needs_reason and not reason:
        raise ReasonMissing(REASONS[name])
    return reason


def approve(*, by: User | None, submission: Submission, version: int, reason: str = "") -> Submission:
    """Duyệt: the level above takes the figures; each becomes a revision that totals are made of."""
    return _move(TRANSITIONS["approve"], by=by, submission=submission, version=version, reason=reason)


def send_back(
    *,
    by: User | None,
    submission: Submission,
    version: int,
    reason: str = "",
    figures: Mapping[int, str] | None = None,
) -> Submission:
    """Trả lại, with a reason, and one for each figure to mend (`figures`: figure key → why).

    Where only figures are named, the whole says so. What was approved before keeps counting until the next approval.
    Raises FigureElsewhere besides what every move raises.
    """
    because = reasons.kept(submission, figures)
    reason = reason if reason.strip() else reasons.said(because)
    return _move(
        TRANSITIONS["send_back"], by=by, submission=submission, version=version, reason=reason, because=because
    )


@transaction.atomic
def _move(
    step: Transition,
    *,
    by: User | None,
    submission: Submission,
    version: int,
    reason: str,
    because: Sequence[reasons.Because] = (),
) -> Submission:
    """Make one move on the row as it now stands; `submission` is brought up to date and returned.

    Raises PermissionRefused, RoundClosed, FreeTextRefused, AlreadyMoved, MoveRefused, ReasonMissing, NotReady; then
    nothing is written.
    """
    held = hold(submission.pk)
    under = allow(step, by, held)
    refuse_closed_round(held.round)
    reason = free_text.kept(reason)
    _refuse(step, held, version, reason)
    if step.target == State.APPROVED:
        refuse_alone(by, held)
    source = held.state
    _write(step, held)
    move = Move.objects.create(
        submission=held, from_state=source, to_state=step.target, by=by, on=clock.today(), reason=reason, under=under
    )
    reasons.write(move, because)
    if step.name == "send_back":
        # The whole form is open again: what was opened alone goes up and is approved with it.
        held.figures.exclude(reopened_because="").update(reopened_because="", version=F("version") + 1)
    if step.target == State.APPROVED:
        corrected(held, by, revise_all(held, by))
    elif step.target == State.SUBMITTED:
        forward(held, by)
    touch_own_work(held)
    _record(step, by, held, reason, under)
    telling.moved(step, by, held, reason, because)
    submission.refresh_from_db()
    return submission


def _refuse(step: Transition, held: Submission, version: int, reason: str) -> None:
    if held.version != version:
        raise AlreadyMoved(sentences.already_moved(held))
    if held.state not in step.sources:
        raise MoveRefused(f"Không {step.verb} được lúc này. {NEXT_STEP[State(held.state)]}")
    if step.needs_reason and not reason:
        raise ReasonMissing(REASONS[step.name])
    if step.name == "submit_for" and not read_figures(held):
        raise NothingRead(
            "Chưa có số nào đọc từ báo cáo của đơn vị nên không nhận thay được. "
            "Đọc báo cáo của đơn vị và xác nhận số liệu trước."
        )
    if step.name == "submit":
        refuse_signed_differing(held)
    if step.needs_ready:
        found = readiness(held)
        if not found.ready:
            raise NotReady(f"Chưa {step.verb} được: {found.sentence}", found)


def _write(step: Transition, held: Submission) -> None:
    held.state = step.target
    held.version += 1
    held.approved_at = None
    now = clock.now()
    if step.target == State.PRESENTED:
        held.presented_at = now
    elif step.target == State.SUBMITTED:
        held.presented_at = held.presented_at or now
        held.submitted_at = now
        held.first_submitted_on = held.first_submitted_on or clock.today()
    elif step.target == State.APPROVED:
        held.approved_at = now
    held.save()


def _record(step: Transition, by: User | None, held: Submission, reason: str, under: Delegation | None) -> None:
    because = f". Lý do: {reason}" if reason else ""
    instead = f" ({accounts.delegation_said(under)})" if under else ""
    audit.record(
        by=by,
        action=f"reporting.{step.name}",
        subject_kind="submission",
        subject_key=held.pk,
        summary=f"{sentences.organ(held)}, {held.round.title}: {step.verb}{instead}{because}",
        unit_key=held.unit_id,
        detail={"state": held.state, "version": held.version} | ({"delegation": under.pk} if under else {}),
    )
