"""One figure of one unit is corrected after approval, without unlocking the rest."""

from django.db import transaction

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import audit, clock, notices
from tuquan.reporting import free_text
from tuquan.reporting.actions import telling
from tuquan.reporting.actions.asking_reopen import settle
from tuquan.reporting.actions.correcting import corrected
from tuquan.reporting.actions.locking import hold
from tuquan.reporting.actions.revising import write
from tuquan.reporting.closing import refuse_closed_round
from tuquan.reporting.errors import MoveRefused, ReasonMissing
from tuquan.reporting.facts.changing import touch_own_work
from tuquan.reporting.meanwhile import refuse_stale
from tuquan.reporting.models import Answer, Figure, FigureRevision, ReopenRequest, State, Submission
from tuquan.reporting.queries.keeping import keeper, keeping
from tuquan.reporting.transitions import NEXT_STEP
from tuquan.reporting.values import Value


@transaction.atomic
def reopen(*, by: User | None, figure: Figure, reason: str) -> Figure:
    """Let the sender correct one approved figure. Its approved value keeps counting, marked "đang sửa".

    Raises PermissionRefused, MoveRefused (the submission is not approved), ReasonMissing, FreeTextRefused.
    """
    held = _approved_submission(by, figure)
    why = free_text.kept(reason)
    if not why:
        raise ReasonMissing("Chưa có lý do mở lại. Viết rõ số này cần sửa vì sao.")
    figure.refresh_from_db()
    figure.reopened_because = why
    figure.version += 1
    figure.save(update_fields=["reopened_because", "version"])
    touch_own_work(held)
    settle(by, figure, ReopenRequest.State.GRANTED)
    _record(by, held, figure, "reopen_figure", f"mở lại để sửa. Lý do: {figure.reopened_because}")
    _tell(by, held, figure)
    return figure


@transaction.atomic
def approve_figure(*, by: User | None, figure: Figure, version: int | None = None) -> FigureRevision | None:
    """Approve the corrected figure: a new revision with the reason; None when it says what was approved before.

    `version`: of the figure as the person saw it. Raises PermissionRefused, MoveRefused (nothing was reopened), and
    StaleFigure where it was changed since.
    """
    held = _approved_submission(by, figure)
    figure.refresh_from_db()
    refuse_stale(figure, version)
    if not figure.reopened_because:
        raise MoveRefused("Số này không mở lại để sửa nên không có gì để duyệt.")
    standing = {row.figure_id: row for row in FigureRevision.objects.filter(figure=figure, superseded_at=None)}
    made = write([figure], standing, by)
    figure.refresh_from_db()
    chosen = figure.chosen
    said = Value(Answer(figure.answer), chosen.value if chosen else None, chosen.of if chosen else None)
    _record(by, held, figure, "approve_figure", f"duyệt số đã sửa: {said.text}")
    corrected(held, by, made)
    return made[0] if made else None


def _approved_submission(by: User | None, figure: Figure) -> Submission:
    held = hold(figure.submission_id)
    superior = telling.recipient(held)
    unit_id = keeping(held, clock.today()).unit_id
    accounts.require(by, Permission.APPROVE, unit_id=unit_id, organ_id=superior, on=clock.today())
    refuse_closed_round(held.round)
    if held.state != State.APPROVED:
        raise MoveRefused(f"Chỉ mở lại từng số khi biểu đã duyệt. {NEXT_STEP[State(held.state)]}")
    return held


def _record(by: User | None, held: Submission, figure: Figure, action: str, what: str) -> None:
    audit.record(
        by=by,
        action=f"reporting.{action}",
        subject_kind="figure",
        subject_key=figure.pk,
        summary=f"{figure.indicator.name}: {what}",
        unit_key=held.unit_id,
        detail={"submission": held.pk, "indicator": figure.indicator.code},
    )


def _tell(by: User | None, held: Submission, figure: Figure) -> None:
    hear = accounts.users_with(Permission.PRESENT, organ_id=keeper(held, clock.today()), on=clock.today())
    about = f"Mở lại để sửa: {figure.indicator.name} ({held.round.title})."
    notices.tell(
        user_keys=[user.pk for user in hear if by is None or user.pk != by.pk],
        text=f"{about} Lý do: {figure.reopened_because}",
        url=f"submission:{held.pk}",
        mail=about,
    )
