"""The bulk table says what single totals say, over anything that can happen to units."""

import random
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.restating import bare_rows, fill, prepare_bare
from tests.reporting import restating_world as worlds
from tests.reporting.restating_world import World, carry_out, closed_round
from tests.reporting.test_restating_laws import ANY, SEEDS, undone
from tuquan.accounts.models import Organ
from tuquan.ground import clock
from tuquan.reporting import catalogue, forms, rollup
from tuquan.reporting.errors import RestatingBackwards
from tuquan.reporting.models import Figure, FigureRevision, Indicator, Round, Submission
from tuquan.reporting.restated_table import restated_table
from tuquan.reporting.rollup import Part, Restated
from tuquan.units import bulk
from tuquan.units.models import UnitVersion
from tuquan.units.reforms.plan import Begin, End, HeirOf, Plan

LINES = ("outreach_points", "schemes_with_full_dossier", "schemes_active")
SAID: list[dict[str, Any]] = [
    {"outreach_points": (3, None), "schemes_with_full_dossier": (2, 5), "schemes_active": (1, None)},
    {"outreach_points": (0, None), "schemes_with_full_dossier": (0, 5), "schemes_active": "none"},
    {"outreach_points": "none", "schemes_with_full_dossier": "none"},
    {"outreach_points": (11, None), "schemes_with_full_dossier": (4, None)},
    {"outreach_points": (7, None), "schemes_with_full_dossier": (3, 3)},
    {},
]


@pytest.fixture
def world(db: None) -> World:
    made = worlds.world((0,) * 6)
    said = dict(zip(made.said, SAID, strict=True))
    made.round = closed_round(made.country, said, kind="schemes_review")
    return made


def by_total(round_: Round, view: Restated) -> dict[tuple[int, int], tuple[Any, ...]]:
    lines = Indicator.objects.filter(code__in=LINES)
    totals = rollup.totals(round=round_, unit_id=round_.scope_id, indicators=lines, view=view)
    return {
        (part.unit_id, total.indicator.pk): said(part)
        for total in totals.values()
        for part in total.parts
        if part.coverage is None or part.coverage.got or not part.comparable
    }


def said(part: Part) -> tuple[Any, ...]:
    value = None if part.value is None else int(part.value * 1000)
    return (value, None if part.of is None else int(part.of * 1000), part.comparable)


def by_table(round_: Round, view: Restated) -> dict[tuple[int, int], tuple[Any, ...]]:
    table = restated_table(round_, view, Indicator.objects.filter(code__in=LINES))
    assert all(row.got <= table.expected[row.unit_id] for row in table.named())
    return {(row.unit_id, row.indicator_id): (row.value, row.of, row.unsure == 0) for row in table.named()}


def same(round_: Round, view: Restated) -> None:
    """A share without its whole is shown where it stands alone; the table adds, and has no place for it."""
    table, totals = by_table(round_, view), by_total(round_, view)
    for key, told in totals.items():
        if key in table and not (told[1] is None and table[key][0] is None):
            assert table[key] == told, (key, UnitVersion.objects.filter(unit_id=key[0]).values("name"))
    assert not {key for key, row in table.items() if key not in totals and row[0]}


@settings(max_examples=20)
@given(changes=st.lists(st.tuples(ANY, SEEDS), min_size=1, max_size=6))
def test_the_table_says_what_single_totals_say(world: World, changes: list[tuple[str, int]]) -> None:
    def work(now: World) -> None:
        for change in changes:
            now.step(*change)
        same(now.round, Restated(now.day))

    undone(world, work)


def test_shares_and_second_organs_are_added_too(world: World) -> None:
    one, two, *_ = world.said
    begun = tuple(Begin(name, "commune", name, world.districts[0]) for name in ("A", "B"))
    heirs = tuple(HeirOf(k, whole=False, share=s, share_basis="Điều 1") for k, s in (("A", 333_333), ("B", 666_667)))
    carry_out(Plan(begin=begun, end=(End(one, (*heirs,)),)), date(2022, 1, 1))
    now = clock.now()
    second = Submission.objects.create(
        round=world.round, unit_id=two, organ=Organ.objects.create(kind="committee"), state="approved",
        presented_at=now, submitted_at=now, first_submitted_on=date(2022, 1, 1), approved_at=now,
    )  # fmt: skip
    line = catalogue.indicator("schemes_active")
    figure = Figure.objects.create(submission=second, indicator=line, answer="none_arose")
    FigureRevision.objects.create(figure=figure, number=1, answer="value", value=9)
    view = Restated(date(2022, 1, 1))
    same(world.round, view)
    table = by_table(world.round, view)
    assert table[two, line.pk] == (9000, None, True), "a number before không phát sinh"
    assert sum(row[0] or 0 for (_, key), row in table.items() if key == catalogue.indicator(LINES[0]).pk) == 21_000


def test_the_table_is_one_statement_and_goes_only_forwards(world: World) -> None:
    with CaptureQueriesContext(connection) as asked:
        by_table(world.round, Restated(date(2022, 1, 1)))
    assert sum("reporting_figurerevision" in row["sql"] for row in asked) == 1
    with pytest.raises(RestatingBackwards):
        by_table(world.round, Restated(world.round.last_day - timedelta(days=1)))


@pytest.mark.django_db
def test_a_hundredth_of_the_country_as_the_benchmark_fills_it() -> None:
    """Sums over the landings of real acts, against the bare join of the benchmark."""
    catalogue.load()
    forms.load()
    bulk.load_country()
    before, view = date(2025, 6, 30), Restated(date(2025, 7, 1))
    communes = list(UnitVersion.objects.on(before).filter(unit__level=3).order_by("unit_id"))
    chosen = random.Random(5).sample(range(len(communes)), 100)
    with transaction.atomic():
        round_, lines = fill([communes[at].unit_id for at in chosen], 12)
        mapping = prepare_bare(view.day)
        rows = list(restated_table(round_, view, lines).named())
        bare = {(unit, line): (value, got) for unit, line, value, _, got in bare_rows(round_, lines)}
        assert mapping
        assert rows
        # The bare join knows no reason: it adds whatever lands wholly; ours says the same, or that more was there.
        for row in rows:
            if not row.unsure:
                assert (row.value, row.got) == bare[row.unit_id, row.indicator_id]
        told = Counter(row.unsure == 0 for row in rows)
        assert told[False], "few of today's communes are made of communes of the sample only"
