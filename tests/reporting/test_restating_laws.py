"""The laws of restated totals over random sequences of changes, against an account kept by hand."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reporting import restating_world as worlds
from tests.reporting.restating_world import LAST, World
from tuquan.reporting import rollup
from tuquan.reporting.models import Indicator
from tuquan.reporting.rollup import Restated
from tuquan.units import restating
from tuquan.units.models import UnitVersion

WHOLE = st.sampled_from(("merge", "rename", "move"))
ANY = st.sampled_from(("merge", "rename", "move", "split", "abolish"))
SEEDS = st.integers(min_value=0, max_value=10**6)
LINE = "outreach_points"


@pytest.fixture
def world(db: None) -> World:
    """Built once a test: every example changes it and is undone."""
    return worlds.world()


def undone(world: World, work: Any) -> Any:
    with transaction.atomic():
        fresh = World(
            world.country, world.provinces, world.districts, world.round, world.said,
            held={key: set(places) for key, places in world.held.items()},
        )  # fmt: skip
        found = work(fresh)
        transaction.set_rollback(True)
    return found


def steps(world: World, changes: list[tuple[str, int]]) -> None:
    for what, seed in changes:
        world.step(what, seed)


@settings(max_examples=8)
@given(changes=st.lists(st.tuples(WHOLE, SEEDS), min_size=1, max_size=5))
def test_for_every_line_that_adds_the_national_total_stays_on_any_day(
    world: World, changes: list[tuple[str, int]]
) -> None:
    lines = list(Indicator.objects.filter(code__in=worlds.sums()))
    whole = sum(world.said.values())

    def work(now: World) -> None:
        for change in changes:
            now.step(*change)
            as_was = rollup.totals(round=now.round, unit_id=now.country, indicators=lines)
            restated = rollup.totals(round=now.round, unit_id=now.country, indicators=lines, view=Restated(now.day))
            assert worlds.values(as_was) == worlds.values(restated) == {whole}
            assert all(total.comparable for total in restated.values())
            # The units of the day add up to it, and each says of which old units it is made.
            for total in restated.values():
                assert sum(part.value or 0 for part in total.parts) == whole
                assert sum(old.value or 0 for part in total.parts for old in part.made_of or (part,)) == whole
        # And on every day in between, as it stood then.
        for days in range((now.day - LAST).days + 1):
            view = Restated(LAST + timedelta(days=days))
            assert rollup.total(round=now.round, unit_id=now.country, indicator=LINE, view=view).value == whole

    assert len(lines) > 100
    undone(world, work)


@settings(max_examples=25)
@given(changes=st.lists(st.tuples(ANY, SEEDS), min_size=1, max_size=6))
def test_every_area_says_what_our_own_account_says_or_that_nobody_can(
    world: World, changes: list[tuple[str, int]]
) -> None:
    def work(now: World) -> None:
        steps(now, changes)
        view = Restated(now.day)
        total = rollup.total(round=now.round, unit_id=now.country, indicator=LINE, view=view)
        assert (total.value, total.comparable) == (sum(now.said.values()), True), "nothing leaves the country"
        for area in [*now.provinces, *now.districts]:
            found = rollup.total(round=now.round, unit_id=area, indicator=LINE, view=view)
            expected = now.expected(now.under(area))
            assert (found.value or 0) == (expected or 0)
            assert found.comparable == (expected is not None)
            assert bool(found.why_not) == (expected is None)
        for part in total.parts:
            expected = now.expected({part.unit_id})
            assert part.comparable == (expected is not None), part
            assert (part.value or 0) == (expected or 0)
            assert part.comparable or "chia cho" in part.why_not

    undone(world, work)


@settings(max_examples=25)
@given(changes=st.lists(st.tuples(ANY, SEEDS), min_size=2, max_size=7), cut=st.integers(min_value=1, max_value=6))
def test_restating_twice_is_restating_once(world: World, changes: list[tuple[str, int]], cut: int) -> None:
    def work(now: World) -> None:
        steps(now, changes)
        between = LAST + timedelta(days=min(cut, len(changes)))
        first = restating.landings(between, list(now.said))
        held = {place.unit_id for row in first.values() for place in row.places}
        then = restating.landings(now.day, held)
        once = restating.landings(now.day, list(now.said))
        for unit in now.said:
            twice = {
                (last.unit_id, last.beneath or place.beneath)
                for place in first[unit].places
                for last in then[place.unit_id].places
            }
            assert twice == {(place.unit_id, place.beneath) for place in once[unit].places}

    undone(world, work)


@settings(max_examples=6)
@given(changes=st.lists(st.tuples(ANY, SEEDS), min_size=1, max_size=4))
def test_onto_the_rounds_own_last_day_nothing_changes(world: World, changes: list[tuple[str, int]]) -> None:
    def work(now: World) -> None:
        before = rollup.totals(round=now.round, unit_id=now.country)
        steps(now, changes)
        for area in (now.country, *now.provinces):
            before = rollup.totals(round=now.round, unit_id=area)
            after = rollup.totals(round=now.round, unit_id=area, view=Restated(LAST))
            told = [(t.value, t.of, t.answer, t.parts, t.own, t.coverage, t.comparable) for t in before.values()]
            assert told == [(t.value, t.of, t.answer, t.parts, t.own, t.coverage, t.comparable) for t in after.values()]

    undone(world, work)


def test_the_world_is_as_it_says(world: World) -> None:
    assert UnitVersion.objects.on(LAST).filter(unit__level=3, name__startswith="Xã ").count() == len(world.said)
