"""The facts say what the roll-up says: from the database, from a base file, from a base and what changed since."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.reporting import factories as make
from tests.reporting.facts import worlds
from tuquan.reporting import rollup
from tuquan.reporting.facts import laying
from tuquan.reporting.models import Figure, Indicator, Round, State, Submission, WindowFacts

pytestmark = pytest.mark.django_db
World = tuple[make.District, Round, list[Indicator]]
STEPS = st.tuples(
    st.sampled_from(("number", "number", "none", "clear", "approve", "approve", "send_back", "reopen", "own", "lay")),
    st.integers(0, 3),
    st.integers(0, 5),
    st.integers(0, 40),
    st.none() | st.integers(0, 9),
)


@pytest.fixture
def world() -> World:
    return worlds.small()


def undone(work: Any) -> None:
    with transaction.atomic():
        work()
        transaction.set_rollback(True)


@settings(max_examples=12, phases=[Phase.explicit, Phase.generate])
@given(steps=st.lists(STEPS, min_size=1, max_size=14))
def test_facts_and_roll_up_say_the_same_after_every_step(world: World, steps: list[Any]) -> None:
    district, round_, lines = world
    rows = [make.submission(round_, office) for office in district.communes.values()]
    top = make.submission(round_, district.top)
    own = Indicator.objects.get(code="outreach_points")

    def work() -> None:
        for what, who, which, value, of in steps:
            _step(what, rows[who], top, own, lines[which % len(lines)], value, of)
            same(round_, district, [*lines, own])

    undone(work)


def _step(what: str, row: Submission, top: Submission, own: Indicator, line: Indicator, value: int, of: Any) -> None:
    if what in ("number", "none", "clear"):
        worlds.answer(row, line, value if what == "number" else None, of, what == "none")
    elif what == "approve":
        worlds.move(row, State.APPROVED)
    elif what == "send_back":
        worlds.move(row, State.SENT_BACK)
    elif what == "reopen":
        Figure.objects.filter(submission=row, indicator=line).update(reopened_because="sai")
    elif what == "own":
        worlds.answer(top, own, value)
        worlds.move(top, State.SUBMITTED if of else State.DRAFT)
    else:
        for window in WindowFacts.objects.all():
            assert laying.lay(window.pk)


def same(round_: Round, district: make.District, lines: list[Indicator]) -> None:
    """The district's totals, and every commune's part in them."""
    totals = rollup.totals(round=round_, unit_id=round_.scope_id, indicators=lines)
    found = {
        (row.unit_id, row.indicator_id): row for row in worlds.one(round_, (round_.scope_id,), lines, depths=(0, 1))
    }
    for total in totals.values():
        row = found.pop((round_.scope_id, total.indicator.pk), None)
        if row is None:
            assert total.answer == "not_reported"
            continue
        assert worlds.row_said(row) == worlds.said(total), total.indicator.code
        for part in total.parts:
            row = found.pop((part.unit_id, total.indicator.pk), None)
            assert (row and row.value, row.answer if row else "not_reported") == (part.value, part.answer)
    assert not found
