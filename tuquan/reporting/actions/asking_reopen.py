"""The sender asks that one approved figure be reopened; the level above reopens it or says why not."""

from django.db import transaction

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import audit, clock, notices
from tuquan.reporting import free_text, sentences
from tuquan.reporting.actions import telling
from tuquan.reporting.actions.locking import hold
from tuquan.reporting.closing import refuse_closed_round
from tuquan.reporting.errors import ReasonMissing, ReopenAsked
from tuquan.reporting.models import Figure, ReopenRequest, State, Submission
from tuquan.reporting.queries.keeping import keeper, keeping

Asked = ReopenRequest.State


@transaction.atomic
def ask_reopen(*, by: User | None, figure: Figure, reason: str) -> ReopenRequest:
    """Đề nghị mở lại một số, with the reason; the organ above hears of it. The figure stays locked.

    Raises PermissionRefused, RoundClosed, ReasonMissing, FreeTextRefused, ReopenAsked (not approved, open, asked).
    """
    held = hold(figure.submission_id)
    accounts.require(by, Permission.PRESENT, organ_id=keeper(held, clock.today()), on=clock.today())
    refuse_closed_round(held.round)
    why = free_text.kept(reason)
    if not why:
        raise ReasonMissing("Chưa có lý do đề nghị. Viết rõ số này cần sửa vì sao.")
    figure.refresh_from_db()
    if held.state != State.APPROVED or figure.reopened_because:
        raise ReopenAsked("Số này đang sửa được hoặc biểu chưa duyệt, không cần đề nghị mở lại.")
    if figure.reopen_requests.filter(state=Asked.WAITING).exists():
        raise ReopenAsked("Đã đề nghị mở lại số này, đang chờ cấp trên trả lời.")
    made = ReopenRequest.objects.create(figure=figure, reason=why, by=by, on=clock.today())
    _record(by, held, figure, "ask_reopen", f"đề nghị mở lại. Lý do: {why}")
    about = f"{sentences.organ(held)}, {held.round.title}: đề nghị mở lại {figure.indicator.name}"
    superior = telling.recipient(held)
    hear = accounts.users_with(Permission.APPROVE, organ_id=superior, on=clock.today()) if superior else []
    notices.tell(
        user_keys=[user.pk for user in hear if by is None or user.pk != by.pk],
        text=f"{about}. Lý do: {why}", url=f"figure:{figure.pk}", mail=f"{about}.",
    )  # fmt: skip
    return made


@transaction.atomic
def decline_reopen(*, by: User | None, request: ReopenRequest, answer: str) -> ReopenRequest:
    """Không mở lại, and why. Raises PermissionRefused, ReasonMissing, FreeTextRefused, ReopenAsked (answered)."""
    held = hold(request.figure.submission_id)
    superior, unit_id = telling.recipient(held), keeping(held, clock.today()).unit_id
    accounts.require(by, Permission.APPROVE, organ_id=superior, unit_id=unit_id, on=clock.today())
    why = free_text.kept(answer)
    if not why:
        raise ReasonMissing("Chưa ghi vì sao không mở lại số này.")
    found = ReopenRequest.objects.select_related("figure__indicator").get(pk=request.pk)
    if found.state != Asked.WAITING:
        raise ReopenAsked("Đề nghị này đã được trả lời.")
    settle(by, found.figure, Asked.DECLINED, why)
    _record(by, held, found.figure, "decline_reopen", f"không mở lại. Lý do: {why}")
    about = f"Không mở lại {found.figure.indicator.name} ({held.round.title})"
    hear = accounts.users_with(Permission.PRESENT, organ_id=keeper(held, clock.today()), on=clock.today())
    notices.tell(
        user_keys=[user.pk for user in hear if by is None or user.pk != by.pk],
        text=f"{about}. Lý do: {why}", url=f"figure:{found.figure_id}", mail=f"{about}.",
    )  # fmt: skip
    found.refresh_from_db()
    return found


def settle(by: User | None, figure: Figure, state: ReopenRequest.State, answer: str = "") -> None:
    """The waiting request of a figure, if there is one, is answered; by reopening it too."""
    ReopenRequest.objects.filter(figure=figure, state=Asked.WAITING).update(
        state=state, answer=answer, answered_by=by, answered_on=clock.today()
    )


def _record(by: User | None, held: Submission, figure: Figure, action: str, what: str) -> None:
    audit.record(
        by=by, action=f"reporting.{action}", subject_kind="figure", subject_key=figure.pk,
        summary=f"{figure.indicator.name}: {what}", unit_key=held.unit_id,
        detail={"submission": held.pk, "indicator": figure.indicator.code},
    )  # fmt: skip
