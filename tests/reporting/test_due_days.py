"""Three days a level, in working days: Tết, make-up days, and the order that Decree 09/2019/NĐ-CP asks."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuquan.ground import working_days
from tuquan.ground.models import DayOff
from tuquan.reporting.calendar_errors import DueOutOfOrder
from tuquan.reporting.due_days import DueDays, lay, refuse_disorder
from tuquan.reporting.models import RuleDue
from tuquan.units.models import Level

pytestmark = pytest.mark.django_db

ROW = st.tuples(st.integers(-8, 8), st.integers(1, 8), st.none() | st.integers(0, 6)).map(
    lambda row: (row[0], row[0] + row[1], None if row[2] is None else row[0] + row[1] + row[2])
)


def _due(level: Level, cut_off: int, due: int, above: int | None = None) -> RuleDue:
    return RuleDue(level=level, cut_off_after=cut_off, due_after=due, above_after=above)


@given(st.dates(date(2024, 6, 1), date(2027, 3, 1)), ROW)
@settings(max_examples=60)
def test_dues_are_working_days_in_order(last_day: date, row: tuple[int, int, int | None]) -> None:
    days = lay([_due(Level.COMMUNE, *row)], last_day)[Level.COMMUNE]
    assert days.cut_off is not None
    assert working_days.is_working(days.due)
    assert days.cut_off < days.due
    assert working_days.between(days.cut_off, days.due) >= 1
    if days.above is not None:
        assert working_days.is_working(days.above)
        assert days.due <= days.above
    assert days.cut_off == last_day or working_days.is_working(days.cut_off)


@given(st.dates(date(2025, 1, 10), date(2025, 2, 10)), st.integers(1, 10))
@settings(max_examples=40)
def test_a_decided_day_off_is_skipped(last_day: date, after: int) -> None:
    DayOff.objects.all().delete()
    first = lay([_due(Level.COMMUNE, 0, after)], last_day)[Level.COMMUNE].due
    DayOff.objects.create(day=first, works=False, reason="bão", decision="Công điện 1")
    later = lay([_due(Level.COMMUNE, 0, after)], last_day)[Level.COMMUNE].due
    assert later > first
    assert working_days.is_working(later)


def test_tet_of_2025_lies_between_cut_off_and_due() -> None:
    # Off from 25/01 to 02/02/2025.
    days = lay([_due(Level.COMMUNE, 0, 2), _due(Level.PROVINCE, 0, 4)], date(2025, 1, 24))
    assert days[Level.COMMUNE] == DueDays(date(2025, 2, 4), date(2025, 1, 24), date(2025, 2, 6))
    assert days[Level.PROVINCE].above is None


def test_a_make_up_saturday_is_worked() -> None:
    # 02/05/2025 was off, made up for on Saturday 26/04.
    assert lay([_due(Level.COMMUNE, 0, 1)], date(2025, 4, 25))[Level.COMMUNE].due == date(2025, 4, 26)
    assert lay([_due(Level.COMMUNE, 0, 1)], date(2025, 4, 29))[Level.COMMUNE].due == date(2025, 5, 5)


def test_tet_of_2026_and_a_swap_decided_late() -> None:
    # Off from 14/02 to 22/02/2026.
    assert lay([_due(Level.COMMUNE, 0, 1)], date(2026, 2, 13))[Level.COMMUNE].due == date(2026, 2, 23)
    # 02/01/2026 was made off in December 2025, for Saturday 10/01.
    DayOff.objects.create(day=date(2026, 1, 2), works=False, reason="hoán đổi", decision="Thông báo")
    DayOff.objects.create(day=date(2026, 1, 10), works=True, reason="làm bù", decision="Thông báo")
    assert lay([_due(Level.COMMUNE, 0, 1)], date(2025, 12, 31))[Level.COMMUNE].due == date(2026, 1, 5)
    assert lay([_due(Level.COMMUNE, 0, 1)], date(2026, 1, 9))[Level.COMMUNE].due == date(2026, 1, 10)


def test_days_out_of_order_are_refused_level_by_level() -> None:
    friday, monday, tuesday = date(2025, 6, 13), date(2025, 6, 16), date(2025, 6, 17)
    refuse_disorder({Level.COMMUNE: DueDays(monday, friday, tuesday), Level.PROVINCE: DueDays(tuesday)})
    with pytest.raises(DueOutOfOrder, match="chưa đủ một ngày làm việc"):
        refuse_disorder({Level.COMMUNE: DueDays(friday + timedelta(days=1), friday)})
    with pytest.raises(DueOutOfOrder, match=r"Cấp xã.*Cấp tỉnh"):
        refuse_disorder(
            {Level.COMMUNE: DueDays(monday, monday), Level.PROVINCE: DueDays(tuesday, friday, above=monday)}
        )
