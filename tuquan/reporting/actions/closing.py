"""Closing a round, and opening it again: by the head, with what is unfinished said."""

from dataclasses import dataclass

from django.db import transaction

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import audit, clock, notices
from tuquan.reporting import free_text
from tuquan.reporting.calendar_errors import ClosingRefused
from tuquan.reporting.errors import ReasonMissing
from tuquan.reporting.models import Figure, Round, State, Submission
from tuquan.reporting.queries.keeping import Places, keepers
from tuquan.vn.dates import show_date
from tuquan.vn.text import collation_key


@dataclass(frozen=True)
class Unfinished:
    """What stands open in a round: units by name."""

    not_sent: tuple[str, ...]
    not_approved: tuple[str, ...]
    reopened: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """ "chưa gửi: xã Ngư Hóa; chưa duyệt: xã Châu Hóa"; "" where nothing is."""
        parts = (("chưa gửi", self.not_sent), ("chưa duyệt", self.not_approved), ("số đang mở lại", self.reopened))
        return "; ".join(f"{what}: {', '.join(names)}" for what, names in parts if names)


def unfinished(round: Round) -> Unfinished:
    """What would be left behind by closing the round today. The round's own level counts once it has to be approved."""
    rows = list(round.submissions.exclude(unit=round.scope_id))
    places = Places(row.unit_id for row in rows)
    names = {row.pk: places.on(row.unit_id, round.last_day) for row in rows}
    rows.sort(key=lambda row: collation_key(names[row.pk]))
    open_figures = Figure.objects.filter(submission__round=round).exclude(reopened_because="")
    reopened = [
        f"{figure.indicator.name} của {names.get(figure.submission_id, 'cấp tổng hợp')}"
        for figure in open_figures.select_related("indicator")
    ]
    return Unfinished(
        not_sent=tuple(names[row.pk] for row in rows if row.state in (State.DRAFT, State.PRESENTED, State.SENT_BACK)),
        not_approved=tuple(names[row.pk] for row in rows if row.state == State.SUBMITTED),
        reopened=tuple(reopened),
    )


@transaction.atomic
def close(*, by: User | None, round: Round, reason: str = "") -> Round:
    """Chốt kỳ: from now on nothing of it is typed, moved or reopened. Where something is unfinished, a sentence says
    why it is closed all the same. Raises PermissionRefused, FreeTextRefused, ClosingRefused, ReasonMissing."""
    held = _hold(by, round)
    if held.closed_on is not None:
        raise ClosingRefused(f"Kỳ « {held.title} » đã chốt ngày {show_date(held.closed_on)}.")
    why = free_text.kept(reason)
    left = unfinished(held).sentence
    if left and not why:
        raise ReasonMissing(f"Kỳ này còn việc chưa xong ({left}). Viết vì sao chốt khi chưa đủ.")
    held.closed_on = clock.today()
    held.save(update_fields=["closed_on"])
    said = f"Chốt kỳ {held.title}" + (f", còn {left}" if left else "") + (f". Lý do: {why}" if why else "")
    _record(by, held, "close_round", said, {"unfinished": left, "reason": why})
    round.closed_on = held.closed_on
    return round


@transaction.atomic
def open_again(*, by: User | None, round: Round, reason: str) -> Round:
    """Mở lại kỳ đã chốt, with a reason; each figure still is reopened one by one.

    Raises PermissionRefused, FreeTextRefused, ClosingRefused, ReasonMissing.
    """
    held = _hold(by, round)
    if held.closed_on is None:
        raise ClosingRefused(f"Kỳ « {held.title} » chưa chốt nên không cần mở lại.")
    why = free_text.kept(reason)
    if not why:
        raise ReasonMissing("Chưa có lý do mở lại kỳ. Viết rõ cần sửa, bổ sung gì.")
    held.closed_on = None
    held.save(update_fields=["closed_on"])
    _record(by, held, "open_again", f"Mở lại kỳ {held.title}. Lý do: {why}", {"reason": why})
    round.closed_on = None
    return round


def _hold(by: User | None, round: Round) -> Round:
    """The round and all its submissions, locked: a figure that is being typed is stored before, or refused after."""
    accounts.require(by, Permission.KEEP_CALENDAR, unit_id=round.scope_id, on=clock.today())
    # In the order in which an edit takes them: submission first.
    list(Submission.objects.select_for_update().filter(round=round.pk).order_by("pk").values_list("pk"))
    return Round.objects.select_for_update().get(pk=round.pk)


def _record(by: User | None, held: Round, action: str, said: str, detail: dict[str, str]) -> None:
    audit.record(
        by=by,
        action=f"reporting.{action}",
        subject_kind="round",
        subject_key=held.pk,
        summary=said,
        unit_key=held.scope_id,
        detail=detail,
    )
    rows = list(held.submissions.all())
    at_work = set(keepers(rows, clock.today()).values())
    hear = [
        user.pk
        for organ in at_work
        for user in accounts.users_with(Permission.PRESENT, organ_id=organ, on=clock.today())
        if by is None or user.pk != by.pk
    ]
    # What another unit still owes is not everybody's business: the audit tells it to who closed the round.
    told = "Đã chốt kỳ" if held.closed_on else "Đã mở lại kỳ"
    notices.tell(user_keys=hear, text=f"{told} {held.title}.", url=f"round:{held.pk}")
