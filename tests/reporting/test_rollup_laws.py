"""Laws of roll-up over random trees, nested rounds, approvals, reforms and windows, against an account of our own."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import make_unit
from tests.reporting import restating_world as worlds
from tuquan.accounts.models import Organ
from tuquan.ground import clock
from tuquan.reporting import actions, catalogue, forms, over_time, rollup
from tuquan.reporting.models import (
    Claim,
    Figure,
    FigureRevision,
    Indicator,
    OverTime,
    ReportKind,
    Round,
    State,
    Submission,
)
from tuquan.reporting.rollup import Restated
from tuquan.units.reforms import plan as plans
from tuquan.vn.windows import Window, calendar_window

FLOW, RATIO = "outreach_points", "schemes_with_full_dossier"
FIRST, LAST = date(2021, 1, 1), date(2021, 12, 31)
SEEDS = st.integers(min_value=0, max_value=10**9)


@pytest.fixture
def catalogued(db: None) -> Iterator[None]:
    with clock.at(date(2022, 1, 5)):
        catalogue.load()
        forms.load()
        yield


def undone(work: Any) -> None:
    with transaction.atomic():
        work()
        transaction.set_rollback(True)


@dataclass
class World:
    """A random country. `says`: what counts of each unit's own: an answering unit's approved figure, a level's own work
    that its head has sent."""

    random: Random
    line: Indicator
    children: dict[int, list[int]] = field(default_factory=dict)
    says: dict[int, tuple[int, int] | None] = field(default_factory=dict)
    rounds: list[Round] = field(default_factory=list)
    top: int = 0

    def grow(self) -> None:
        self.organ = Organ.objects.create(kind="police")
        self.top = self._unit("country", None)
        for _ in range(self.random.choice((1, 2))):
            province = self._unit("province", self.top)
            for _ in range(self.random.choice((0, 1, 2))):
                district = self._unit("district", province)
                for _ in range(self.random.choice((1, 2, 3))):
                    self._unit("commune", district)
            if not self.children[province] or self.random.random() < 0.3:
                self._unit("commune", province)
        for unit, below in list(self.children.items()):
            if below and (unit != self.top or self.random.random() < 0.5):
                self._round(unit, below)

    def _unit(self, kind: str, parent: int | None) -> int:
        key = make_unit(f"{kind} {len(self.children)}", kind, parent=parent, begins_on=FIRST)
        self.children[key] = []
        if parent is not None:
            self.children[parent].append(key)
        return key

    def _round(self, area: int, below: list[int]) -> None:
        kind = ReportKind.objects.get(code="movement_year")
        made = Round.objects.create(report_kind=kind, scope_id=area, first_day=FIRST, last_day=LAST, title="năm 2021")
        self.rounds.append(made)
        for unit in below:
            if not self.children[unit]:
                self.says[unit] = self._answer(made, unit, self.random.choice(("approved", "submitted", "draft")))
            else:  # asked by the level above, too; a total typed for units that were asked is only compared
                self._answer(made, unit, self.random.choice(("approved", "submitted", "draft")))
        state = self.random.choice(("submitted", "draft"))
        sent = self._answer(made, area, state)
        self.says[area] = sent if state == "submitted" else None

    def _answer(self, made: Round, unit: int, state: str) -> tuple[int, int] | None:
        now = clock.now() if state != "draft" else None
        row = Submission.objects.create(
            round=made, unit_id=unit, organ=self.organ, state=state, presented_at=now, submitted_at=now,
            first_submitted_on=LAST if now else None, approved_at=now if state == "approved" else None,
        )  # fmt: skip
        value = self.random.randrange(0, 50)
        of = value + self.random.randrange(0, 50) if self.line.code == RATIO else None
        figure = Figure.objects.create(submission=row, indicator=self.line)
        claim = Claim.objects.create(figure=figure, value=value, of=of, source_kind="typed", source_label="thử")
        figure.answer, figure.chosen = "value", claim
        figure.save()
        if state == "approved":
            FigureRevision.objects.create(figure=figure, number=1, answer="value", claim=claim, value=value, of=of)
        counts = state == "approved" or (bool(self.children[unit]) and state == "submitted")
        return (value, of or 0) if counts else None

    def expected(self, unit: int) -> tuple[int, int]:
        """By our own account: its own, and its children's."""
        told = [self.expected(below) for below in self.children[unit]] + [self.says.get(unit) or (0, 0)]
        return sum(value for value, _ in told), sum(of for _, of in told)

    def leaves(self, unit: int) -> list[int]:
        below = self.children[unit]
        return [leaf for one in below for leaf in self.leaves(one)] if below else [unit]

    def ask(self, unit: int, **more: Any) -> rollup.Total:
        round_ = self.random.choice(self.rounds)
        return rollup.total(round=round_, unit_id=unit, indicator=self.line, **more)


def grown(seed: int, code: str) -> World:
    world = World(Random(seed), Indicator.objects.get(code=code))
    world.grow()
    return world


def agrees(world: World, unit: int, found: rollup.Total) -> None:
    value, of = world.expected(unit)
    assert (found.value or 0) == value
    assert (found.of or 0) == (of if world.line.code == RATIO else 0)


