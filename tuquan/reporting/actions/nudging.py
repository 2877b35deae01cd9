"""A unit is reminded of the figures it owes: once a day, whoever asks."""

from django.db import transaction

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import audit, clock, notices
from tuquan.reporting import sentences
from tuquan.reporting.actions.locking import hold
from tuquan.reporting.actions.permitting import superior_or_refuse
from tuquan.reporting.closing import refuse_closed_round
from tuquan.reporting.errors import MoveRefused, RemindedAlready
from tuquan.reporting.models import Reminder, RoundDue, State, Submission
from tuquan.reporting.queries.keeping import keeping
from tuquan.vn.dates import show_date

_OWES = (State.DRAFT, State.SENT_BACK, State.PRESENTED)


@transaction.atomic
def remind(*, by: User | None, submission: Submission) -> Reminder:
    """Tell the office that works on the submission that it is waited for.

    Raises PermissionRefused, RoundClosed, MoveRefused (sent already, nobody above), RemindedAlready.
    """
    held, day = hold(submission.pk), clock.today()
    kept, superior = keeping(held, day), superior_or_refuse("nhắc", held)
    accounts.require(by, Permission.APPROVE, organ_id=superior, unit_id=kept.unit_id, on=day)
    refuse_closed_round(held.round)
    if held.state not in _OWES:
        raise MoveRefused(f"{sentences.organ(held)} đã gửi biểu này, không cần nhắc.")
    made, new = Reminder.objects.get_or_create(submission=held, on=day, defaults={"by": by})
    if not new:
        raise RemindedAlready(f"{sentences.organ(held)} đã được nhắc hôm nay.")
    said = _said(held)
    hear = {
        user.pk
        for permission in (Permission.PRESENT, Permission.SUBMIT)
        for user in accounts.users_with(permission, organ_id=kept.organ_id, on=day)
    }
    notices.tell(user_keys=hear - {by.pk if by else None}, text=said, url=f"submission:{held.pk}", mail=said)
    audit.record(
        by=by, action="reporting.remind", subject_kind="submission", subject_key=held.pk,
        summary=f"Nhắc {sentences.organ(held)} gửi số liệu, {held.round.title}", unit_key=held.unit_id,
    )  # fmt: skip
    return made


def _said(held: Submission) -> str:
    due = RoundDue.objects.filter(round=held.round_id, level=held.unit.level).first()
    until = f" Hạn gửi {show_date(due.due_on)}, {sentences.due(due.due_on, clock.today())}." if due else ""
    what = "gửi lại số liệu đã trả lại để bổ sung" if held.state == State.SENT_BACK else "gửi số liệu"
    return f"Đề nghị {sentences.organ(held)} {what}, {held.round.title}.{until}"
