"""Working days: weekends, Tết, make-up days, and days decided afterwards."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tuquan.ground import working_days
from tuquan.ground.models import DayOff

pytestmark = pytest.mark.django_db
DAYS = st.dates(date(2019, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2021, 12, 14), True),
        (date(2021, 12, 18), False),
        (date(2021, 2, 10), False),
        (date(2021, 2, 16), False),
        (date(2021, 2, 17), True),
        (date(2021, 5, 3), False),
        (date(2025, 5, 2), False),
        (date(2025, 4, 26), True),
        (date(2026, 8, 22), True),
        (date(2026, 8, 31), False),
    ],
)
def test_holidays_and_make_up_days_of_viet_nam(day: date, works: bool) -> None:
    assert working_days.is_working(day) is works


def test_a_decided_day_wins_over_the_calendar() -> None:
    DayOff.objects.create(day=date(2021, 12, 14), reason="Nghỉ theo quyết định")
    DayOff.objects.create(day=date(2021, 12, 18), works=True, reason="Làm bù")
    assert not working_days.is_working(date(2021, 12, 14))
    assert working_days.is_working(date(2021, 12, 18))
    assert working_days.add(date(2021, 12, 13), 1) == date(2021, 12, 15)
    assert working_days.between(date(2021, 12, 13), date(2021, 12, 18)) == 4


def test_five_working_days_before_and_after_tet() -> None:
    assert working_days.add(date(2021, 2, 9), 1) == date(2021, 2, 17)
    assert working_days.add(date(2021, 2, 17), -1) == date(2021, 2, 9)
    assert working_days.add(date(2021, 2, 13), 0) == date(2021, 2, 13)


class Laws(TestCase):
    @given(day=DAYS, n=st.integers(-60, 60))
    def test_adding_lands_on_a_working_day_and_between_counts_it_back(self, day: date, n: int) -> None:
        there = working_days.add(day, n)
        if n:
            assert working_days.is_working(there)
        if n >= 0:
            assert working_days.between(day, there) == n

    @given(a=DAYS, b=DAYS, c=DAYS)
    def test_spans_add_up(self, a: date, b: date, c: date) -> None:
        a, b, c = sorted((a, b, c))
        if (c - a) < timedelta(days=800):
            assert working_days.between(a, b) + working_days.between(b, c) == working_days.between(a, c)
        assert working_days.between(a, a + timedelta(days=9)) == -working_days.between(a + timedelta(days=9), a)
