"""Dấu vết: who did what, when, within one's area; found by plain words."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.ground.models import AuditEvent
from tuquan.units.models import UnitVersion
from tuquan.vn.dates import show_date
from tuquan.web.access import acting, page
from tuquan.web.admin.reach import area
from tuquan.web.admin.reach import events as within_reach
from tuquan.web.admin.words import ACTIONS, action_words
from tuquan.web.exports import export

A_PAGE = 50
MOST = 5000  # lines of one export
FIELDS = ("viec", "nguoi", "noi", "tu", "den")


@dataclass(frozen=True)
class Line:
    """One event in words."""

    at: str
    who: str
    action: str
    summary: str
    unit: str


@page(Permission.VIEW_AUDIT)
def events(request: HttpRequest) -> HttpResponse:
    """The audit, newest first; `viec`, `nguoi`, `noi`, `tu`, `den` filter, `xuat` exports exactly this."""
    asked = {name: request.GET.get(name, "").strip()[:100] for name in FIELDS}
    found = _filtered(within_reach(acting(request).user), asked)
    if request.GET.get("xuat"):
        return _export(request, found)
    shown = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "page": shown,
        "lines": _lines(shown.object_list),
        "count": shown.paginator.count,
        "asked": asked,
        "actions": [("", "mọi việc"), *sorted(ACTIONS.items(), key=lambda pair: pair[1])],
        "units": _unit_choices(request),
        "chips": _chips(asked),
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "most": MOST,
    }
    return render(request, "web/admin/audit.html", context)


def _filtered(found: QuerySet[AuditEvent], asked: dict[str, str]) -> QuerySet[AuditEvent]:
    if asked["viec"] in ACTIONS:
        found = found.filter(action=asked["viec"])
    if asked["nguoi"]:
        found = found.filter(actor__icontains=asked["nguoi"])
    if unit := _unit(asked["noi"]):
        found = found.filter(unit_key=unit)
    if first := _day(asked["tu"]):
        found = found.filter(at__date__gte=first)
    if last := _day(asked["den"]):
        found = found.filter(at__date__lte=last)
    return found


def _unit(text: str) -> int:
    """The key of a unit, 0 for what cannot be one."""
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _names(keys: set[int]) -> dict[int, str]:
    """Each unit by the last name it had; an event may speak of a unit that has ended."""
    rows = UnitVersion.objects.filter(unit__in=keys).order_by("begins_on")
    return {row.unit_id: row.full_name for row in rows}


def _lines(rows: Any) -> list[Line]:
    found = list(rows)
    names = _names({row.unit_key for row in found if row.unit_key is not None})
    return [
        Line(
            f"{timezone.localtime(row.at):%H:%M %d/%m/%Y}",
            row.actor,
            action_words(row.action),
            row.summary,
            names.get(row.unit_key or 0, ""),
        )
        for row in found
    ]


def _unit_choices(request: HttpRequest) -> list[tuple[str, str]]:
    user = acting(request).user
    keys = area(user, Permission.VIEW_AUDIT) & area(user, Permission.VIEW_AREA)
    rows = UnitVersion.objects.on(clock.today()).filter(unit__in=keys).order_by("sort_key")
    return [("", "mọi đơn vị"), *((str(row.unit_id), row.full_name) for row in rows)]


def _chips(asked: dict[str, str]) -> list[dict[str, str]]:
    first, last = _day(asked["tu"]), _day(asked["den"])
    said = {
        "viec": ACTIONS.get(asked["viec"], ""),
        "nguoi": f"người làm có chữ “{asked['nguoi']}”" if asked["nguoi"] else "",
        "noi": _names({_unit(asked["noi"])}).get(_unit(asked["noi"]), ""),
        "tu": f"từ {show_date(first)}" if first else "",
        "den": f"đến {show_date(last)}" if last else "",
    }
    rest = {name: value for name, value in asked.items() if value}
    return [
        {
            "label": words,
            "remove_url": f"?{urlencode({other: value for other, value in rest.items() if other != name})}",
        }
        for name, words in said.items()
        if words
    ]


def _export(request: HttpRequest, found: QuerySet[AuditEvent]) -> HttpResponse:
    lines = [[line.at, line.who, line.action, line.unit, line.summary] for line in _lines(found[:MOST])]
    header = ["Lúc", "Người làm", "Việc", "Đơn vị", "Nội dung"]
    return export(request, "dau-vet", "Dấu vết", header, lines, "Dấu vết của phần mềm")
