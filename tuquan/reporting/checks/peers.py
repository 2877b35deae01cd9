"""The answers that units of the same type sent in the same round, gathered once for everybody who asks.

Gathering reads all figures of a round, so it is kept in the process until a submission of the round moves.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from django.db.models import Count, Max, Sum

from tuquan.reporting.checks.usual import Usual
from tuquan.reporting.models import Answer, Figure, IndicatorKind, Round, Scope, State, Submission
from tuquan.units import queries as units
from tuquan.units.models import UnitSize, UnitType

# Numbers for each so many households: a commune has some thousands.
PER = 1000
_SENT = (State.SUBMITTED, State.APPROVED)
_Stamp = tuple[int, int | None, datetime | None, datetime | None]


@dataclass
class Gathered:
    """A round's sent answers: by line and unit the number; by unit its type and households."""

    numbers: dict[str, dict[int, Fraction]]
    types: dict[int, str]
    households: dict[int, int]
    usuals: dict[tuple[str, str, bool], Usual | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Peers:
    """The units to compare one unit with."""

    gathered: Gathered
    unit_id: int
    type: str

    @property
    def type_label(self) -> str:
        return UnitType(self.type).label

    @property
    def count(self) -> int:
        """How many others of the type have sent anything."""
        sent = {unit for found in self.gathered.numbers.values() for unit in found} - {self.unit_id}
        return sum(1 for unit in sent if self.gathered.types.get(unit) == self.type)

    @property
    def households(self) -> int | None:
        return self.gathered.households.get(self.unit_id)

    def sized(self, code: str) -> bool:
        """Whether households are known of all that answered the line, and of the unit itself."""
        return self.households is not None and all(key in self.gathered.households for key, _ in self._others(code))

    def usual(self, code: str, kind: str, *, per_household: bool) -> Usual | None:
        """What is usual among the others' answers to a line; None where nobody answered."""
        if self.unit_id in self.gathered.numbers.get(code, {}):
            return self._usual(code, kind, per_household)
        key = (code, self.type, per_household)
        if key not in self.gathered.usuals:
            self.gathered.usuals[key] = self._usual(code, kind, per_household)
        return self.gathered.usuals[key]

    def _usual(self, code: str, kind: str, per_household: bool) -> Usual | None:
        size = self.gathered.households
        numbers = [
            number * PER / size[unit] if per_household else number
            for unit, number in self._others(code)
            if not per_household or size[unit]
        ]
        return Usual.among(numbers, ratio=kind != IndicatorKind.RATIO) if numbers else None

    def _others(self, code: str) -> list[tuple[int, Fraction]]:
        found = self.gathered.numbers.get(code, {})
        types = self.gathered.types
        return [(unit, n) for unit, n in found.items() if unit != self.unit_id and types.get(unit) == self.type]


def peers_of(submission: Submission) -> Peers | None:
    """The other units of the same type that have sent, or None where the unit stands in no tree that day."""
    round_ = submission.round
    sent = Submission.objects.filter(round=round_, state__in=_SENT).exclude(unit=round_.scope_id)
    stamp = sent.aggregate(n=Count("pk"), v=Sum("version"), s=Max("submitted_at"), a=Max("approved_at"))
    if not stamp["n"]:
        return None
    gathered = _gather(round_.pk, (stamp["n"], stamp["v"], stamp["s"], stamp["a"]))
    type_ = gathered.types.get(submission.unit_id) or _type(submission)
    return Peers(gathered, submission.unit_id, type_) if type_ else None


def forget() -> None:
    """Let go of what was gathered (tests roll rounds back and number new ones alike)."""
    _gather.cache_clear()


def _type(submission: Submission) -> str:
    found = units.versions({submission.unit_id}, submission.round.last_day)
    return found[submission.unit_id].type if submission.unit_id in found else ""


@lru_cache(maxsize=8)
def _gather(round_id: int, _stamp: _Stamp) -> Gathered:
    """Five queries. `_stamp` changes whenever a submission of the round is sent, sent back or approved."""
    round_ = Round.objects.get(pk=round_id)
    rows = Figure.objects.filter(
        submission__round=round_id, submission__state__in=_SENT, scope=Scope.OWN, reopened_because=""
    ).exclude(submission__unit=round_.scope_id)
    numbers: dict[str, dict[int, Fraction]] = defaultdict(dict)
    for unit, code, kind, answer, value, of in rows.values_list(
        "submission__unit", "indicator__code", "indicator__kind", "answer", "chosen__value", "chosen__of"
    ):
        number = _number(Answer(answer), kind, value, of)
        if number is not None:
            numbers[code][unit] = number
    keys = set(Submission.objects.filter(round=round_id).values_list("unit", flat=True))
    named = units.versions(keys, round_.last_day)
    sizes = UnitSize.objects.filter(unit__in=keys, on__lte=round_.last_day, households__gt=0).order_by("on")
    households = {unit: count for unit, count in sizes.values_list("unit", "households") if count}
    return Gathered(dict(numbers), {key: row.type for key, row in named.items()}, households)


def _number(answer: Answer, kind: str, value: Decimal | None, of: Decimal | None) -> Fraction | None:
    """The number to compare: a share in percent where it is x of y."""
    if answer == Answer.NONE_AROSE:
        return Fraction(0)
    if value is None or (kind == IndicatorKind.RATIO and not of):
        return None
    return Fraction(value) / Fraction(of) * 100 if kind == IndicatorKind.RATIO and of else Fraction(value)
