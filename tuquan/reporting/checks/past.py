"""What a unit answered in earlier rounds of the same report, as far as they can be compared with this one.

A unit that merged with another, or a line that was defined otherwise, begins anew: what was before is another thing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import F, FilteredRelation, Q

from tuquan.reporting import history
from tuquan.reporting.models import Answer, Figure, IndicatorVersion, Round, Scope, State
from tuquan.reporting.values import Value
from tuquan.units.models import Succession

# So many earlier rounds say what is usual; older ones say what was.
REMEMBERED = 12
_SENT = (State.SUBMITTED, State.APPROVED)
_SAME_LENGTH = timedelta(days=4)
_Row = tuple[int, str, Value]


@dataclass(frozen=True)
class Rounds:
    """The earlier rounds that matter to one: of the same length (newest first), a year before, and within it."""

    this: Round
    same: tuple[Round, ...]
    year: Round | None
    within: Round | None

    @property
    def all(self) -> dict[int, Round]:
        return {row.pk: row for row in (*self.same, self.year, self.within) if row is not None}


@dataclass(frozen=True)
class Past:
    """One unit's past. `since`: by line, the first day from which it is still the same thing ("" for the unit)."""

    rounds: Rounds
    answers: dict[int, dict[str, Value]] = field(default_factory=dict)
    since: dict[str, date] = field(default_factory=dict)

    def last(self, code: str) -> Value | None:
        """The last round's answer."""
        return self._at(self.rounds.same[0], code) if self.rounds.same else None

    def last_following(self, code: str) -> Value | None:
        """The last round's answer, where no day lies between the two rounds."""
        same = self.rounds.same
        return self._at(same[0], code) if same and history.is_next(same[0], self.rounds.this) else None

    def year(self, code: str) -> Value | None:
        """The answer of the same round last year."""
        return self._at(self.rounds.year, code) if self.rounds.year else None

    def within(self, code: str) -> Value | None:
        """The answer of the longest earlier round that began on the same day: 6 months before 9."""
        return self._at(self.rounds.within, code) if self.rounds.within else None

    def series(self, code: str) -> list[Value]:
        """The answers of rounds of the same length, newest first, those without one left out."""
        found = (self._at(row, code) for row in self.rounds.same)
        return [value for value in found if value is not None]

    def _at(self, row: Round, code: str) -> Value | None:
        if any(row.first_day < self.since[key] for key in ("", code) if key in self.since):
            return None
        return self.answers.get(row.pk, {}).get(code)


def rounds_before(this: Round) -> Rounds:
    """The earlier rounds of the same report and area; two queries."""
    earlier = list(
        Round.objects.filter(report_kind=this.report_kind_id, scope=this.scope_id, last_day__lt=this.last_day).order_by(
            "-last_day", "-first_day"
        )[:100]
    )
    ended = [row for row in earlier if row.last_day < this.first_day]
    same = [row for row in ended if abs(timedelta(days=row.window.days - this.window.days)) <= _SAME_LENGTH]
    within = next((row for row in earlier if row.first_day == this.first_day), None)
    return Rounds(this, tuple(same[:REMEMBERED]), _a_year_before(this, earlier), within)


def _a_year_before(this: Round, earlier: Iterable[Round]) -> Round | None:
    """The window with the same days a year before; ends are shifted as the day after, so that February fits."""
    first, last = _last_year(this.first_day), _last_year(this.last_day + timedelta(days=1)) - timedelta(days=1)
    return next((row for row in earlier if (row.first_day, row.last_day) == (first, last)), None)


def _last_year(day: date) -> date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def pasts(this: Round, keepers: Iterable[tuple[int, int]]) -> dict[int, Past]:
    """By unit, the past of each (unit, organ) in `this`; five queries, however many units there are."""
    organ_of = dict(keepers)
    rounds = rounds_before(this)
    found: dict[int, dict[int, dict[str, Value]]] = defaultdict(lambda: defaultdict(dict))
    for unit, organ, round_id, code, value in _answers(rounds.all, organ_of):
        if organ_of[unit] == organ:
            found[unit][round_id][code] = value
    lines = _lines_since(this, {c for by_round in found.values() for by_code in by_round.values() for c in by_code})
    units = _units_since(this, organ_of)
    return {
        unit: Past(rounds, dict(found[unit]), {**lines, **({"": units[unit]} if unit in units else {})})
        for unit in organ_of
    }


def _answers(round_ids: Collection[int], unit_ids: Collection[int]) -> Iterable[tuple[int, int, int, str, Value]]:
    """Approved, else as sent; what never left is no answer."""
    if not round_ids:
        return
    current = FilteredRelation("revisions", condition=Q(revisions__superseded_at__isnull=True))
    figures = Figure.objects.filter(
        submission__round__in=round_ids, submission__unit__in=unit_ids, scope=Scope.OWN
    ).annotate(current=current)
    for unit, organ, round_id, code, state, answer, value, of, approved, was, was_of in figures.values_list(
        "submission__unit", "submission__organ", "submission__round", "indicator__code", "submission__state",
        "answer", F("chosen__value"), F("chosen__of"), "current__answer", "current__value", "current__of",
    ):  # fmt: skip
        said = Value(Answer(approved), was, was_of) if approved else Value(Answer(answer), value, of)
        if (approved or state in _SENT) and said.answer != Answer.NOT_REPORTED:
            yield unit, organ, round_id, code, said


def _units_since(this: Round, unit_ids: Collection[int]) -> dict[int, date]:
    """By unit, the last day on which others were merged into it or it into them."""
    links = Succession.objects.filter(
        Q(old__in=unit_ids) | Q(new__in=unit_ids), change__effective_on__lte=this.last_day
    ).values_list("old", "new", "change__effective_on")
    found: dict[int, date] = {}
    for old, new, day in links:
        for unit in {old, new} & set(unit_ids):
            found[unit] = max(day, found.get(unit, day))
    return found


def _lines_since(this: Round, codes: Collection[str]) -> dict[str, date]:
    """By line, the last day on which it was defined or measured otherwise."""
    versions = IndicatorVersion.objects.filter(indicator__code__in=codes, begins_on__lte=this.last_day).order_by(
        "indicator_id", "begins_on"
    )
    found: dict[str, date] = {}
    before: tuple[str, tuple[str, ...]] | None = None
    for code, day, *worded in versions.values_list(
        "indicator__code", "begins_on", "definition", "measure", "numerator", "denominator"
    ):
        if before is not None and before[0] == code and before[1] != tuple(worded):
            found[code] = day
        before = (code, tuple(worded))
    return found
