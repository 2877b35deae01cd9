"""The editor of a form, without scripts: rows with place, section, marks; look again; lay it down from a day on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from tuquan.accounts.permissions import Permission
from tuquan.ground.errors import PermissionRefused
from tuquan.reporting import access, owning
from tuquan.reporting.actions import forming
from tuquan.reporting.catalogue_errors import CatalogueRefused, FormRefused
from tuquan.reporting.form_faults import LEVELS, Given
from tuquan.reporting.groups import GROUPS
from tuquan.reporting.models import Form, Indicator, ReportKind
from tuquan.units.models import Level
from tuquan.vn.dates import DateError, parse_date, show_date
from tuquan.web.access import page
from tuquan.web.catalogue.form_pages import forming_on
from tuquan.web.catalogue.reach import Desk, kind_or_404, path_to


@dataclass(frozen=True)
class Row:
    """One line of the editor. `place` as written; rows are put in its order when the page is looked at again."""

    line: Indicator
    place: str
    section: str
    required: bool
    own_work: bool


@page(Permission.EDIT_CATALOGUE, "GET", "POST")
def edit(request: HttpRequest, report: int, level: int) -> HttpResponse:
    """Begin from the form that stands today, change it, and lay it down as a new dated form."""
    report_kind, desk = kind_or_404(request, report), Desk(request)
    desk.require()
    if level not in LEVELS:
        raise Http404
    standing = forming_on(report_kind, level, desk)
    if request.method != "POST":
        return _shown(request, report_kind, level, standing, _standing(standing))
    rows = _sent(request.POST)
    if request.POST.get("viec") != "dat":
        return _shown(request, report_kind, level, standing, rows)
    try:
        made = forming.lay_form(
            by=desk.user, report_kind=report_kind, level=level, owner_id=desk.owner_id,
            begins_on=parse_date(request.POST.get("tu-ngay", "")[:60]), name=request.POST.get("ten", ""),
            lines=[Given(row.line.code, row.section, row.required, row.own_work) for row in rows],
        ).form  # fmt: skip
    except PermissionRefused:
        raise
    except DateError as wrong:
        return _shown(request, report_kind, level, standing, rows, [str(wrong)])
    except FormRefused as refused:
        return _shown(request, report_kind, level, standing, rows, list(refused.faults))
    except CatalogueRefused as refused:
        return _shown(request, report_kind, level, standing, rows, [refused.message])
    messages.success(request, f"Đã đặt biểu {len(rows)} chỉ tiêu, dùng từ ngày {show_date(made.begins_on)}.")
    return redirect("figures-catalogue-form", made.pk)


def _standing(form: Form | None) -> list[Row]:
    lines = form.lines.select_related("indicator") if form else []
    return [
        Row(line.indicator, str(place), line.section, line.required, line.own_work)
        for place, line in enumerate(lines, start=1)
    ]


def _sent(post: QueryDict) -> list[Row]:
    """The rows as the person left them: without those to leave out, with the added ones, in their order."""
    codes = [code for code in post.getlist("dong") if code not in set(post.getlist("bo"))]
    added = [code for code in dict.fromkeys(post.getlist("them")) if code not in codes]
    known = {line.code: line for line in Indicator.objects.filter(code__in=[*codes, *added])}
    rows = [
        Row(
            known[code], post.get(f"thu-tu-{code}", ""), post.get(f"muc-{code}", "").strip()[:200],
            f"bat-buoc-{code}" in post, f"viec-rieng-{code}" in post,
        )
        for code in dict.fromkeys(codes) if code in known
    ]  # fmt: skip
    rows.sort(key=lambda row: int(row.place) if row.place.isdecimal() else 10_000)
    rows += [Row(known[code], "", _section(known[code], rows), True, False) for code in added if code in known]
    return [replace(row, place=str(place)) for place, row in enumerate(rows, start=1)]


def _section(line: Indicator, rows: Sequence[Row]) -> str:
    """The section where lines of the same group stand already, else the group's own name."""
    return next((row.section for row in rows if row.line.group == line.group), GROUPS.get(line.group, ""))[:120]


def _shown(
    request: HttpRequest,
    kind: ReportKind,
    level: int,
    standing: Form | None,
    rows: list[Row],
    faults: Sequence[str] = (),
) -> HttpResponse:
    desk = Desk(request)
    first = forming.earliest(kind, level, desk.owner_id)
    begins = request.POST.get("tu-ngay") or show_date(max(first, desk.today) if first else desk.today)
    title = f"Sửa biểu cấp {Level(level).label} · {kind.name}"
    context: dict[str, Any] = {
        "kind": kind, "level": level, "level_label": Level(level).label, "standing": standing, "rows": rows,
        "faults": faults, "desk": desk, "first": first, "begins": begins, "title": title,
        "name": request.POST.get("ten") or (standing.name if standing else kind.subject[:200]),
        "free": _free(desk, rows), "upper": level < Level.COMMUNE,
        "foreign": standing is not None and standing.owner_id != desk.owner_id,
        "path": path_to(("Biểu số liệu", reverse("figures-catalogue-forms")), (title, "")),
    }  # fmt: skip
    return render(request, "web/catalogue/edit.html", context, status=422 if faults else 200)


def _free(desk: Desk, rows: Sequence[Row]) -> list[tuple[str, list[Indicator]]]:
    """Lines that may still be added, by group."""
    usable = list(owning.usable(desk.owner_id, desk.today).exclude(pk__in=[row.line.pk for row in rows]))
    shut = access.shut_in(usable, desk.owner_id, desk.today)
    left = [line for line in usable if line.pk not in shut]
    groups = [(label, [line for line in left if line.group == key]) for key, label in GROUPS.items()]
    return [(label, lines) for label, lines in groups if lines]
