"""Where something stands through the ends of its units."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_unit
from tests.units.test_reform import DAY, carry_out, draft, place, places
from tuquan.units.errors import PlaceUndecided
from tuquan.units.models import FacilityPlacement
from tuquan.units.placing import PlacementCarrier, lay_out
from tuquan.units.reforms import plan as plans
from tuquan.units.reforms import procedure
from tuquan.units.reforms.plan import End, HeirOf, Plan
from tuquan.units.reforms.preview import preview

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2020, 1, 1), date(2026, 1, 1)


@pytest.fixture
def units() -> list[int]:
    province = make_unit("Quảng Bình", "province", begins_on=date(2019, 1, 1))
    return [make_unit(f"Xã {n}", parent=province) for n in range(4)]


def test_a_place_goes_on_along_whole_single_successions_without_a_gap(units: list[int]) -> None:
    one, two, three, _ = units
    carry_out(plans.merge([one], two))
    carry_out(plans.merge([two], three), on=LAST, number="2")
    assert lay_out(one, FIRST) == [(one, FIRST, DAY), (two, DAY, LAST), (three, LAST, None)]
    assert lay_out(one, FIRST, date(2021, 1, 1)) == [(one, FIRST, date(2021, 1, 1))]
    assert lay_out(one, FIRST, DAY) == [(one, FIRST, DAY)]
    assert lay_out(one, date(2025, 12, 1)) == [(two, date(2025, 12, 1), LAST), (three, LAST, None)]
    assert lay_out(one, LAST, LAST + timedelta(days=9)) == [(three, LAST, LAST + timedelta(days=9))]
    for day in (FIRST, DAY, LAST):
        assert all(before[2] == after[1] for before, after in pairwise(lay_out(one, day)))


def test_where_a_unit_was_divided_or_abolished_somebody_has_to_say(units: list[int]) -> None:
    one, two, three, four = units
    carry_out(Plan(end=(End(one, (HeirOf(two, False), HeirOf(three, False))), End(four))))
    with pytest.raises(PlaceUndecided) as divided:
        lay_out(one, FIRST)
    assert (divided.value.unit_id, set(divided.value.heirs)) == (one, {two, three})
    with pytest.raises(PlaceUndecided) as abolished:
        lay_out(four, DAY)
    assert abolished.value.heirs == ()
    assert lay_out(one, FIRST, DAY) == [(one, FIRST, DAY)], "what ended before is not asked about"


def test_a_thing_that_will_stand_elsewhere_is_carried_from_both_places(units: list[int]) -> None:
    one, two, three, four = units
    market = place("Chợ", one, FIRST, LAST)
    FacilityPlacement.objects.create(facility=market, unit_id=two, begins_on=LAST)
    made = draft(Plan(end=(End(one, (HeirOf(three),)), End(two, (HeirOf(four),)))))
    key = f"units.facility:{market.pk}"
    assert [thing.key for thing in preview(made).groups[0].things] == [key, f"{key}@{two}"]
    procedure.commit(by=None, reform=made, version=made.version)
    assert places(market) == [(one, FIRST, DAY), (three, DAY, LAST), (four, LAST, None)]


def test_things_that_no_longer_live_stay_where_they_were(units: list[int]) -> None:
    one, two, *_ = units
    closed, open_ = place("Chợ cũ", one), place("Chợ", one)
    carrier = PlacementCarrier(
        model=FacilityPlacement, owner_field="facility", name="thử", words="chợ", order=1,
        name_of=lambda facility: facility.name, alive=lambda rows: rows.exclude(facility=closed),
    )  # fmt: skip
    assert [thing.name for thing in carrier.touched(plans.merge([one], two), DAY)] == [open_.name]


def test_a_thousand_things_are_carried_in_few_statements(units: list[int]) -> None:
    one, two, *_ = units
    for n in range(300):
        place(f"Nơi {n}", one)
    made = draft(plans.merge([one], two))
    with CaptureQueriesContext(connection) as asked:
        procedure.commit(by=None, reform=made, version=made.version)
    assert FacilityPlacement.objects.filter(unit_id=two).count() == 300
    assert len(asked) < 150
    with CaptureQueriesContext(connection) as asked:
        procedure.undo(by=None, reform=made, because="Thử")
    assert len(asked) < 150
    assert not FacilityPlacement.objects.filter(unit_id=two).exists()
