"""Days on which offices work: public holidays with Tết and make-up days, corrected by dated rows."""

from datetime import date, timedelta
from functools import lru_cache

from holidays import HolidayBase, country_holidays

from tuquan.ground.models import DayOff


def is_working(day: date) -> bool:
    """Whether State offices work on `day`. A DayOff row wins over the package's calendar."""
    return _is_working(day, _decided(day, day))


def by_law(day: date) -> bool:
    """The same by the calendar of public holidays alone, before any DayOff row."""
    return bool(_calendar(day.year).is_working_day(day))


def holiday(day: date) -> str:
    """What the calendar of public holidays calls the day in Vietnamese; "" where it is none."""
    return str(_calendar(day.year).get(day) or "")


def add(day: date, n: int) -> date:
    """The n-th working day after `day` (before it when n < 0); with n = 0 the day itself, whatever it is."""
    step = timedelta(days=1 if n > 0 else -1)
    # Five weeks hold at least ten working days, Tết included: enough rows in one query.
    reach = timedelta(days=35 + abs(n) * 4)
    decided = _decided(day - reach, day + reach)
    left = abs(n)
    while left:
        day += step
        left -= _is_working(day, decided)
    return day


def between(a: date, b: date) -> int:
    """Working days after `a` up to and including `b`; negative when `b` lies before `a`."""
    if b < a:
        return -between(b, a)
    decided = _decided(a, b)
    return sum(_is_working(a + timedelta(days=i), decided) for i in range(1, (b - a).days + 1))


def _is_working(day: date, decided: dict[date, bool]) -> bool:
    if day in decided:
        return decided[day]
    return by_law(day)


def _decided(first: date, last: date) -> dict[date, bool]:
    return dict(DayOff.objects.filter(day__range=(first, last)).values_list("day", "works"))


@lru_cache(maxsize=64)
def _calendar(year: int) -> HolidayBase:
    # One calendar a year: weekend make-up days belong to the year they are decided for.
    return country_holidays("VN", years=year, language="vi")
