"""Laws of reforms on sequences that hypothesis makes up: found, rename, merge, split, move, abolish; late too."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.factories import make_unit
from tests.units.test_reform import place
from tuquan.ground import rowdump
from tuquan.units import laws, queries
from tuquan.units.errors import ReformBuiltUpon, ReformFaulty
from tuquan.units.models import (
    Facility,
    FacilityPlacement,
    GroupMembership,
    Reform,
    Succession,
    Unit,
    UnitGroup,
    UnitVersion,
)
from tuquan.units.reforms import plan as plans
from tuquan.units.reforms import procedure
from tuquan.units.reforms.carrying import all_at
from tuquan.units.reforms.plan import Begin, Plan

FIRST = date(2020, 1, 1)
DAYS = st.integers(1, 1500).map(lambda n: FIRST + timedelta(days=n))
KINDS = ["found", "rename", "ward", "move", "merge", "join", "split", "divide", "abolish", "province"]
STEP = st.tuples(st.sampled_from(KINDS), DAYS, st.integers(0, 9), st.integers(0, 9))
STEPS = st.lists(STEP, min_size=2, max_size=7)
KEPT_ELSEWHERE = {"ground.auditevent", "units.reform", "units.reformrow"}


class Land:
    """Two provinces, four communes with a hamlet, a market and a group; what reforms make is picked up again."""

    def __init__(self) -> None:
        self.tops = [make_unit(f"Tỉnh {name}", "province", begins_on=FIRST) for name in "AB"]
        self.communes = [make_unit(f"Xã {n}", parent=self.tops[n % 2], begins_on=FIRST) for n in range(4)]
        group = UnitGroup.objects.create(
            name="Cụm", type="emulation_cluster", scope_id=self.tops[0], begins_on=FIRST, sort_key="x"
        )
        for n, unit in enumerate(self.communes):
            make_unit(f"Thôn {n}", "village", parent=unit, begins_on=FIRST)
            place(f"Chợ {n}", unit, FIRST, FIRST + timedelta(days=700) if n == 3 else None)
            GroupMembership.objects.create(group=group, unit_id=unit, begins_on=FIRST)
        self.places: dict[int, Any] = {}

    def plan(self, number: int, what: str, pick: int, other: int) -> Plan:
        units = list(Unit.objects.filter(level=3).order_by("pk").values_list("pk", flat=True))
        one, two = units[pick % len(units)], units[(pick + 1 + other % (len(units) - 1)) % len(units)]
        top = self.tops[other % 2]
        new = [Begin(f"n{n}", "commune", f"Mới {number}-{n}", top, f"{number}{n}", "thử") for n in range(2)]
        return {
            "found": lambda: plans.found(new[0]),
            "rename": lambda: plans.rename(one, f"Tên {number}"),
            "ward": lambda: plans.rename(one, f"Phường {number}", "ward"),
            "move": lambda: plans.move(one, top),
            "merge": lambda: plans.merge([one, two], "n0", new[0]),
            "join": lambda: plans.merge([one], two),
            "split": lambda: plans.split(one, new).chosen(all_at(one), "n1"),
            "divide": lambda: plans.split(one, [new[0], two]).chosen(all_at(one), two),
            "abolish": lambda: plans.abolish(one).chosen(all_at(one), two),
            "province": lambda: plans.merge([self.tops[pick % 2]], self.tops[(pick + 1) % 2]),
        }[what]()


def _carry_out(land: Land, number: int, step: tuple[str, date, int, int]) -> Reform | None:
    what, day, pick, other = step
    made = procedure.draft(
        by=None, title=what, act_number=f"{number}", effective_on=day, scope_id=None,
        plan=land.plan(number, what, pick, other),
    )  # fmt: skip
    try:
        return procedure.commit(by=None, reform=made, version=made.version)
    except ReformFaulty:
        return None


def _rows() -> list[bytes]:
    """Every row of every table, but the audit's and the reforms' own."""
    kept = [model for model in rowdump.kept_models() if model._meta.label_lower not in KEPT_ELSEWHERE]
    return [model._meta.label.encode() + line for model in kept for line in rowdump.dump(model)]


def _who() -> dict[tuple[str, int], int]:
    return {
        (model._meta.label, pk): unit
        for model in (UnitVersion, FacilityPlacement, GroupMembership)
        for pk, unit in model._base_manager.values_list("pk", "unit_id")
    }


def _hold(day: date) -> None:
    assert laws.faults() == []
    for unit in Unit.objects.all():
        known = unit.known_from <= day and (unit.ends_on is None or day < unit.ends_on)
        rows = list(UnitVersion.objects.on(day).filter(unit=unit))
        assert len(rows) == int(known), "each day of a life has one name, no other day has any"
        for row in rows:
            assert unit.level == 1 or row.parent_id, "no orphan"
    for old, new in Succession.objects.values_list("old_id", "new_id"):
        assert old not in {new} | {unit for unit, _ in queries.heirs_on(new, date(2040, 1, 1))}


def _places_hold() -> None:
    """A market stands somewhere on every day of its time, once, and only where a unit is."""
    for market in Facility.objects.all():
        rows = list(market.placements.select_related("unit").order_by("begins_on"))
        assert rows[0].begins_on == FIRST
        assert all(before.ends_on == after.begins_on for before, after in pairwise(rows))
        for row in rows:
            assert row.unit.known_from <= row.begins_on
            assert row.unit.ends_on is None or (row.ends_on is not None and row.ends_on <= row.unit.ends_on)
    held: dict[tuple[int, int], list[GroupMembership]] = {}
    for row in GroupMembership.objects.order_by("begins_on"):
        held.setdefault((row.group_id, row.unit_id), []).append(row)
    for rows in held.values():
        assert all(before.ends_on and before.ends_on <= after.begins_on for before, after in pairwise(rows))


class Reforms(TestCase):
    @settings(max_examples=40)
    @given(steps=STEPS, day=DAYS)
    def test_the_laws_hold_after_each_and_undoing_backwards_restores_every_row(
        self, steps: list[Any], day: date
    ) -> None:
        land, done, before = Land(), [], []
        for number, step in enumerate(steps):
            rows, who = _rows(), _who()
            reform = _carry_out(land, number, step)
            if reform is None:
                assert _rows() == rows, "a refusal writes nothing"
                continue
            done.append(reform)
            before.append(rows)
            _hold(day)
            _places_hold()
            now = _who()
            assert all(now[key] == unit for key, unit in who.items() if key in now), "a unit key is never updated"
        for reform, rows in zip(reversed(done), reversed(before), strict=True):
            procedure.undo(by=None, reform=reform, because="Thử")
            assert _rows() == rows

    @settings(max_examples=20)
    @given(steps=STEPS, pick=st.integers(0, 6), day=DAYS)
    def test_undoing_out_of_turn_is_refused_or_keeps_the_laws(self, steps: list[Any], pick: int, day: date) -> None:
        land = Land()
        done = [reform for n, step in enumerate(steps) if (reform := _carry_out(land, n, step))]
        if not done:
            return
        rows = _rows()
        try:
            procedure.undo(by=None, reform=done[pick % len(done)], because="Thử")
        except ReformBuiltUpon:
            assert _rows() == rows, "a refusal writes nothing"
        else:
            _hold(day)
            _places_hold()
