"""Which rounds have to do with a unit over a longer window: one for each window, through which the others are found."""

from collections import defaultdict
from collections.abc import Sequence

from tuquan.reporting.models import ReportKind, Round, Submission
from tuquan.reporting.views import AsWas, View
from tuquan.units import queries as units
from tuquan.units.restating import standing_under
from tuquan.vn.windows import Window


def rounds_within(report_kind: ReportKind, unit_id: int, window: Window, view: View) -> dict[Window, Round]:
    """By window, in order: a round of this report kind within `window` that has figures of the unit's area."""
    found = Round.objects.filter(
        report_kind=report_kind, first_day__gte=window.first, last_day__lte=window.last
    ).select_related("scope")
    by_window: dict[Window, list[Round]] = defaultdict(list)
    for row in found.order_by("scope__level", "pk"):
        by_window[row.window].append(row)
    family = {unit_id} if isinstance(view, AsWas) else _family(unit_id, view)
    asked = set(Submission.objects.filter(round__in=found, unit__in=family).values_list("round_id", flat=True))
    chosen = {window: _of(rows, unit_id, family, asked, view) for window, rows in by_window.items()}
    return {window: row for window, row in sorted(chosen.items()) if row is not None}


def _of(rows: Sequence[Round], unit_id: int, family: set[int], asked: set[int], view: View) -> Round | None:
    """The unit's own round, else one that asked it, else the widest above or beneath it."""
    mine = [row for row in rows if row.scope_id == unit_id] or [row for row in rows if row.pk in asked]
    if mine:
        return mine[0]
    near = [row for row in rows if row.scope_id in family]
    if near:
        return near[0]
    day = rows[0].last_day if isinstance(view, AsWas) else view.day
    above = standing_under({unit_id, *(row.scope_id for row in rows)}, day)
    kin = [
        row
        for row in rows
        if unit_id in above.get(row.scope_id, frozenset()) or row.scope_id in above.get(unit_id, frozenset())
    ]
    return kin[0] if kin else None


def _family(unit_id: int, view: View) -> set[int]:
    """The unit, all that lies beneath it on the view's day, and what these came from."""
    assert not isinstance(view, AsWas)
    beneath = {unit_id, *(row.unit_id for row in units.descendants(unit_id, view.day))}
    return beneath | units.ancestry(beneath)
