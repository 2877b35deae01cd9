"""Small worlds whose figures are answered, approved, sent back and corrected at random."""

from decimal import Decimal
from typing import Any

from tests.reporting import factories as make
from tuquan.ground import clock
from tuquan.reporting.actions.revising import revise_all
from tuquan.reporting.facts.asking import ask
from tuquan.reporting.facts.changing import touch_submission
from tuquan.reporting.facts.question import Question, Row
from tuquan.reporting.models import Answer, Claim, Figure, Indicator, OverUnits, Round, State, Submission
from tuquan.reporting.rollup import AS_WAS, View
from tuquan.reporting.totals import Total

# A flow, a stock, a share, and what does not add up.
WANTED = (("flow", "sum"), ("stock", "last"), ("ratio", None), ("distinct", None), ("rate", None))


def lines_of(round_: Round) -> list[Indicator]:
    """A line of every kind that the round asks; the forms hold no rate, which is asked for the test."""
    asked = Figure.objects.filter(submission__round=round_).values("indicator")
    found = []
    for kind, over_time in WANTED:
        rows = Indicator.objects.filter(kind=kind, access="open")
        rows = rows.filter(over_time=over_time) if over_time else rows
        found.append(rows.filter(pk__in=asked).first() or rows.first())
    return [line for line in found if line is not None]


def answer(row: Submission, line: Indicator, value: int | None, of: int | None = None, none: bool = False) -> None:
    """Answer a figure as a person would; value and none both missing: "chưa báo cáo"."""
    figure, _ = Figure.objects.get_or_create(submission=row, indicator=line, scope="own")
    figure.chosen = None
    if value is not None:
        exact = Decimal(value) / 8
        whole = Decimal(value + of) / 8 if of is not None and line.over_units == OverUnits.RATIO else None
        figure.chosen = Claim.objects.create(
            figure=figure, value=exact, of=whole, source_kind="typed", source_label="thử"
        )
    figure.answer = Answer.VALUE if figure.chosen else Answer.NONE_AROSE if none else Answer.NOT_REPORTED
    figure.save()


def move(row: Submission, state: str) -> None:
    """Put a submission into a state as the moves do, approval with its revisions."""
    now = clock.now()
    row.state = state
    row.presented_at = row.submitted_at = now
    row.first_submitted_on = clock.today()
    row.approved_at = now if state == State.APPROVED else None
    row.save()
    if state == State.APPROVED:
        revise_all(row, None)
    if row.unit_id == row.round.scope_id:
        touch_submission(row)


def one(round_: Round, units: tuple[int, ...], lines: list[Indicator], view: View = AS_WAS, **more: Any) -> list[Row]:
    """The rows of one round."""
    return ask(Question(round_.report_kind, ((round_.window,),), units, tuple(lines), view=view, **more))


def said(total: Total) -> tuple[Any, ...]:
    """What a total says, as a row of the facts says it. Of a line that is not comparable only that counts."""
    if not total.comparable:
        return ("không so sánh được", total.coverage.expected)
    return (total.value, total.of, total.answer, total.coverage.got, total.coverage.expected)


def row_said(row: Row) -> tuple[Any, ...]:
    if not row.comparable:
        return ("không so sánh được", row.expected)
    return (row.value, row.of, row.answer, row.got, row.expected)


def small(communes: int = 4) -> tuple[make.District, Round, list[Indicator]]:
    """A district with an open round, its own work among the lines."""
    district = make.district(communes)
    make.own_work("outreach_points")
    round_ = district.open()
    return district, round_, lines_of(round_)
