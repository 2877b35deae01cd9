"""Totals of a round: right at the moment a figure is approved, nothing is built beforehand."""

from collections.abc import Iterable

from tuquan.reporting import derived, restating
from tuquan.reporting.asked import lines_for
from tuquan.reporting.models import Indicator, Round
from tuquan.reporting.round_totals import answered, lines_of
from tuquan.reporting.totals import Coverage, Part, Total
from tuquan.reporting.veiling import veiled
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
    that day (see `restating`). A round derived from shorter ones takes from them what it does not ask itself (see
    `derived`). Of a limited line only the sum is told, and no number once its decision is over (see `veiling`). Raises
    RestatingBackwards.
    """
    lines = lines_of([round]) if indicators is None else list(indicators)
    found = answered(round, unit_id, lines, view)
    if not round.derived:
        return veiled(found, unit_id)
    asked = _asked(round)
    silent = [line for line in lines if line.pk not in asked and not found[line.code].records_key]
    return veiled(found | (derived.totals(round, unit_id, silent, view) if silent else {}), unit_id)


def _asked(round_: Round) -> set[int]:
    """Keys of the lines that a derived round asks itself. What somebody states of any other competes with what the
    parts make, and never takes its place."""
    levels = round_.submissions.values_list("unit__level", flat=True).distinct().order_by()
    return {line.indicator_id for level in levels for line in lines_for(round_, level)}


def group_totals(
    *, round: Round, group: UnitGroup, indicators: Iterable[Indicator] | None = None, view: View = AS_WAS
) -> dict[str, Total]:
    """As `totals`, for the units of a group (a former district, a cluster) as they belong to it on the view's day."""
    lines = lines_of([round]) if indicators is None else list(indicators)
    return veiled(restating.totals(round, restating.Asked(group=group), lines, view), round.scope_id)
