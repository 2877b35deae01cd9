"""Which report asks what of which level: the forms in force on a day, one form, a new report kind."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tuquan.accounts.permissions import Permission
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.reporting import owning
from tuquan.reporting.actions import forming
from tuquan.reporting.form_faults import LEVELS
from tuquan.reporting.forms_asked import form_on, forms_of
from tuquan.reporting.models import Form, ReportKind, Round
from tuquan.units import queries as units
from tuquan.units.models import Level
from tuquan.web.access import acting, page
from tuquan.web.catalogue.reach import Desk, form_or_404, kinds_seen, path_to


@page(Permission.VIEW_AREA)
def form_list(request: HttpRequest) -> HttpResponse:
    """Every report kind with the form of each level that stands in the person's area today."""
    return _listed(request)


@page(Permission.EDIT_CATALOGUE, "POST")
def add_kind(request: HttpRequest) -> HttpResponse:
    """A report kind of the province's own."""
    desk = Desk(request)
    desk.require()
    name, subject = request.POST.get("ten", "")[:250], request.POST.get("trich-yeu", "")[:400]
    try:
        made = forming.add_report_kind(by=desk.user, owner_id=desk.owner_id, name=name, subject=subject)
    except PermissionRefused:
        raise
    except Refusal as refused:
        return _listed(request, refused=refused.message, name=name, subject=subject)
    messages.success(request, f"Đã thêm loại báo cáo « {made.name} ». Đặt biểu cho từng cấp để mở kỳ được.")
    return redirect("figures-catalogue-forms")


def _listed(request: HttpRequest, **more: str) -> HttpResponse:
    desk = Desk(request)
    kinds = [(kind, [_slot(kind, level, desk) for level in LEVELS], _whose(kind.owner_id, desk)) for kind in
             kinds_seen(request)]  # fmt: skip
    context: dict[str, Any] = {"kinds": kinds, "desk": desk, "path": path_to(("Biểu số liệu", "")), **more}
    return render(request, "web/catalogue/forms.html", context, status=422 if more.get("refused") else 200)


def _slot(kind: ReportKind, level: Level, desk: Desk) -> dict[str, Any]:
    """The form of a level today, how many lines it has, and whether this person may lay one here."""
    standing = forming_on(kind, level, desk)
    later = Form.objects.filter(report_kind=kind, level=level, begins_on__gt=desk.today, owner=desk.owner_id)
    return {
        "level": level.label, "key": level.value, "form": standing, "whose": _whose(standing.owner_id, desk)
        if standing else "", "count": standing.lines.count() if standing else 0,
        "later": list(later.order_by("begins_on")), "edits": desk.edits,
    }  # fmt: skip


def forming_on(kind: ReportKind, level: int, desk: Desk) -> Form | None:
    """The form that units of the desk's area answer today."""
    return form_on(kind, level, desk.today, desk.unit_id)


@page(Permission.VIEW_AREA)
def form_page(request: HttpRequest, key: int) -> HttpResponse:
    """One form: its sections and lines, since when, which opened rounds stand on it, and the ones before and after."""
    form, desk, me = form_or_404(request, key), Desk(request), acting(request)
    lines = list(form.lines.select_related("indicator"))
    sections = [(title, list(rows)) for title, rows in groupby(lines, key=lambda row: row.section)]
    others = Form.objects.filter(report_kind=form.report_kind, level=form.level, owner=form.owner_id)
    title = f"{form.name} · cấp {Level(form.level).label}"
    context: dict[str, Any] = {
        "form": form,
        "title": title,
        "level": Level(form.level).label,
        "sections": sections,
        "count": len(lines),
        "required": sum(row.required for row in lines),
        "desk": desk,
        "whose": _whose(form.owner_id, desk),
        "others": others.exclude(pk=form.pk).order_by("-begins_on"),
        "rounds": _rounds(form, me),
        "path": path_to(("Biểu số liệu", reverse("figures-catalogue-forms")), (title, "")),
    }
    return render(request, "web/catalogue/form.html", context)


def _rounds(form: Form, me: Any) -> list[Round]:
    """Opened rounds in the person's area that stand on the form."""
    rounds = Round.objects.filter(report_kind=form.report_kind, last_day__gte=form.begins_on).order_by("-last_day")
    mine = [r for r in rounds if me.unit_id in owning.above(r.scope_id, r.last_day) or _below(me, r)]
    return [r for r in mine if any(standing.pk == form.pk for standing in forms_of(r))]


def _below(me: Any, round_: Round) -> bool:
    return bool(me.unit_id) and units.is_within(me.unit_id, round_.scope_id, me.today)


def _whose(owner_id: int | None, desk: Desk) -> str:
    if owner_id is None:
        return "dùng chung cả nước"
    named = units.versions({owner_id}, owning.last_day_of(owner_id, desk.today))
    return f"riêng của {named[owner_id].full_name}" if owner_id in named else "riêng của địa phương"
