"""A long round whose window is covered by shorter ones of the same report asks only for what they do not carry.

Figures are stored for the smallest window a form asks; longer windows are derived (`reporting.over_time`), and a typed
cumulative is a competing claim, never added. See docs/decisions/0015.
"""

from datetime import timedelta

from tuquan.reporting.forms_asked import forms_reaching
from tuquan.reporting.models import FormLine, OverTime, ReportKind, Round, Submission
from tuquan.units import queries as units
from tuquan.vn.windows import Window


def covering(report_kind: ReportKind, scope_id: int, window: Window) -> list[Round]:
    """The shortest rounds of the report that follow each other from the window's first day to its last; [] where some
    day is not covered.

    Each was asked of every unit that then lay under the area: a round of chosen units carries nothing.
    """
    inside = Round.objects.filter(
        report_kind=report_kind, scope=scope_id, first_day__gte=window.first, last_day__lte=window.last
    )
    rows = [row for row in inside if row.window != window and _asked_of_all(row)]
    return _chain(sorted(rows, key=lambda row: row.window.days), window)


def _chain(rows: list[Round], window: Window) -> list[Round]:
    """Shortest first, step by step; a step that leads nowhere is taken back."""
    for row in rows:
        if row.first_day != window.first:
            continue
        if row.last_day == window.last:
            return [row]
        rest = Window(row.last_day + timedelta(days=1), window.last)
        if found := _chain(rows, rest):
            return [row, *found]
    return []


def _asked_of_all(row: Round) -> bool:
    asked = set(Submission.objects.filter(round=row).values_list("unit_id", flat=True))
    return row.derived or all(under.unit_id in asked for under in units.children(row.scope_id, row.last_day))


def not_carried(round_: Round, level: int, lines: list[FormLine]) -> list[FormLine]:
    """Of the lines of a level's form, those that the parts of a derived round do not answer."""
    if not round_.derived:
        return lines
    asked = _asked_of_parts(round_, level)
    return [line for line in lines if not _carried(line, asked)]


def _asked_of_parts(round_: Round, level: int) -> list[set[tuple[int, bool]]]:
    """What the level was asked in each part, by the form of its day, in order of time: three queries."""
    last_days = Round.objects.filter(wholes__round=round_).order_by("last_day").values_list("last_day", flat=True)
    forms = forms_reaching(round_.report_kind_id, level, round_.scope_id, round_.last_day)
    lines: dict[int, set[tuple[int, bool]]] = {form.pk: set() for form in forms}
    for form, indicator, own_work in FormLine.objects.filter(form__in=forms).values_list(
        "form", "indicator", "own_work"
    ):
        lines[form].add((indicator, own_work))
    in_force = [next((form.pk for form in forms if form.alive_on(day)), 0) for day in last_days]
    return [lines.get(form, set()) for form in in_force]


def _carried(line: FormLine, asked: list[set[tuple[int, bool]]]) -> bool:
    """A sum needs every part; a state at the end only the last one. Kinds of things are counted anew over the window,
    and rates say nothing beyond their own window: both are asked."""
    same = (line.indicator_id, line.own_work)
    if line.indicator.over_time == OverTime.SUM:
        return bool(asked) and all(same in part for part in asked)
    return line.indicator.over_time == OverTime.LAST and bool(asked) and same in asked[-1]
