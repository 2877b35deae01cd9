"""A merged unit that nobody has counted yet has what made it, where all of that was counted."""

from datetime import date

import pytest

from tests.factories import make_unit
from tuquan.units import actions
from tuquan.units.places.sizes import record_size, size_of

DAY = date(2021, 6, 1)
pytestmark = pytest.mark.django_db


def _merged(*sizes: tuple[int, int] | None, whole: bool = True, begins_on: date = DAY) -> int:
    commune = make_unit("Châu Hóa", "commune")
    new = make_unit("Lâm Kinh", "village", parent=commune, begins_on=begins_on)
    for number, size in enumerate(sizes):
        old = make_unit(f"Cũ {number}", "village", parent=commune)
        if size:
            record_size(by=None, unit_id=old, on=date(2021, 1, 1), households=size[0], population=size[1])
        actions.record_change(
            by=None, title="Nhập thôn", act_number=f"{number}/NQ", effective_on=DAY,
            successions=[actions.Heir(old, new, whole)],
        )  # fmt: skip
    return new


def test_the_sum_of_what_was_merged_stands_until_somebody_counts() -> None:
    new = _merged((100, 400), (20, 90))
    size = size_of(new, date(2021, 7, 1))
    assert (size.households, size.population, size.source) == (120, 490, "cộng từ 2 đơn vị đã nhập thành")
    record_size(by=None, unit_id=new, on=date(2021, 8, 1), households=125)
    assert size_of(new, date(2021, 9, 1)).households == 125


def test_nothing_is_summed_when_one_of_them_was_not_counted_or_gave_only_a_part() -> None:
    assert not size_of(_merged((100, 400), None), date(2021, 7, 1)).known
    assert not size_of(_merged((100, 400), (20, 90), whole=False), date(2021, 7, 1)).known


def test_a_hamlet_that_stood_and_took_another_in_is_not_taken_for_that_other() -> None:
    assert not size_of(_merged((100, 400), begins_on=date(2020, 1, 1)), date(2021, 7, 1)).known
