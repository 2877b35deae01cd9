"""Totals of a round from what was answered in it, in either view; longer windows are not looked at here."""

from collections.abc import Iterable, Sequence

from tuquan.reporting import as_was, restating
from tuquan.reporting.models import FormLine, Indicator, Round
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
    for kind, day in dict.fromkeys((row.report_kind_id, row.last_day) for row in rounds):
        rows = FormLine.objects.filter(form__report_kind=kind, form__begins_on__lte=day)
        rows = rows.exclude(form__ends_on__lte=day).select_related("indicator").order_by("-form__level", "position")
        for row in rows:
            found.setdefault(row.indicator_id, row.indicator)
    return list(found.values())
