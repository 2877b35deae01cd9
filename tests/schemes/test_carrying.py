"""A scheme stands in today's unit with its past: carried by a reform, or entered late for a unit that has ended."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.schemes.conftest import DECISION, Land, build_land, founded, struck
from tuquan.ground import clock
from tuquan.schemes import actions, counts, errors, queries
from tuquan.schemes.models import Scheme, SchemeEvent, SchemeKind, SchemePlacement, SchemeSite, SitePlacement
from tuquan.units.models import Facility, FacilityPlacement, Unit, UnitVersion
from tuquan.units.naming import search_key, sort_key
from tuquan.units.reforms import plan as plans
from tuquan.units.reforms import procedure
from tuquan.units.reforms.carrying import all_at
from tuquan.units.reforms.plan import Begin, Plan
from tuquan.vn.windows import Window

DAY = date(2021, 7, 1)
pytestmark = pytest.mark.django_db


def carry_out(plan: Plan, on: date = DAY) -> Any:
    made = procedure.draft(by=None, title="Thử", act_number="1/NQ", effective_on=on, plan=plan, scope_id=None)
    return procedure.commit(by=None, reform=made, version=made.version)


def merge(land: Land, *numbers: int) -> Plan:
    units = [land.communes[number].pk for number in numbers]
    return plans.merge(units, "n1", Begin("n1", "commune", "Tuyên Mới", land.districts[0].pk))


def split(land: Land, number: int) -> Plan:
    parts = [Begin(key, "commune", name, land.districts[0].pk) for key, name in (("a", "Phần Một"), ("b", "Phần Hai"))]
    plan = plans.split(land.communes[number].pk, parts)
    return Plan(plan.begin, plan.alter, plan.end, {all_at(land.communes[number].pk): "a"})


def named(name: str) -> int:
    found: int = UnitVersion.objects.filter(name=name).latest("begins_on").unit_id
    return found


def stays(scheme: Scheme) -> list[tuple[int, date, date | None]]:
    return list(scheme.placements.order_by("begins_on").values_list("unit_id", "begins_on", "ends_on"))


def market(unit: Unit, since: date = date(2015, 1, 1), until: date | None = None) -> Facility:
    row = Facility.objects.create(name="Chợ Cuồi", type="market", begins_on=since, ends_on=until,
                                  search_key=search_key("Chợ Cuồi"), sort_key=sort_key("Chợ Cuồi"))  # fmt: skip
    FacilityPlacement.objects.create(facility=row, unit=unit, begins_on=since, ends_on=until)
    return row


def test_a_reform_takes_schemes_and_sites_along_and_leaves_events(land: Land, kind: SchemeKind) -> None:
    old = land.communes[0]
    scheme = founded(kind, old, facility_id=market(old).pk)
    gone = founded(kind, old, name="Đã thôi", place_name="nơi khác")
    struck(gone, on=date(2021, 6, 1))
    carry_out(merge(land, 0, 1))
    heir = named("Tuyên Mới")
    assert stays(scheme) == [(old.pk, date(2021, 3, 3), DAY), (heir, DAY, None)]
    assert stays(gone) == [(old.pk, date(2021, 3, 3), date(2021, 6, 1))]
    site = scheme.sites.get()
    assert [p.unit_id for p in site.placements.order_by("begins_on")] == [old.pk, heir]
    assert {event.unit_id for event in SchemeEvent.objects.all()} == {old.pk}
    told = queries.history(scheme)
    assert [stay.place for stay in told.stays] == ["xã Châu Hóa", "xã Tuyên Mới"]
    assert "tại xã Tuyên Mới" in told.sentence
    with clock.at(date(2021, 6, 30)):
        assert "tại xã Châu Hóa" in queries.history(scheme).sentence


def test_what_is_carried_in_is_active_and_not_founded(land: Land, kind: SchemeKind) -> None:
    founded(kind, land.communes[0])
    founded(kind, land.hamlets[1])
    carry_out(merge(land, 0, 1))
    founded(kind, Unit.objects.get(pk=named("Tuyên Mới")), on=date(2021, 8, 1), place_name="nơi mới")
    year = Window(date(2021, 1, 1), date(2021, 12, 31))

    def value(code: str, unit: int, window: Window = year) -> int:
        return int(counts.count(code, unit_id=unit, window=window).value)

    heir = named("Tuyên Mới")
    assert (value("schemes_active", heir), value("schemes_founded", heir)) == (3, 1)
    assert value("schemes_founded", land.districts[0].pk) == 3
    first_half = Window(date(2021, 1, 1), date(2021, 6, 30))
    assert [value("schemes_founded", land.communes[n].pk, first_half) for n in (0, 1)] == [1, 1]
    assert [value("schemes_active", land.communes[n].pk, first_half) for n in (0, 1)] == [1, 1]
    (record,) = counts.records(counts.source_key("schemes_founded", heir, year))
    assert "nơi mới" in record.label or "Tuyên Mới" in record.label


def test_entered_late_it_stands_in_todays_unit(land: Land, kind: SchemeKind) -> None:
    old = land.communes[0]
    carry_out(merge(land, 0, 1))
    heir = named("Tuyên Mới")
    assert stays(founded(kind, old)) == [(old.pk, date(2021, 3, 3), DAY), (heir, DAY, None)]
    existing = actions.record_existing(by=None, kind=kind, name="Cũ", unit_id=old.pk, place_name="nơi cũ",
                                       begins_on=date(2015, 5, 1))  # fmt: skip
    assert stays(existing) == [(old.pk, date(2015, 5, 1), DAY), (heir, DAY, None)]
    assert SchemeEvent.objects.filter(unit=heir).count() == 0


def test_entered_late_for_a_divided_unit_somebody_says_where_it_went(land: Land, kind: SchemeKind) -> None:
    old = land.communes[0]
    carry_out(split(land, 0))
    with pytest.raises(errors.HeirUndecided) as refused:
        founded(kind, old)
    assert "xã Phần Một" in str(refused.value)
    assert "xã Phần Hai" in str(refused.value)
    assert not Scheme.objects.exists()
    with pytest.raises(errors.HeirUndecided):
        founded(kind, old, now_in=land.communes[3].pk)
    part = named("Phần Hai")
    assert stays(founded(kind, old, now_in=part)) == [(old.pk, date(2021, 3, 3), DAY), (part, DAY, None)]


def test_struck_off_before_the_reform_but_told_after_it(land: Land, kind: SchemeKind) -> None:
    old = land.communes[0]
    scheme = founded(kind, old, hamlet_id=land.hamlets[0].pk)
    carry_out(merge(land, 0, 1))
    struck(scheme, on=date(2021, 6, 1))
    assert stays(scheme) == [(old.pk, date(2021, 3, 3), date(2021, 6, 1))]
    assert not SitePlacement.objects.on(date(2021, 6, 1)).exists()


def test_a_site_lies_in_a_hamlet_or_a_facility(land: Land, kind: SchemeKind) -> None:
    scheme = founded(kind, land.communes[0], hamlet_id=land.hamlets[0].pk)
    assert scheme.sites.get().placements.get().unit_id == land.hamlets[0].pk
    site = actions.add_site(by=None, scheme=scheme, place_name="chợ", on=date(2021, 5, 1),
                            facility_id=market(land.communes[0]).pk)  # fmt: skip
    assert site.facility is not None
    assert site.placements.get().unit_id == land.communes[0].pk
    with pytest.raises(errors.NotInUnit, match="Thôn 2"):
        actions.add_site(by=None, scheme=scheme, place_name="x", on=date(2021, 5, 1), hamlet_id=land.hamlets[1].pk)
    with pytest.raises(errors.NotInUnit, match="Chợ Cuồi"):
        actions.add_site(by=None, scheme=scheme, place_name="x", on=date(2021, 5, 1),
                         facility_id=market(land.communes[1]).pk)  # fmt: skip
    with pytest.raises(errors.FacilityEnded, match="01/05/2021"):
        actions.add_site(by=None, scheme=scheme, place_name="x", on=date(2021, 5, 1),
                         facility_id=market(land.communes[0], until=date(2021, 4, 1)).pk)  # fmt: skip
    assert scheme.sites.count() == 2


def test_undoing_restores_every_row(land: Land, kind: SchemeKind) -> None:
    founded(kind, land.communes[0], hamlet_id=land.hamlets[0].pk)
    founded(kind, land.hamlets[1])

    def every() -> list[Any]:
        models = (Unit, UnitVersion, Scheme, SchemeSite, SchemePlacement, SitePlacement, SchemeEvent)
        return [list(model.objects.order_by("pk").values()) for model in models]

    before = every()
    reform = carry_out(merge(land, 0, 1))
    assert every() != before
    procedure.undo(by=None, reform=reform, because="Ghi nhầm")
    assert every() == before


STEP = st.tuples(st.sampled_from(["merge", "split", "enter", "strike"]), st.integers(0, 7), st.integers(0, 7))


@settings(max_examples=8, deadline=None)
@given(steps=st.lists(STEP, min_size=1, max_size=5))
@example(steps=[("split", 0, 0), ("split", 0, 0), ("merge", 0, 2), ("split", 4, 0), ("enter", 0, 0)])
def test_nothing_is_lost_over_any_sequence(steps: list[tuple[str, int, int]]) -> None:
    from django.db import transaction

    with transaction.atomic(), clock.at(date(2021, 12, 14)):
        _walk(steps)
        transaction.set_rollback(True)


def _walk(steps: list[tuple[str, int, int]]) -> None:
    land = build_land()
    kind = actions.add_kind(by=None, name="Thôn tự quản về ANTT", field="residential_area")
    first = [founded(kind, place, accept_duplicate=True) for place in land.communes[:2]]
    for at, (what, one, two) in enumerate(steps):
        day = date(2021, 4 + at, 1)
        alive = list(Unit.objects.filter(level=3, ends_on__isnull=True).order_by("pk"))
        a, b = alive[one % len(alive)], alive[two % len(alive)]
        if what == "merge" and a != b:
            carry_out(plans.merge([a.pk, b.pk], "n", Begin("n", "commune", f"Nhập {at}", land.districts[0].pk)), on=day)
        elif what == "split":
            parts = [Begin(key, "commune", f"Chia {at}{key}", land.districts[0].pk) for key in ("x", "y")]
            plan = plans.split(a.pk, parts)
            carry_out(Plan(plan.begin, plan.alter, plan.end, {all_at(a.pk): "xy"[two % 2]}), on=day)
        elif what == "enter":
            ended = Unit.objects.filter(level=3, ends_on__isnull=False).order_by("pk").first() or a
            try:
                founded(kind, ended, accept_duplicate=True, place_name=f"nơi {at}")
            except errors.HeirUndecided as undecided:
                founded(kind, ended, accept_duplicate=True, place_name=f"nơi {at}", now_in=undecided.heirs[0])
        elif what == "strike":
            scheme = first[one % 2]
            scheme.refresh_from_db()
            if scheme.ends_on is None:
                actions.strike_off(by=None, scheme=scheme, on=day, reason="weak", **DECISION)
    _nothing_lost()


def _nothing_lost() -> None:
    ends = dict(Unit.objects.values_list("pk", "ends_on"))
    for scheme in Scheme.objects.all():
        pieces = stays(scheme)
        assert pieces[0][1] == scheme.begins_on
        assert pieces[-1][2] == scheme.ends_on
        assert all(before[2] == after[1] for before, after in pairwise(pieces)), pieces
        for unit, _, until in pieces:
            last = ends[unit]
            assert last is None or (until is not None and until <= last), "nobody stands in a unit that has ended"
