"""Totals of a round from what was answered in it, in either view; longer windows are not looked at here."""

from collections.abc import Iterable, Sequence

from tuquan.reporting import as_was, restating
from tuquan.reporting.forms_asked import lines_in_force
from tuquan.reporting.models import Indicator, Round
from tuquan.reporting.totals import Total
from tuquan.reporting.views import Restated, View


def answered(round_: Round, unit_id: int, lines: Sequence[Indicator], view: View) -> dict[str, Total]:
    """The totals of these lines, by code. Raises RestatingBackwards."""
    if isinstance(view, Restated):
        return restating.totals(round_, restating.Asked(unit_id=unit_id), lines, view)
    return as_was.totals(round_, unit_id, lines)


def lines_of(rounds: Iterable[Round]) -> list[Indicator]:
    """Every line that a form of these rounds asks, those of the lowest level first."""
    found: dict[int, Indicator] = {}
    for kind, day, scope in dict.fromkeys((row.report_kind_id, row.last_day, row.scope_id) for row in rounds):
        for row in lines_in_force(kind, day, scope):
            found.setdefault(row.indicator_id, row.indicator)
    return list(found.values())
