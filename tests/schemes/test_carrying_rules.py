"""Complete registers and counting rules through the ends of units: carried where all agree, told where not."""

from datetime import date
from itertools import product
from typing import Any

import pytest

from tests.schemes.conftest import Land, founded, unit
from tests.schemes.test_carrying import DAY, carry_out, merge, named, split
from tuquan.schemes import actions, counts
from tuquan.schemes.actions.rules import declare_complete, set_counting_rule
from tuquan.schemes.models import CompleteRegister, CountingRule, SchemeKind
from tuquan.units.models import Reform, UnitType
from tuquan.units.reforms import plan as plans
from tuquan.units.reforms import procedure
from tuquan.units.reforms.plan import Begin, Plan
from tuquan.units.reforms.preview import preview
from tuquan.vn.windows import Window

pytestmark = pytest.mark.django_db
SINCE = date(2021, 1, 1)
# Of how many, is known only where the register is complete.
CODE = "schemes_with_full_dossier"


def complete(*keys: int, on: date = SINCE) -> None:
    for key in keys:
        declare_complete(by=None, unit_id=key, on=on)


def registers() -> dict[int, tuple[date, date | None]]:
    return {row.unit_id: (row.begins_on, row.ends_on) for row in CompleteRegister.objects.all()}


def drafted(plan: Plan) -> Reform:
    return procedure.draft(by=None, title="Thử", act_number="1/NQ", effective_on=DAY, plan=plan, scope_id=None)


def notes(reform: Reform, name: str) -> list[str]:
    return [thing.note for group in preview(reform).groups if group.name == name for thing in group.things]


def every() -> list[Any]:
    return [list(model.objects.order_by("pk").values()) for model in (CompleteRegister, CountingRule)]


@pytest.mark.parametrize("which", list(product([False, True], repeat=2)))
def test_complete_only_where_all_forebears_were(land: Land, kind: SchemeKind, which: tuple[bool, bool]) -> None:
    founded(kind, land.communes[0])
    founded(kind, land.communes[1])
    complete(*(land.communes[n].pk for n in (0, 1) if which[n]))
    carry_out(merge(land, 0, 1))
    heir = named("Tuyên Mới")
    assert (heir in registers()) == all(which)
    year = Window(date(2021, 1, 1), date(2021, 12, 31))
    before = Window(date(2021, 1, 1), date(2021, 6, 30))
    assert (counts.count(CODE, unit_id=heir, window=year).of == 2) == all(which)
    for n in (0, 1):
        told = counts.count(CODE, unit_id=land.communes[n].pk, window=before)
        assert (told.of == 1) == which[n], "the past is as it was"


def test_the_preview_says_which_forebear_is_not_complete(land: Land) -> None:
    complete(land.communes[0].pk)
    reform = drafted(merge(land, 0, 1))
    (note,) = notes(reform, "schemes.register")
    assert "chưa chốt sổ ở xã Đồng Lê" in note
    assert preview(reform).ready


def test_a_day_declared_after_the_reforms_own(land: Land) -> None:
    complete(land.communes[0].pk)
    complete(land.communes[1].pk, on=date(2021, 9, 9))
    carry_out(merge(land, 0, 1))
    assert registers()[named("Tuyên Mới")] == (date(2021, 9, 9), None)


def test_both_parts_of_a_divided_complete_unit(land: Land) -> None:
    complete(land.communes[0].pk)
    carry_out(split(land, 0))
    found = registers()
    assert found == {
        land.communes[0].pk: (SINCE, DAY),
        named("Phần Một"): (DAY, None),
        named("Phần Hai"): (DAY, None),
    }


def test_a_complete_unit_that_takes_in_an_unknown_one_is_complete_no_more(land: Land) -> None:
    one, two = (land.communes[n].pk for n in (0, 1))
    complete(one)
    reform = drafted(plans.merge([two], one))
    (note,) = notes(reform, "schemes.register")
    assert "xã Đồng Lê" in note
    before = every()
    done = procedure.commit(by=None, reform=reform, version=reform.version)
    assert registers() == {one: (SINCE, DAY)}
    procedure.undo(by=None, reform=done, because="Ghi nhầm")
    assert every() == before
    again = drafted(plans.merge([two], one))
    procedure.commit(by=None, reform=again, version=again.version)
    complete(one, on=date(2021, 8, 1))
    assert CompleteRegister.objects.filter(unit=one).count() == 2


