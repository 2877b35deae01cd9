"""Which limited lines are in use where, and what may be shown of them: totals only, and only while a decision holds."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from tuquan.ground import clock
from tuquan.reporting.models import Access, Indicator, LimitedOpening
from tuquan.units import queries as units

PAST_USE = "đã hết thời hạn dùng"


def in_force(day: date) -> QuerySet[LimitedOpening]:
    """Openings that two people made, begun, not yet at their end and not closed early, on a day."""
    agreed = LimitedOpening.objects.on(day).filter(agreed_by__isnull=False)
    return agreed.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))


def opening(indicator: Indicator, unit_id: int, day: date | None = None) -> LimitedOpening | None:
    """The opening under which a unit may answer the line on a day (today when None)."""
    on = day or clock.today()
    rows = in_force(on).filter(indicator=indicator)
    return next((row for row in rows if units.is_within(unit_id, row.area_id, on)), None)


def closed_among(lines: Collection[Indicator], unit_id: int, day: date | None = None) -> frozenset[int]:
    """Keys of the lines of which a unit may keep and show nothing on a day; no query where none is limited."""
    shut = {line.pk for line in lines if line.access != Access.OPEN}
    limited = {line.pk for line in lines if line.access == Access.LIMITED}
    if not limited:
        return frozenset(shut)
    on = day or clock.today()
    openings = in_force(on).filter(indicator__in=limited).values_list("indicator_id", "area_id")
    reached: dict[int, bool] = {}
    for indicator_id, area_id in openings:
        if area_id not in reached:
            reached[area_id] = units.is_within(unit_id, area_id, on)
        if reached[area_id]:
            shut.discard(indicator_id)
    return frozenset(shut)


def shut_in(lines: Collection[Indicator], scope_id: int | None, day: date) -> frozenset[int]:
    """Keys of the lines that no unit of a round's area may answer on a day: no decision opens them there, or above."""
    shut = {line.pk for line in lines if line.access != Access.OPEN}
    limited = {line.pk for line in lines if line.access == Access.LIMITED}
    if not limited or scope_id is None:
        return frozenset(shut)
    for indicator_id, area_id in in_force(day).filter(indicator__in=limited).values_list("indicator_id", "area_id"):
        if units.is_within(scope_id, area_id, day) or units.is_within(area_id, scope_id, day):
            shut.discard(indicator_id)
    return frozenset(shut)


def was_open(indicator: Indicator, unit_id: int, day: date | None = None) -> LimitedOpening | None:
    """The last opening that held for the unit and holds no longer."""
    on = day or clock.today()
    rows = indicator.openings.filter(agreed_by__isnull=False).filter(Q(ends_on__lte=on) | Q(closed_on__lte=on))
    return next((row for row in rows.order_by("-ends_on") if units.is_within(unit_id, row.area_id, on)), None)


def totals_only(indicator: Indicator) -> bool:
    """Whether nothing of the line but totals may be shown: no unit's part, in no list, ranking or export."""
    return indicator.access != Access.OPEN


def may_show_parts(indicator: Indicator) -> bool:
    """Whether the figures of single units may be shown beside a total."""
    return not totals_only(indicator)


@dataclass(frozen=True)
class Leave:
    """What a page says of a limited line at a unit: in use, over, or never opened."""

    opening: LimitedOpening | None
    over: bool

    @property
    def open(self) -> bool:
        return self.opening is not None and not self.over


def leave(indicator: Indicator, unit_id: int, day: date | None = None) -> Leave:
    """Under which decision the unit may use the line today, or the last one under which it could."""
    standing = opening(indicator, unit_id, day)
    return Leave(standing, False) if standing else Leave(was_open(indicator, unit_id, day), True)
