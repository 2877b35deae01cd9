"""Organs that end: who writes and issues in their place, and for which unit."""

from datetime import date, timedelta

from tuquan.accounts import queries as accounts
from tuquan.accounts.errors import OrganUnknown
from tuquan.accounts.models import Organ, OrganPlacement, OrganVersion, User
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.papers.errors import NotTakenOver, OrganEnded
from tuquan.reporting.models import Round
from tuquan.units.models import Unit, UnitVersion


def refuse_ended(by: User | None, organ_id: int, day: date) -> None:
    """Raise OrganEnded when the organ has ended by `day`, to whoever may read what it did.

    Others are refused by their permissions, which say nothing of the organ's fate.
    """
    last = _last_version(organ_id)
    if last is None or last.ends_on is None or last.ends_on > day:
        return
    if not accounts.may(by, Permission.VIEW_AREA, organ_id=organ_id, on=day):
        return
    heirs = [key for key in accounts.heir_organs(organ_id, day) if key != organ_id]
    names = ", ".join(accounts.organ_name(key, day).name for key in heirs)
    who = f"Nay {names} làm tiếp: soạn báo cáo này ở đó" if names else "Chưa ghi cơ quan tiếp nhận: hỏi quản trị"
    raise OrganEnded(f"{last.name} đã kết thúc từ {last.ends_on:%d/%m/%Y}, không phát hành văn bản được nữa. {who}.")


def unit_for(round: Round, organ_id: int, instead_of: Organ | None, day: date) -> int:
    """The unit whose report the organ writes: its own, or that of an organ from which it has taken over by `day`.

    An organ that did not stand yet when the round closed reports for the one from which it took over. Raises
    NotTakenOver, OrganUnknown.
    """
    if instead_of is not None:
        if instead_of.pk not in accounts.organs_taken_over(organ_id, day):
            raise NotTakenOver("Cơ quan của bạn không tiếp nhận việc của cơ quan ấy. Chọn cơ quan khác.")
        return unit_in(round, instead_of.pk)
    try:
        return accounts.unit_of(organ_id, round.last_day)
    except OrganUnknown:
        return _only_forebear(round, organ_id, day)


def unit_in(round: Round, organ_id: int) -> int:
    """Where an organ worked when the round closed, or last before it ended. Raises OrganUnknown."""
    rows = OrganPlacement.objects.filter(organ_id=organ_id, begins_on__lte=round.last_day)
    place: OrganPlacement | None = rows.order_by("-begins_on").first()
    return place.unit_id if place else accounts.unit_of(organ_id, round.last_day)


def _only_forebear(round: Round, organ_id: int, day: date) -> int:
    taken = accounts.organs_taken_over(organ_id, day)
    asked = set(round.submissions.filter(organ_id__in=taken).values_list("organ_id", flat=True))
    if len(asked) == 1:
        return unit_in(round, asked.pop())
    if not asked:
        return accounts.unit_of(organ_id, round.last_day)
    names = ", ".join(sorted(row.name for row in map(_last_version, asked) if row))
    raise NotTakenOver(f"Cơ quan của bạn tiếp nhận từ nhiều cơ quan: {names}. Chọn soạn thay cho cơ quan nào.")


def written_for(round: Round, organ_id: int, unit_id: int) -> int | None:
    """The organ in whose place another reports: who was asked for the unit's figures, since taken over; else None."""
    asked = set(round.submissions.filter(unit_id=unit_id).values_list("organ_id", flat=True))
    if organ_id in asked:
        return None
    return next(iter(sorted(asked & accounts.organs_taken_over(organ_id, clock.today()))), None)


def organ_in(round: Round, organ_id: int) -> OrganVersion:
    """An organ's names when the round closed; for one that was founded later, its first. Raises OrganUnknown."""
    try:
        return accounts.organ_name(organ_id, round.last_day)
    except OrganUnknown:
        rows = OrganVersion.objects.filter(organ_id=organ_id)
        later = rows.filter(begins_on__gt=round.last_day).order_by("begins_on").first()
        found: OrganVersion | None = later or rows.order_by("-begins_on").first()
        if found is None:
            raise
        return found


def day_in(round: Round, unit_id: int) -> date:
    """The day on which the unit is asked for its name and level: the round's last, its own last, or its first."""
    ends_on = Unit.objects.filter(pk=unit_id).values_list("ends_on", flat=True).first()
    if ends_on is not None and ends_on <= round.last_day:
        return ends_on - timedelta(days=1)
    first = UnitVersion.objects.filter(unit_id=unit_id).order_by("begins_on").values_list("begins_on", flat=True)
    return max(round.last_day, first[0]) if first else round.last_day


def _last_version(organ_id: int) -> OrganVersion | None:
    found: OrganVersion | None = OrganVersion.objects.filter(organ_id=organ_id).order_by("-begins_on").first()
    return found