def test_a_complete_district_that_ends_leaves_its_communes_complete(land: Land) -> None:
    district, province = land.districts[0].pk, land.province.pk
    complete(district)
    end = plans.abolish(district)
    moved = [plans.move(land.communes[n].pk, province) for n in (0,)]
    plan = moved[0].joined(end).chosen(f"units.unit:{land.communes[1].pk}", province)
    carry_out(plan)
    found = registers()
    assert found[land.communes[0].pk] == found[land.communes[1].pk] == (DAY, None)
    assert found[district] == (SINCE, DAY)


def test_under_a_complete_province_nothing_is_written(land: Land) -> None:
    complete(land.province.pk)
    carry_out(merge(land, 0, 1))
    assert registers() == {land.province.pk: (SINCE, None)}


def test_undo_restores_and_a_second_carrying_does_nothing_more(land: Land) -> None:
    complete(land.communes[0].pk, land.communes[1].pk)
    before = every()
    reform = carry_out(merge(land, 0, 1))
    after = every()
    assert after != before
    procedure.settle(by=None)
    assert every() == after
    procedure.undo(by=None, reform=reform, because="Ghi nhầm")
    assert every() == before


def two_provinces(land: Land, *rules: bool | None) -> Plan:
    other = unit("Quảng Trị", UnitType.PROVINCE)
    for key, rule in zip((land.province.pk, other.pk), rules, strict=True):
        if rule is not None:
            set_counting_rule(by=None, unit_id=key, copy_is_scheme=rule, on=SINCE)
    return plans.merge([land.province.pk, other.pk], "p", Begin("p", "province", "Quảng Trị Mới", None))


@pytest.mark.parametrize("rules", list(product([None, False, True], repeat=2)))
def test_a_rule_goes_on_where_all_had_the_same(land: Land, rules: tuple[bool | None, bool | None]) -> None:
    plan = two_provinces(land, *rules)
    plan = Plan((Begin("p", "province", "Quảng Trị Mới", _country()),), plan.alter, plan.end)
    reform = drafted(plan)
    said = notes(reform, "schemes.counting_rule")
    before = every()
    done = procedure.commit(by=None, reform=reform, version=reform.version)
    found = CountingRule.objects.on(DAY).filter(unit=named("Quảng Trị Mới")).first()
    meant = {rule is not False for rule in rules}
    if rules == (None, None):
        assert not said
        assert found is None
    elif len(meant) == 1:
        assert found is not None
        assert found.copy_is_scheme == meant.pop()
    else:
        assert found is None
        assert "đếm khác nhau" in said[0]
    procedure.undo(by=None, reform=done, because="Ghi nhầm")
    assert every() == before


def test_a_standing_province_keeps_its_own_rule(land: Land) -> None:
    two_provinces(land, False, True)
    other = named("Quảng Trị")
    carry_out(plans.merge([other], land.province.pk))
    (rule,) = CountingRule.objects.on(DAY)
    assert (rule.unit_id, rule.copy_is_scheme) == (land.province.pk, False)


def _country() -> int:
    from tests.factories import make_unit

    return make_unit("Việt Nam", "country", begins_on=date(1976, 7, 2))


def test_the_rule_counts_in_the_heir(land: Land, kind: SchemeKind) -> None:
    origin = founded(kind, land.communes[0])
    actions.replicate(
        by=None, origin=origin, unit_id=land.communes[1].pk, place_name="nơi khác", on=date(2021, 4, 1),
        decision_number="1/QĐ", decision_date=SINCE, decision_issuer="UBND",
    )  # fmt: skip
    plan = two_provinces(land, False, False)
    plan = Plan((Begin("p", "province", "Quảng Trị Mới", _country()),), plan.alter, plan.end)
    carry_out(plan)
    year = Window(date(2021, 1, 1), date(2021, 12, 31))
    assert counts.count("schemes_active", unit_id=named("Quảng Trị Mới"), window=year).value == 1
