"""The page of a submission: sections of lines, each with its answer, its source, and what was said before."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.db.models import prefetch_related_objects

from tuquan.reporting import history, rollup
from tuquan.reporting.asked import answers, is_summing, lines_of
from tuquan.reporting.models import Answer, Claim, Figure, FormLine, Indicator, Round, Scope, SourceKind, Submission
from tuquan.reporting.queries.disagreements import Disagreement, of_figure
from tuquan.reporting.totals import Total
from tuquan.reporting.values import NOT_REPORTED, Value

OFF_FORM = "Số liệu khác có trong báo cáo"


@dataclass(frozen=True)
class Line:
    """One row. `total` stands where the level's answer is the sum of its units; then `figure` is None.

    `stated` is the figure a report of this level printed for such a line. `change`: this answer less the last round's.
    """

    indicator: Indicator
    figure: Figure | None
    answer: Answer
    chosen: Claim | None
    claims: tuple[Claim, ...]
    source_label: str
    last_round: Value | None
    last_year: Value | None
    change: Decimal | None
    disagreement: Disagreement | None
    required: bool
    own_work: bool
    total: Total | None = None
    stated: Figure | None = None

    @property
    def value(self) -> Value:
        """The answer shown on this line."""
        if self.total is not None:
            return Value(self.total.answer, self.total.value, self.total.of)
        return Value(self.answer, self.chosen.value, self.chosen.of) if self.chosen else Value(self.answer)


@dataclass(frozen=True)
class Section:
    """Lines under one heading."""

    title: str
    lines: tuple[Line, ...]

    @property
    def answered(self) -> int:
        return sum(1 for line in self.lines if line.value.answer != Answer.NOT_REPORTED)


@dataclass(frozen=True)
class _Past:
    last_round: dict[str, Value]
    last_year: dict[str, Value]


def grid(submission: Submission) -> list[Section]:
    """The sections of a submission in the order of its form, then what was claimed outside the form."""
    lines = lines_of(submission)
    figures = _figures(submission)
    totals = _totals(submission, lines)
    past = _past(submission)
    rows = [(line.section, _line(submission, line, figures, totals, past)) for line in lines]
    rows += [(OFF_FORM, _off_form(figure, past)) for figure in _outside(lines, figures.values())]
    return [
        Section(title, tuple(row for _, row in group)) for title, group in groupby(_together(rows), lambda row: row[0])
    ]


def _together(rows: list[tuple[str, Line]]) -> list[tuple[str, Line]]:
    order = list(dict.fromkeys(title for title, _ in rows))
    return sorted(rows, key=lambda row: order.index(row[0]))


def _figures(submission: Submission) -> dict[tuple[int, str], Figure]:
    found = list(Figure.objects.filter(submission=submission).select_related("indicator", "chosen"))
    prefetch_related_objects(found, "claims")
    return {(figure.indicator_id, figure.scope): figure for figure in found}


def _totals(submission: Submission, lines: list[FormLine]) -> dict[str, Total]:
    if not is_summing(submission):
        return {}
    summed = [line.indicator for line in lines if not line.own_work]
    return rollup.totals(round=submission.round, unit_id=submission.unit_id, indicators=summed)


def _past(submission: Submission) -> _Past:
    last, year = history.last_round(submission), history.last_year_round(submission)
    before = _values(last, submission)
    return _Past(before, before if year == last else _values(year, submission))


def _values(round_: Round | None, submission: Submission) -> dict[str, Value]:
    if round_ is None:
        return {}
    if submission.unit_id != round_.scope_id:
        return history.values(round_, submission.unit_id, submission.organ_id)
    totals = rollup.totals(round=round_, unit_id=submission.unit_id)
    return {code: Value(total.answer, total.value, total.of) for code, total in totals.items()}


def _outside(lines: list[FormLine], figures: Iterable[Figure]) -> list[Figure]:
    asked = {line.indicator_id for line in lines}
    rest = [figure for figure in figures if figure.indicator_id not in asked and figure.scope == Scope.OWN]
    return sorted(rest, key=lambda figure: figure.indicator.position)


def _line(
    submission: Submission,
    line: FormLine,
    figures: dict[tuple[int, str], Figure],
    totals: dict[str, Total],
    past: _Past,
) -> Line:
    own = figures.get((line.indicator_id, Scope.OWN)) if answers(submission, line) else None
    stated = figures.get((line.indicator_id, Scope.STATED))
    total = totals.get(line.indicator.code)
    return _row(line.indicator, own, past, required=line.required, own_work=line.own_work, total=total, stated=stated)


def _off_form(figure: Figure, past: _Past) -> Line:
    return _row(figure.indicator, figure, past, required=False, own_work=False)


def _row(
    indicator: Indicator,
    figure: Figure | None,
    past: _Past,
    *,
    required: bool,
    own_work: bool,
    total: Total | None = None,
    stated: Figure | None = None,
) -> Line:
    chosen = figure.chosen if figure else None
    last = past.last_round.get(indicator.code)
    answer = Answer(figure.answer) if figure else Answer.NOT_REPORTED
    shown = Value(answer, chosen.value) if chosen else Value(answer)
    if total is not None:
        shown = Value(total.answer, total.value, total.of)
    return Line(
        indicator=indicator,
        figure=figure,
        answer=answer,
        chosen=chosen,
        claims=tuple(figure.claims.all()) if figure else (),
        source_label=SourceKind(chosen.source_kind).label if chosen else (total.coverage.text if total else ""),
        last_round=last,
        last_year=past.last_year.get(indicator.code),
        change=_change(shown, last or NOT_REPORTED),
        disagreement=of_figure(figure) if figure else None,
        required=required,
        own_work=own_work,
        total=total,
        stated=stated,
    )


def _change(now: Value, before: Value) -> Decimal | None:
    if now.number is None or before.number is None:
        return None
    return now.number - before.number
