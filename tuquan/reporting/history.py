"""What the same unit answered in earlier rounds of the same report."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import QuerySet

from tuquan.reporting.models import Answer, Figure, FigureRevision, Indicator, Round, Scope, State, Submission
from tuquan.reporting.values import Value

_SENT = (State.SUBMITTED, State.APPROVED)


# Months, quarters, halves and years differ by up to three days among themselves.
_SAME_LENGTH = timedelta(days=4)


def last_round(submission: Submission) -> Round | None:
    """The round before the submission's own, see `round_before`."""
    return round_before(submission.round)


def round_before(this: Round) -> Round | None:
    """The latest round of the same report, area and length that ended before this one began.

    A half-year is no last round of a year: its flows are not comparable.
    """
    for before in _earlier(this).filter(last_day__lt=this.first_day).order_by("-last_day"):
        if abs(timedelta(days=before.window.days - this.window.days)) <= _SAME_LENGTH:
            return before
    return None


def is_next(before: Round, this: Round) -> bool:
    """Whether no day lies between the two rounds: only then does a stock follow from the last one and the flows."""
    return before.last_day + timedelta(days=1) == this.first_day


def last_year_round(submission: Submission) -> Round | None:
    """The round of the same report, area and length a year before."""
    this = submission.round
    rounds = _earlier(this).filter(first_day=_year_before(this.first_day))
    return rounds.filter(last_day__in=_ends_a_year_before(this.last_day)).first()


def _earlier(this: Round) -> QuerySet[Round]:
    return Round.objects.filter(report_kind=this.report_kind_id, scope=this.scope_id, last_day__lt=this.last_day)


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def _ends_a_year_before(day: date) -> list[date]:
    # 28 February may answer to 29 February: both end the same month.
    before = _year_before(day)
    after = before + timedelta(days=1)
    return [before, after] if (before.month, before.day) == (2, 28) and after.month == 2 else [before]


def values(
    round_: Round, unit_id: int, organ_id: int, scope: str = Scope.OWN, lines: Sequence[Indicator] | None = None
) -> dict[str, Value]:
    """What the unit's organ answered there, by indicator code: approved, else as sent; what never left is no answer.

    A unit that was another body then has no history: figures stay with the unit that reported them.
    """
    rows = Figure.objects.filter(
        submission__round=round_, submission__unit=unit_id, submission__organ=organ_id, scope=scope
    )
    if lines is not None:
        rows = rows.filter(indicator__in=[line.pk for line in lines])
    figures = rows.values_list("pk", "indicator__code", "submission__state", "answer", "chosen__value", "chosen__of")
    approved = _approved([row[0] for row in figures])
    found = {}
    for key, code, state, answer, value, of in figures:
        if key in approved:
            found[code] = approved[key]
        elif state in _SENT:
            found[code] = Value(Answer(answer), value, of)
    return {code: value for code, value in found.items() if value.answer != Answer.NOT_REPORTED}


def figure(round_: Round, submission: Submission, indicator: Indicator) -> Figure | None:
    """The figure of the same unit, organ and line in another round."""
    same = Figure.objects.filter(submission__unit=submission.unit_id, submission__organ=submission.organ_id)
    return same.filter(submission__round=round_, indicator=indicator, scope=Scope.OWN).first()


def _approved(figure_ids: list[int]) -> dict[int, Value]:
    rows = FigureRevision.objects.filter(figure__in=figure_ids, superseded_at__isnull=True)
    return {row.figure_id: Value(Answer(row.answer), row.value, row.of) for row in rows}
