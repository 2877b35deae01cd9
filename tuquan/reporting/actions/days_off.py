"""Days off and make-up days, each with the paper that decided it; they win over the calendar of public holidays."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import audit, clock, working_days
from tuquan.ground.models import DayOff
from tuquan.reporting import free_text
from tuquan.reporting.calendar_errors import DayOffRefused
from tuquan.units.models import Level, UnitVersion
from tuquan.vn.dates import show_date


@dataclass(frozen=True)
class DayDecided:
    """One day of a list: off, or worked to make up for another."""

    day: date
    works: bool
    reason: str
    decision: str


def may_keep_days(user: User | None) -> bool:
    """Whoever manages the accounts, or keeps the calendar of a whole province: a day off concerns every office."""
    if accounts.may(user, Permission.MANAGE_ACCOUNTS):
        return True
    provinces = UnitVersion.objects.on(clock.today()).filter(unit__level=Level.PROVINCE).values_list("unit", flat=True)
    return any(accounts.may(user, Permission.KEEP_CALENDAR, unit_id=unit) for unit in provinces)


@transaction.atomic
def set_days(*, by: User | None, days: Sequence[DayDecided]) -> int:
    """Write all the days or none; a day that stands already is corrected. Returns how many days changed.

    Raises PermissionRefused, FreeTextRefused, DayOffRefused with every fault of the list.
    """
    _allow(by)
    if faults := _faults(days):
        raise DayOffRefused(" ".join(faults))
    changed = 0
    for row in days:
        given = {"works": row.works, "reason": free_text.kept(row.reason), "decision": free_text.kept(row.decision)}
        standing = DayOff.objects.filter(day=row.day).values("works", "reason", "decision").first()
        if standing == given:
            continue
        DayOff.objects.update_or_create(day=row.day, defaults=given)
        _record(by, row.day, "set_day_off", f"{_said(row)} ({given['decision']})", {"before": standing, **given})
        changed += 1
    return changed


@transaction.atomic
def clear_day(*, by: User | None, day: date, reason: str) -> None:
    """The day follows the calendar of public holidays again. Raises PermissionRefused, DayOffRefused."""
    _allow(by)
    why = free_text.kept(reason)
    standing = DayOff.objects.filter(day=day).first()
    if standing is None or not why:
        raise DayOffRefused(f"Bỏ ngày đã ghi cần ngày có trong danh sách và lý do. Kiểm tra ngày {show_date(day)}.")
    standing.delete()
    _record(by, day, "clear_day_off", f"Bỏ ghi ngày {show_date(day)}. Lý do: {why}", {"reason": why})


def _allow(by: User | None) -> None:
    if not may_keep_days(by):
        accounts.require(by, Permission.MANAGE_ACCOUNTS)


def _faults(days: Sequence[DayDecided]) -> list[str]:
    faults = [f"Ngày {show_date(day)} ghi {n} lần." for day, n in Counter(row.day for row in days).items() if n > 1]
    for row in days:
        if not row.reason.strip() or not row.decision.strip():
            faults.append(f"Ngày {show_date(row.day)}: thiếu lý do hoặc căn cứ. Ghi số, ngày văn bản quyết định.")
        elif len(row.reason) > 200 or len(row.decision) > 200:
            faults.append(f"Ngày {show_date(row.day)}: lý do, căn cứ không quá 200 chữ.")
        if row.works and row.day.weekday() < 5 and working_days.is_working(row.day) and not _stands(row.day):
            faults.append(f"Ngày {show_date(row.day)} đã là ngày làm việc, không cần ghi làm bù.")
    return faults


def _stands(day: date) -> bool:
    return DayOff.objects.filter(day=day).exists()


def _said(row: DayDecided) -> str:
    return f"{'Ngày làm bù' if row.works else 'Ngày nghỉ'} {show_date(row.day)}: {row.reason.strip()}"


def _record(by: User | None, day: date, action: str, said: str, detail: dict[str, object]) -> None:
    audit.record(
        by=by, action=f"reporting.{action}", subject_kind="day_off", subject_key=day.isoformat(), summary=said,
        detail=detail,
    )  # fmt: skip
