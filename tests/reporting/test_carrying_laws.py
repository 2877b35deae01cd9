"""Laws of open and approved submissions over random sequences of reforms; what a long work list costs."""

from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.reporting import factories as make
from tests.reporting.test_carrying import carry_out, ready
from tuquan.accounts.models import OrganPlacement
from tuquan.ground import clock
from tuquan.reporting import queries, rollup
from tuquan.reporting.models import FigureRevision, Round, State, Submission
from tuquan.units.errors import ReformBuiltUpon
from tuquan.units.models import Reform, Unit
from tuquan.units.reforms import plan as plans
from tuquan.units.reforms import procedure
from tuquan.units.reforms.carrying import all_at
from tuquan.units.reforms.plan import Begin

TODAY = date(2021, 12, 15)
CODE = "outreach_attendances"
STEP = st.tuples(st.sampled_from(["merge", "split", "into", "undo"]), st.integers(0, 7), st.integers(0, 7))
pytestmark = pytest.mark.django_db


@settings(max_examples=6, deadline=None)
@given(steps=st.lists(STEP, min_size=1, max_size=4), approved=st.integers(0, 3))
@example(steps=[("merge", 0, 1), ("split", 3, 0), ("undo", 0, 0), ("into", 0, 1)], approved=1)
@example(steps=[("split", 0, 1), ("merge", 0, 3), ("merge", 0, 1)], approved=2)
def test_no_submission_is_lost_and_no_approved_figure_moves(steps: list[tuple[str, int, int]], approved: int) -> None:
    with transaction.atomic(), clock.at(TODAY):
        _walk(steps, approved)
        transaction.set_rollback(True)


def _walk(steps: list[tuple[str, int, int]], approved: int) -> None:
    district = make.district(3)
    round_ = district.open()
    for number, who in enumerate(district.communes.values(), start=1):
        row = make.submission(round_, who)
        make.say(row, CODE, 100 * number)
        if number <= approved:
            make.send(ready(row))
    first = {row.pk: row.state for row in Submission.objects.all()}
    revisions = list(FigureRevision.objects.order_by("pk").values())
    total = _national(round_, district)
    done: list[Reform] = []
    for at, (what, one, two) in enumerate(steps):
        before = {row.pk: row.state for row in Submission.objects.all()}
        _step(district.top.unit_id, at, what, one, two, done)
        now = {row.pk: row.state for row in Submission.objects.all()}
        assert first.items() <= now.items(), "none is lost, none changes its state"
        assert before.items() <= now.items() or what == "undo"
        assert list(FigureRevision.objects.order_by("pk").values()) == revisions
        assert _national(round_, district) == total
        _each_has_one_keeper()


def _step(top: int, at: int, what: str, one: int, two: int, done: list[Reform]) -> None:
    day = date(2021, 4 + at, 1)
    alive = list(Unit.objects.filter(level=3, ends_on__isnull=True).order_by("pk").values_list("pk", flat=True))
    a, b = alive[one % len(alive)], alive[two % len(alive)]
    if what == "merge" and a != b:
        done.append(carry_out(plans.merge([a, b], "n", Begin("n", "commune", f"Nhập {at}", top)), on=day))
    elif what == "into" and a != b:
        done.append(carry_out(plans.merge([a], b), on=day))
    elif what == "split":
        parts = [Begin(key, "commune", f"Chia {at}{key}", top) for key in ("x", "y")]
        plan = plans.split(a, parts).chosen(all_at(a), "xy"[two % 2])
        done.append(carry_out(plan, on=day))
    elif what == "undo" and done:
        try:
            procedure.undo(by=None, reform=done[-1], because="Thử")
        except ReformBuiltUpon:
            return
        done.pop()


def _national(round_: Round, district: make.District) -> Any:
    total = rollup.totals(round=round_, unit_id=district.top.unit_id)[CODE]
    return total.value, total.answer


def _each_has_one_keeper() -> None:
    """On exactly one desk, of an office that works today in a unit that stands."""
    rows = Submission.objects.exclude(state=State.APPROVED)
    placed = dict(OrganPlacement.objects.on(TODAY).values_list("organ", "unit"))
    desks: dict[int, list[int]] = {row.pk: [] for row in rows}
    for organ in OrganPlacement.objects.values_list("organ", flat=True).distinct():
        for work in queries.open_work(organ, TODAY):
            desks[work.submission.pk].append(organ)
    at_work = queries.keepers(rows, TODAY)
    for row in rows:
        assert desks[row.pk] == [queries.keeper(row, TODAY)] == [at_work[row.pk]]
        unit = queries.keeping(row, TODAY).unit_id
        assert placed[at_work[row.pk]] == unit
        assert Unit.objects.get(pk=unit).ends_on is None


def _cost(organ: int) -> tuple[int, int]:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = queries.open_work(organ, TODAY)
        for work in found:
            assert work.submission.round.report_kind.name
    return len(found), len(asked)


def test_a_long_list_costs_no_more_than_a_short_one() -> None:
    """Rows that were carried are looked up together: 200 of them in as many queries as two."""
    with clock.at(TODAY):
        district = make.district(2)
        round_ = district.open()
        olds = [office.unit_id for office in district.communes.values()]
        carry_out(plans.merge(olds, "n", Begin("n", "commune", "Mới", district.top.unit_id)), on=date(2021, 7, 1))
        carried = make.submission(round_, district.communes["Châu Hóa"])
        organ = queries.keeper(carried, TODAY)
        few, cheap = _cost(organ)
        placement = carried.placements.get()
        for year in range(1800, 2000):
            other = Round.objects.create(
                report_kind=round_.report_kind, scope=round_.scope, title=str(year), first_day=date(year, 1, 1),
                last_day=date(year, 12, 31),
            )  # fmt: skip
            row = Submission.objects.create(round=other, unit_id=carried.unit_id, organ_id=carried.organ_id)
            if year % 2:  # half of them are found by who took over alone
                placement.pk, placement.submission = None, row
                placement._state.adding = True
                placement.save()
        many, dear = _cost(organ)
        assert (few, many) == (3, 203)
        assert dear <= cheap + 4, (cheap, dear)
        assert dear <= 20
