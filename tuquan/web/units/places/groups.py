"""Nhóm đơn vị: the groups of one's area on a day; a new one."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.units.models import GroupMembership, GroupType
from tuquan.units.places import groups as register
from tuquan.vn.dates import show_date
from tuquan.web.access import acting, page
from tuquan.web.exports import export
from tuquan.web.schemes.area import capital
from tuquan.web.units.days import Looked, day_shell, looked_at
from tuquan.web.units.places.forms import GROUP_TYPES, GroupForm
from tuquan.web.units.places.group_reach import named_on, scopes, seen_groups

HEADER = ["Nhóm", "Loại nhóm", "Địa bàn", "Từ ngày", "Số đơn vị", "Căn cứ"]


@dataclass(frozen=True)
class Row:
    """One group of the list."""

    key: int
    name: str
    type: str
    scope: str
    since: str
    count: int
    source: str


@page(None)
def groups(request: HttpRequest) -> HttpResponse:
    """The groups of the area on a day, with how many units each has; filtered by type, exported."""
    looked, me = looked_at(request), acting(request)
    kind = request.GET.get("loai", "") if request.GET.get("loai") in GroupType.values else ""
    rows = _rows(request, looked, kind)
    if request.GET.get("xuat"):
        return _export(request, looked, rows)
    query = request.GET.copy()
    context: dict[str, Any] = {
        "looked": looked,
        "rows": rows,
        "count": len(rows),
        "types": [("", "Mọi loại"), *GROUP_TYPES],
        "type": kind,
        "makes": bool(scopes(me)),
        "export": f"?{query.urlencode()}&" if query else "?",
        **day_shell(request, looked),
    }
    return render(request, "web/units/groups.html", context)


@page(Permission.DRAFT_CHANGE, "GET", "POST")
def new(request: HttpRequest) -> HttpResponse:
    """A new group under one's area."""
    me = acting(request)
    form = GroupForm(request.POST or None, scopes=scopes(me), initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"scope_id": int(form.cleaned_data["scope_id"])}
        accounts.require(me.user, Permission.DRAFT_CHANGE, unit_id=given["scope_id"])
        given["type"] = GroupType(given["type"])
        try:
            made = register.found_group(by=me.user, **given)
        except PermissionRefused:
            raise
        except Refusal as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, f"Đã lập nhóm {made.name}. Thêm đơn vị vào nhóm ở dưới.")
            return redirect("units-group", made.pk)
    context = {"form": form, "path": path_to("Lập nhóm")}
    return render(request, "web/units/group_new.html", context, status=422 if form.is_bound else 200)


def path_to(*labels: str) -> list[dict[str, str]]:
    """The breadcrumb of the pages of groups."""
    first = [{"label": "Đơn vị", "url": reverse("units")}, {"label": "Nhóm đơn vị", "url": reverse("units-groups")}]
    return first + [{"label": label, "url": ""} for label in labels]


def _rows(request: HttpRequest, looked: Looked, kind: str) -> list[Row]:
    found = seen_groups(acting(request), looked.day)
    listed = list(found.filter(type=kind) if kind else found)
    members = GroupMembership.objects.on(looked.day).filter(group__in=listed)
    counted = Counter(members.values_list("group_id", flat=True))
    names = named_on({row.scope_id for row in listed}, looked.day)
    return [
        Row(row.pk, row.name, capital(str(GroupType(row.type).label)), names.get(row.scope_id, ""),
            show_date(row.begins_on), counted[row.pk], row.source)
        for row in listed
    ]  # fmt: skip


def _export(request: HttpRequest, looked: Looked, rows: list[Row]) -> HttpResponse:
    lines = [[row.name, row.type, row.scope, row.since, row.count, row.source] for row in rows]
    return export(request, "nhom-don-vi", "Nhóm đơn vị", HEADER, lines, f"Nhóm đơn vị ngày {looked.said}")
