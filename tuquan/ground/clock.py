"""What day it is in Việt Nam: one place to ask, so that a demonstration or a test can stand on another day."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tuquan.ground.models import FixedDay

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_day: ContextVar[date | None] = ContextVar("tuquan_day", default=None)


def today() -> date:
    """The calendar day in Việt Nam, or the day fixed by `at()`."""
    return _day.get() or datetime.now(VIETNAM).date()


def now() -> datetime:
    """This moment with its zone; on a fixed day, the present time of day on that day."""
    moment = datetime.now(VIETNAM)
    day = _day.get()
    return moment if day is None else datetime.combine(day, moment.timetz())


@contextmanager
def at(day: date | None) -> Iterator[None]:
    """Within it `today()` is `day`; None leaves the day as it is. Nests; other threads are not touched."""
    token = _day.set(day or _day.get())
    try:
        yield
    finally:
        _day.reset(token)


def fixed_day(scope_keys: Iterable[int]) -> date | None:
    """The day at which a demonstration stands, for the first of `scope_keys` (nearest unit first) that has one."""
    keys = list(scope_keys)
    days = dict(FixedDay.objects.filter(scope_key__in=keys).values_list("scope_key", "day"))
    return next((days[key] for key in keys if key in days), None)


def fix_day(*, scope_key: int, day: date | None) -> None:
    """Let the part of the tree under `scope_key` stand on `day`; None lets it follow the calendar again."""
    if day is None:
        FixedDay.objects.filter(scope_key=scope_key).delete()
    else:
        FixedDay.objects.update_or_create(scope_key=scope_key, defaults={"day": day})
