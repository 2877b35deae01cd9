"""The page of a submission: sections of lines, each with its answer, its source, and what was said before."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.db.models import Count, Q, prefetch_related_objects

from tuquan.reporting import access, history, rollup
from tuquan.reporting.asked import answers, is_summing, lines_of
from tuquan.reporting.comparing import Barriers, Change, barriers, change
from tuquan.reporting.models import (
    Answer,
    Claim,
    Figure,
    FormLine,
    Indicator,
    IndicatorKind,
    Round,
    Scope,
    SourceKind,
    Submission,
)
from tuquan.reporting.queries.disagreements import Disagreement, of_figure
from tuquan.reporting.totals import Total
from tuquan.reporting.values import Value

OFF_FORM = "Số liệu khác có trong báo cáo"


@dataclass(frozen=True)
class Line:
    """One row. `total` stands where the level's answer is the sum of its units; then `figure` is None.

    `stated` is the figure a report of this level printed for such a line. `moved`, `moved_in_year`: how the answer
    changed since the last round and since the same round a year ago; `why_not`: why it cannot be set beside the last;
    `follows`: whether there were such rounds at all; `adjoins`: no day lies between the last one and this.
    """

    indicator: Indicator
    figure: Figure | None
    answer: Answer
    chosen: Claim | None
    claims: tuple[Claim, ...]
    source_label: str
    last_round: Value | None
    last_year: Value | None
    moved: Change | None
    moved_in_year: Change | None
    why_not: str
    follows: tuple[bool, bool]
    adjoins: bool
    disagreement: Disagreement | None
    required: bool
    own_work: bool
    total: Total | None = None
    stated: Figure | None = None

    @property
    def change(self) -> Decimal | None:
        """This answer less the last round's; None where either is unknown or the two are not comparable."""
        return self.moved.number if self.moved else None

    @property
    def offered(self) -> Value | None:
        """The last round's number, where a stock without an answer may take it over."""
        stock = self.indicator.kind == IndicatorKind.STOCK and self.figure is not None
        asked = stock and self.adjoins and self.answer == Answer.NOT_REPORTED and not self.why_not
        return self.last_round if asked and self.last_round and self.last_round.value is not None else None

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
    since_last: Barriers
    since_year: Barriers
    follows: tuple[bool, bool]
    adjoins: bool


def grid(submission: Submission) -> list[Section]:
    """The sections of a submission in the order of its form, then what was claimed outside the form."""
    lines = lines_of(submission)
    figures = _figures(submission)
    totals = _totals(submission, lines)
    past = _past(submission, [line.indicator for line in lines] + [row.indicator for row in figures.values()])
    rows = [(line.section, _line(submission, line, figures, totals, past)) for line in lines]
    rows += [(OFF_FORM, _off_form(figure, past)) for figure in _outside(submission, lines, figures.values())]
    return [
        Section(title, tuple(row for _, row in group)) for title, group in groupby(_together(rows), lambda row: row[0])
    ]


def one_line(
    submission: Submission, indicator: Indicator, scope: str = Scope.OWN, *, lines: list[FormLine] | None = None
) -> Line | None:
    """The row of one indicator as `grid` gives it, at the price of one; None where it is neither asked nor answered.

    `lines`: those of the form, where the caller has them; without any, one that the unit answers itself is not looked
    for in the form (whether it is required is then not said).
    """
    figures = _figures(submission, indicator)
    past = _past(submission, [indicator])
    own = figures.get((indicator.pk, scope))
    if lines is None and own is not None and not is_summing(submission):
        return _off_form(own, past, figures.get((indicator.pk, Scope.STATED)) if scope == Scope.OWN else None)
    form = lines_of(submission) if lines is None else lines
    asked = [line for line in form if line.indicator_id == indicator.pk]
    if asked and (scope == Scope.OWN or not figures):
        totals = _totals(submission, asked)
        return _line(submission, asked[0], figures, totals, past)
    return _off_form(own, past) if own else None


def _together(rows: list[tuple[str, Line]]) -> list[tuple[str, Line]]:
    order = list(dict.fromkeys(title for title, _ in rows))
    return sorted(rows, key=lambda row: order.index(row[0]))


def _figures(submission: Submission, indicator: Indicator | None = None) -> dict[tuple[int, str], Figure]:
    rows = Figure.objects.filter(submission=submission, **({"indicator": indicator} if indicator else {}))
    beside = Q(evidence__taken_back_at=None)
    rows = rows.annotate(
        written=Count("notes", distinct=True), attached=Count("evidence", filter=beside, distinct=True)
    )
    found = list(rows.select_related("indicator", "chosen"))
    prefetch_related_objects(found, "claims")
    return {(figure.indicator_id, figure.scope): figure for figure in found}


def _totals(submission: Submission, lines: list[FormLine]) -> dict[str, Total]:
    if not is_summing(submission):
        return {}
    summed = [line.indicator for line in lines if not line.own_work]
    return rollup.totals(round=submission.round, unit_id=submission.unit_id, indicators=summed)


def _past(submission: Submission, lines: list[Indicator]) -> _Past:
    last, year = history.last_round(submission), history.last_year_round(submission)
    before = _values(last, submission, lines)
    since = barriers(submission.unit_id, last, submission.round, lines)
    follows = (last is not None, year is not None)
    adjoins = last is not None and history.is_next(last, submission.round)
    if year == last:
        return _Past(before, before, since, since, follows, adjoins)
    earlier = _values(year, submission, lines)
    since_year = barriers(submission.unit_id, year, submission.round, lines)
    return _Past(before, earlier, since, since_year, follows, adjoins)


def _values(round_: Round | None, submission: Submission, lines: list[Indicator]) -> dict[str, Value]:
    if round_ is None:
        return {}
    if submission.unit_id != round_.scope_id:
        return history.values(round_, submission.unit_id, submission.organ_id, lines=lines)
    totals = rollup.totals(round=round_, unit_id=submission.unit_id, indicators=lines)
    return {code: Value(total.answer, total.value, total.of) for code, total in totals.items()}


def _outside(submission: Submission, lines: list[FormLine], figures: Iterable[Figure]) -> list[Figure]:
    """What was answered beside the form; of a limited line nothing once its decision is over."""
    asked = {line.indicator_id for line in lines}
    rest = [figure for figure in figures if figure.indicator_id not in asked and figure.scope == Scope.OWN]
    shut = access.closed_among([figure.indicator for figure in rest], submission.unit_id)
    rest = [figure for figure in rest if figure.indicator_id not in shut]
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


def _off_form(figure: Figure, past: _Past, stated: Figure | None = None) -> Line:
    return _row(figure.indicator, figure, past, required=False, own_work=False, stated=stated)


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
    shown = Value(answer, chosen.value, chosen.of) if chosen else Value(answer)
    if total is not None:
        shown = Value(total.answer, total.value, total.of)
    year, why_not = past.last_year.get(indicator.code), past.since_last.of(indicator)
    return Line(
        indicator=indicator,
        figure=figure,
        answer=answer,
        chosen=chosen,
        claims=tuple(figure.claims.all()) if figure else (),
        source_label=SourceKind(chosen.source_kind).label if chosen else (total.coverage.text if total else ""),
        last_round=last,
        last_year=year,
        moved=change(indicator, shown, last, why_not),
        moved_in_year=change(indicator, shown, year, past.since_year.of(indicator)),
        why_not=why_not,
        follows=past.follows,
        adjoins=past.adjoins,
        disagreement=of_figure(figure) if figure else None,
        required=required,
        own_work=own_work,
        total=total,
        stated=stated,
    )
