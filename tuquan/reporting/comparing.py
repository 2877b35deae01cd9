"""Whether a number may be set beside the same unit's number of an earlier round, and by how much it changed.

A difference between two areas, or between two ways of counting, is no change: it is said not to be comparable.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Q

from tuquan.reporting.models import Indicator, IndicatorKind, IndicatorVersion, Round
from tuquan.reporting.values import Value
from tuquan.units.models import Succession
from tuquan.vn.dates import show_date
from tuquan.vn.numbers import show

AREA, COUNTED = "đơn vị thay đổi ngày {}", "cách tính thay đổi ngày {}"
_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Barriers:
    """What stands between two rounds: `area` for every line, `lines` by indicator key; a reason in words each."""

    area: str = ""
    lines: Mapping[int, str] = field(default_factory=dict)

    def of(self, indicator: Indicator) -> str:
        """Why the line is not comparable; empty where it is."""
        return self.area or self.lines.get(indicator.pk, "")


@dataclass(frozen=True)
class Change:
    """This round's number less the earlier one's; `why_not` where they are not comparable (then no number).

    `number`: in the line's measure, for x of y in points of per cent. `share`: in per cent of the earlier number.
    """

    number: Decimal | None
    share: Decimal | None = None
    points: bool = False
    why_not: str = ""

    @property
    def said(self) -> str:
        """ "+12", "−3", "0", "+1,5 điểm %", "không so sánh được"."""
        if self.number is None:
            return "không so sánh được"
        return signed(self.number) + (" điểm %" if self.points else "")

    @property
    def percent(self) -> str:
        """ "+8,5%"; empty where there is none, or nothing changed."""
        return "" if self.share is None or not self.number else f"{signed(self.share)}%"

    @property
    def text(self) -> str:
        """ "+12 (+8,5%)"."""
        return f"{self.said} ({self.percent})" if self.percent else self.said


def signed(number: Decimal) -> str:
    """ "+12", "−3", "0"."""
    return f"{'+' if number > 0 else '−' if number < 0 else ''}{show(abs(number))}"


def barriers(unit_id: int, before: Round | None, this: Round, lines: Iterable[Indicator]) -> Barriers:
    """What changed after the earlier round ended and until this one did: two queries."""
    if before is None:
        return Barriers()
    span = (before.last_day, this.last_day)
    own = Q(old=unit_id) | Q(new=unit_id)
    went = Succession.objects.filter(own, change__effective_on__gt=span[0], change__effective_on__lte=span[1])
    day: date | None = went.order_by("change__effective_on").values_list("change__effective_on", flat=True).first()
    return Barriers(AREA.format(show_date(day)) if day else "", _recounted(lines, *span))


def _recounted(lines: Iterable[Indicator], after: date, until: date) -> dict[int, str]:
    """Lines whose measure or definition is another since: a new wording of the name alone changes no number."""
    rows = IndicatorVersion.objects.filter(indicator__in=[line.pk for line in lines], begins_on__lte=until)
    found: dict[int, str] = {}
    last: dict[int, IndicatorVersion] = {}
    for row in rows.order_by("begins_on"):
        before = last.get(row.indicator_id)
        if before is not None and row.begins_on > after and _counts(before) != _counts(row):
            found[row.indicator_id] = COUNTED.format(show_date(row.begins_on))
        last[row.indicator_id] = row
    return found


def _counts(version: IndicatorVersion) -> tuple[str, ...]:
    return version.measure, version.definition, version.numerator, version.denominator


def change(indicator: Indicator, now: Value, before: Value | None, why_not: str = "") -> Change | None:
    """By how much the answer changed; None where one of the two is not known."""
    pair = _numbers(indicator, now, before)
    if pair is None:
        return None
    if why_not:
        return Change(None, why_not=why_not)
    less, points = pair[0] - pair[1], indicator.kind == IndicatorKind.RATIO and now.of is not None
    share = None if points or not pair[1] else _round(less * 100 / pair[1])
    return Change(less, share, points)


def _numbers(indicator: Indicator, now: Value, before: Value | None) -> tuple[Decimal, Decimal] | None:
    if before is None or now.number is None or before.number is None:
        return None
    if indicator.kind != IndicatorKind.RATIO or now.of is None:
        return now.number, before.number
    if not now.of or not before.of:
        return None
    return _round(now.number * 100 / now.of), _round(before.number * 100 / before.of)


def _round(number: Decimal) -> Decimal:
    return number.quantize(_TENTH, ROUND_HALF_UP).normalize() + 0
