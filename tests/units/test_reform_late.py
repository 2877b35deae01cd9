"""What stands in units that ended before the program knew goes to their heirs; the rest is told."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from tests.factories import Tree, make_unit
from tests.units.test_reform import DAY, place, places
from tuquan.units import actions, laws, queries
from tuquan.units.actions import Heir
from tuquan.units.models import UnitVersion
from tuquan.units.reforms.procedure import carry_over, settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> int:
    return make_unit("Quảng Bình", "province", begins_on=date(2019, 1, 1))


def _end(old: int, *new: int, on: date = DAY, number: str = "1") -> int:
    heirs = [Heir(old, heir, whole=len(new) == 1) for heir in new] or [Heir(old, None)]
    return actions.record_change(by=None, title="Thử", act_number=number, effective_on=on, successions=heirs).pk


def test_it_goes_along_every_whole_single_succession_and_the_rest_is_told(province: int) -> None:
    one, two, three, four, five = (make_unit(f"Xã {n}", parent=province) for n in range(5))
    market, school, station = place("Chợ", one), place("Trường", four), place("Ga", five)
    _end(one, two)
    _end(two, three, on=date(2026, 1, 1), number="2")
    _end(four, two, three, number="3")
    _end(five, number="4")
    assert {thing.name for thing in settle(by=None)} == {"Trường", "Ga"}
    assert places(market)[1:] == [(two, DAY, date(2026, 1, 1)), (three, date(2026, 1, 1), None)]
    assert len(places(school)) == 1
    assert len(places(station)) == 1
    assert {thing.name for thing in carry_over(by=None)} == {"Trường", "Ga"}, "a second time nothing more happens"
    assert len(places(market)) == 3


def test_only_what_the_asked_acts_ended(province: int) -> None:
    one, two, three = (make_unit(f"Xã {n}", parent=province) for n in range(3))
    first, second = place("Chợ", one), place("Trường", two)
    _end(one, three)
    act = _end(two, three, number="2")
    assert carry_over(by=None, change_ids=[act]) == []
    assert (len(places(first)), len(places(second))) == (1, 2)


def test_the_country_loaded_over_what_stands_takes_it_along() -> None:
    country = make_unit("Việt Nam", "country", begins_on=date(1976, 7, 2))
    old = make_unit("Quảng Bình", "province", parent=country, begins_on=date(2020, 3, 1), code="44")
    district = make_unit("Tuyên Hóa", "district", parent=old, begins_on=date(2020, 3, 1), code="453")
    commune = make_unit("Châu Hóa", parent=district, begins_on=date(2020, 3, 1), code="19000")
    UnitVersion.objects.exclude(code="").update(code_list="QĐ 124/2004/QĐ-TTg")
    hamlet, market = make_unit("Lâm Lang", "village", parent=commune, begins_on=date(2021, 1, 1)), place("Chợ", commune)
    office = place("Trụ sở huyện", district)
    out = StringIO()
    call_command("load_units", "--country", "--commit", stdout=out)
    (heir, exact), *more = queries.heirs_on(commune, DAY)
    assert (exact, more) == (True, [])
    assert [unit for unit, *_ in places(market)] == [commune, heir]
    assert queries.version(hamlet, DAY).parent_id == heir
    assert "Chưa rõ chuyển về đâu: Trụ sở huyện" in out.getvalue()
    assert len(places(office)) == 1
    assert laws.faults() == []


def test_the_packaged_units_need_nothing_carried(tree: Tree) -> None:
    assert settle(by=None) == []