@pytest.mark.parametrize("code", [FLOW, RATIO])
@settings(max_examples=12)
@given(seed=SEEDS)
def test_a_parent_is_its_own_work_and_its_children_and_no_path_skips_a_level(
    catalogued: None, code: str, seed: int
) -> None:
    def work() -> None:
        world = grown(seed, code)
        for unit, below in world.children.items():
            if not below:
                continue
            found = world.ask(unit)
            agrees(world, unit, found)
            leaves = world.leaves(unit)
            got = sum(world.says.get(leaf) is not None for leaf in leaves)
            assert (found.coverage.got, found.coverage.expected) == (got, len(leaves))
            assert sum(part.value or 0 for part in found.parts) + (found.own.value or 0 if found.own else 0) == (
                found.value or 0
            )
            # Everything behind it is there once, with its own figure.
            keys = [part.figure_id for part in found.sources if part.figure_id is not None]
            assert len(keys) == len(set(keys))

    undone(work)


@settings(max_examples=5)
@given(seed=SEEDS)
def test_after_a_reform_the_whole_is_what_it_was(catalogued: None, seed: int) -> None:
    def work() -> None:
        world = grown(seed, FLOW)
        day, before = LAST + timedelta(days=1), world.ask(world.top).value
        parents = {child: unit for unit, below in world.children.items() for child in below}
        leaves = world.leaves(world.top)
        pairs = [(a, b) for a in leaves for b in leaves if a < b and parents[a] == parents[b]]
        if pairs:
            one, other = world.random.choice(pairs)
            worlds.carry_out(plans.merge([one, other], one), day)
            both = sum((world.says[unit] or (0, 0))[0] for unit in (one, other))
            merged = world.ask(one, view=Restated(day))
            assert (merged.value or 0) == both
        for unit, below in world.children.items():
            if below:
                agrees(world, unit, world.ask(unit, view=Restated(day)))
        assert world.ask(world.top, view=Restated(day)).value == before

    undone(work)


@settings(max_examples=5)
@given(seed=SEEDS)
def test_the_order_of_approvals_changes_nothing(catalogued: None, seed: int) -> None:
    def work() -> None:
        world = grown(seed, FLOW)
        rows = list(Submission.objects.filter(state=State.SUBMITTED, unit__in=world.leaves(world.top)))
        world.random.shuffle(rows)
        before = world.ask(world.top).value or 0
        for row in rows:
            actions.approve(by=None, submission=row, version=row.version)
            value = Figure.objects.get(submission=row).chosen
            assert value is not None
            before += value.value
            assert (world.ask(world.top).value or 0) == before, "right the moment it is approved"

    undone(work)


@st.composite
def windows(draw: st.DrawFn) -> list[Window]:
    """A year in stretches of one to four months, none left out."""
    found, month = [], 1
    while month <= 12:
        size = min(draw(st.integers(1, 4)), 13 - month)
        whole = [calendar_window("month", 2021, n) for n in range(month, month + size)]
        found.append(Window(whole[0].first, whole[-1].last))
        month += size
    return found


@settings(max_examples=8)
@given(
    pieces=windows(),
    said=st.lists(st.tuples(st.integers(0, 99), st.one_of(st.integers(0, 99), st.none())), min_size=12, max_size=12),
    cut=st.integers(1, 11),
)
def test_a_cumulative_window_is_the_sum_of_its_parts(
    catalogued: None, pieces: list[Window], said: list[tuple[int, int | None]], cut: int
) -> None:
    def work() -> None:
        top = make_unit("Huyện Thử", "district", begins_on=FIRST)
        communes = [make_unit(f"Xã {n}", parent=top, begins_on=FIRST) for n in (1, 2)]
        Indicator.objects.filter(code=RATIO).update(over_time=OverTime.SUM)
        for window, (one, other) in zip(pieces, said, strict=False):
            told = {
                communes[0]: {FLOW: (one, None), RATIO: (one, one + 3)},
                communes[1]: {FLOW: "silent" if other is None else (other, None), RATIO: "none"},
            }
            worlds.closed_round(top, told, window=window)
        kind = ReportKind.objects.get(code="movement_year")
        lines = list(Indicator.objects.filter(code__in=(FLOW, RATIO)))

        def ask(window: Window) -> dict[str, over_time.SpanTotal]:
            return over_time.totals(report_kind=kind, unit_id=top, window=window, indicators=lines)

        year = ask(calendar_window("year", 2021))
        used = said[: len(pieces)]
        assert year[FLOW].value == sum(one + (other or 0) for one, other in used)
        ratio = year[RATIO]
        assert (ratio.value, ratio.of) == (sum(one for one, _ in used), sum(one + 3 for one, _ in used)), "Σ/Σ"
        assert (year[FLOW].coverage.got, year[FLOW].coverage.expected) == (
            len(used) * 2 - sum(other is None for _, other in used), len(used) * 2,
        )  # fmt: skip
        # Cut anywhere between two rounds: both sides add up to the whole.
        at = cut % len(pieces)
        if at:
            sides = [ask(Window(pieces[0].first, pieces[at - 1].last)), ask(Window(pieces[at].first, pieces[-1].last))]
            assert sum(side[FLOW].value or 0 for side in sides) == year[FLOW].value
            assert sum(side[RATIO].of or 0 for side in sides) == ratio.of

    undone(work)
