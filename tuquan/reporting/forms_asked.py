"""Which form a level answers in a round, and which of its lines are asked there."""

from datetime import date

from tuquan.ground import clock
from tuquan.reporting import access, owning
from tuquan.reporting.models import Form, FormLine, Indicator, ReportKind, Round


def form_on(report_kind: ReportKind, level: int, day: date, within: int | None = None) -> Form | None:
    """The form units of `level` answer for this report kind on `day`, or None.

    `within`: a unit (the round's scope); its province's own form then goes before the one that everybody has.
    """
    rows = Form.objects.filter(report_kind=report_kind, level=level).on(day).order_by("-begins_on")
    found = list(rows if within is not None else rows.filter(owner__isnull=True))
    if all(form.owner_id is None for form in found):
        return found[0] if found else None
    near = owning.above(within, day) if within is not None else []
    reach = [form for form in found if form.owner_id is None or form.owner_id in near]
    return min(reach, key=lambda form: _distance(form, near), default=None)


def _distance(form: Form, near: list[int]) -> int:
    return near.index(form.owner_id) if form.owner_id is not None else len(near)


def lines_asked(form: Form, scope_id: int | None, day: date) -> list[FormLine]:
    """The lines of a form that may be asked under a unit (a round's scope) on the round's last day.

    Left out: retired lines, another province's own, restricted ones, and limited ones that no decision opens there
    today.
    """
    gone = Indicator.objects.filter(owning.retired(day))
    rows = list(form.lines.exclude(indicator__in=gone).select_related("indicator"))
    if any(row.indicator.owner_id is not None for row in rows):
        mine = owning.owners(scope_id, day) if scope_id is not None else set()
        rows = [row for row in rows if row.indicator.owner_id is None or row.indicator.owner_id in mine]
    shut = access.shut_in([row.indicator for row in rows], scope_id, clock.today())
    return [row for row in rows if row.indicator_id not in shut]


def open_to(lines: list[FormLine], unit_id: int) -> list[FormLine]:
    """Of the lines of a round, those one unit may answer today."""
    shut = access.closed_among([row.indicator for row in lines], unit_id)
    return [row for row in lines if row.indicator_id not in shut]


def lines_in_force(report_kind_id: int, day: date, scope_id: int | None) -> list[FormLine]:
    """The lines of every level's form on a day as they stand under a unit, the lowest level first; one query where
    nobody has forms of their own."""
    rows = FormLine.objects.filter(form__report_kind=report_kind_id, form__begins_on__lte=day)
    rows = rows.exclude(form__ends_on__lte=day).select_related("indicator", "form")
    found = list(rows.order_by("-form__level", "position"))
    if all(row.form.owner_id is None for row in found):
        return found
    near = owning.above(scope_id, day) if scope_id is not None else []
    best: dict[int, Form] = {}
    for form in {row.form_id: row.form for row in found}.values():
        if form.owner_id is None or form.owner_id in near:
            best[form.level] = min(best.get(form.level, form), form, key=lambda one: _distance(one, near))
    return [row for row in found if best.get(row.form.level) == row.form]


def forms_reaching(report_kind_id: int, level: int, scope_id: int | None, day: date) -> list[Form]:
    """All forms of a level that ever count under a unit: for each day the first one alive is the one in force."""
    found = list(Form.objects.filter(report_kind=report_kind_id, level=level).order_by("-begins_on"))
    if all(form.owner_id is None for form in found):
        return found
    near = owning.above(scope_id, day) if scope_id is not None else []
    reach = [form for form in found if form.owner_id is None or form.owner_id in near]
    return sorted(reach, key=lambda form: _distance(form, near))


def forms_of(round_: Round) -> list[Form]:
    """The form of each level in a round, the lowest level first."""
    levels = Form.objects.filter(report_kind=round_.report_kind_id).values_list("level", flat=True).distinct()
    found = [form_on(round_.report_kind, level, round_.last_day, round_.scope_id) for level in set(levels)]
    return sorted((form for form in found if form is not None), key=lambda form: -form.level)
