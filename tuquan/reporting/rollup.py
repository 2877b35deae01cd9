"""Totals of a round: right at the moment a figure is approved, nothing is built beforehand."""

from collections.abc import Iterable

from tuquan.reporting import as_was, restating
from tuquan.reporting.models import FormLine, Indicator, Round
from tuquan.reporting.totals import Coverage, Part, Total
from tuquan.reporting.views import AS_WAS, AsWas, Restated, View
from tuquan.units.models import UnitGroup

__all__ = ["AS_WAS", "AsWas", "Coverage", "Part", "Restated", "Total", "View", "group_totals", "total", "totals"]


def total(*, round: Round, unit_id: int, indicator: Indicator | str, view: View = AS_WAS) -> Total:
    """The total of one line for a unit: approved figures of its units, and its own work once its head has sent it."""
    line = Indicator.objects.get(code=indicator) if isinstance(indicator, str) else indicator
    return totals(round=round, unit_id=unit_id, indicators=[line], view=view)[line.code]


def totals(
    *, round: Round, unit_id: int, indicators: Iterable[Indicator] | None = None, view: View = AS_WAS
) -> dict[str, Total]:
    """The totals of many lines, by code; as it was, in at most five queries however many units there are, and two more
    for each level where rounds lie inside one another (a district's inside its province's: see `nesting`).

    Without `indicators`: every line of the round's forms. A line of distinct things is counted again from records
    (queries of its own); see `Total` for what is added and what is only shown. Restated, the parts are the units of
    that day (see `restating`). Raises RestatingBackwards.
    """
    lines = _lines(round) if indicators is None else list(indicators)
    if isinstance(view, Restated):
        return restating.totals(round, restating.Asked(unit_id=unit_id), lines, view)
    return as_was.totals(round, unit_id, lines)


def group_totals(
    *, round: Round, group: UnitGroup, indicators: Iterable[Indicator] | None = None, view: View = AS_WAS
) -> dict[str, Total]:
    """As `totals`, for the units of a group (a former district, a cluster) as they belong to it on the view's day."""
    lines = _lines(round) if indicators is None else list(indicators)
    return restating.totals(round, restating.Asked(group=group), lines, view)


def _lines(round_: Round) -> list[Indicator]:
    on = round_.last_day
    rows = FormLine.objects.filter(form__report_kind=round_.report_kind_id, form__begins_on__lte=on)
    rows = rows.exclude(form__ends_on__lte=on).select_related("indicator").order_by("-form__level", "position")
    return list({row.indicator_id: row.indicator for row in rows}.values())
