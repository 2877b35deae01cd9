"""What day it is: in Việt Nam, on a fixed day, for one part of the tree."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tuquan.ground import clock


def test_days_are_those_of_viet_nam() -> None:
    before = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()
    assert before <= clock.today() <= before + timedelta(days=1)
    assert clock.now().utcoffset() == timedelta(hours=7)


def test_a_fixed_day_nests_and_ends() -> None:
    first, second = date(2021, 12, 15), date(2019, 4, 24)
    with clock.at(first):
        with clock.at(second):
            assert clock.today() == second
            assert clock.now().date() == second
        with clock.at(None):
            assert clock.today() == first
    assert clock.today() > first


def test_the_day_fixture_stands_on_the_day_after_the_year_closed(day: date) -> None:
    assert clock.today() == day == date(2021, 12, 15)


@pytest.mark.django_db
def test_the_nearest_scope_with_a_day_of_its_own_wins() -> None:
    clock.fix_day(scope_key=1, day=date(2021, 1, 1))
    clock.fix_day(scope_key=2, day=date(2019, 1, 1))
    clock.fix_day(scope_key=2, day=date(2019, 4, 24))
    assert clock.fixed_day([3, 2, 1]) == date(2019, 4, 24)
    assert clock.fixed_day([1, 2]) == date(2021, 1, 1)
    assert clock.fixed_day([4]) is None
    clock.fix_day(scope_key=2, day=None)
    assert clock.fixed_day([2]) is None
