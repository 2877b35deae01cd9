"""Restated onto the units of today, the facts say what the roll-up says, or that it cannot be said."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.reporting import restating_world
from tests.reporting.facts import worlds
from tests.reporting.restating_world import World
from tuquan.reporting import rollup
from tuquan.reporting.errors import RestatingBackwards
from tuquan.reporting.facts import laying
from tuquan.reporting.models import Indicator, WindowFacts
from tuquan.reporting.rollup import Restated

pytestmark = pytest.mark.django_db
CHANGES = st.lists(
    st.tuples(st.sampled_from(("merge", "rename", "move", "split", "abolish")), st.integers(0, 10**6)),
    min_size=1,
    max_size=5,
)


@pytest.fixture
def world() -> World:
    return restating_world.world()


@settings(max_examples=8, phases=[Phase.explicit, Phase.generate])
@given(changes=CHANGES, lay=st.booleans())
def test_every_area_restated_is_what_the_roll_up_says(world: World, changes: list[Any], lay: bool) -> None:
    line = Indicator.objects.get(code="outreach_points")
    with transaction.atomic():
        world = replace(world, held={key: set(places) for key, places in world.held.items()})
        for change in changes:
            world.step(*change)
        if lay:
            worlds.one(world.round, (world.country,), [line])
            assert laying.lay(WindowFacts.objects.get().pk)
        view = Restated(world.day)
        areas = (world.country, *world.provinces, *world.districts)
        rows = {row.unit_id: row for row in worlds.one(world.round, areas, [line], view)}
        for area in areas:
            total = rollup.total(round=world.round, unit_id=area, indicator=line, view=view)
            row = rows.pop(area, None)
            assert (row is None or row.comparable) == total.comparable, (row, total.why_not)
            if total.comparable:
                assert (row.value if row else None) == total.value
        transaction.set_rollback(True)


def test_nothing_is_restated_backwards(world: World) -> None:
    line = Indicator.objects.get(code="outreach_points")
    early = world.round.last_day.replace(year=world.round.last_day.year - 1)
    with pytest.raises(RestatingBackwards):
        worlds.one(world.round, (world.country,), [line], Restated(early))
