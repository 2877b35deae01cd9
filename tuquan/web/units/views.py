"""Đơn vị: the tree of an area on a day, and the page of one unit with its life."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.reporting.models import Submission
from tuquan.schemes.queries import SchemeFilter
from tuquan.schemes.queries import search as schemes
from tuquan.units import queries
from tuquan.units.errors import UnitUnknown
from tuquan.units.models import UnitVersion
from tuquan.units.queries import Life
from tuquan.vn.dates import show_date
from tuquan.web.access import acting, page
from tuquan.web.acting import Acting
from tuquan.web.schemes.area import capital
from tuquan.web.units.days import Looked, day_shell, looked_at
from tuquan.web.units.doors import doors
from tuquan.web.units.named import named, with_upper
from tuquan.web.units.story import name_of, steps, turns
from tuquan.web.units.trees import branches, tops_on

ROUNDS = 5


@page(None)
def units(request: HttpRequest) -> HttpResponse:
    """The tree of the area on a day; with `?ten=`, the units of that name anywhere."""
    looked = looked_at(request)
    text = " ".join(request.GET.get("ten", "")[:120].split())
    tops = tops_on(acting(request), clock.today(), looked.day)
    found = with_upper(named(text, looked.day), looked.day) if text else []
    context: dict[str, Any] = {
        "looked": looked,
        "text": text,
        "found": found,
        "found_count": len(found),
        "branches": branches(tops, looked.day),
        "inside": acting(request).unit_id is not None,
        **day_shell(request, looked),
    }
    return render(request, "web/units/units.html", context)


@page(None)
def unit(request: HttpRequest, key: int) -> HttpResponse:
    """One unit: its life, forebears and heirs, children on the day; its schemes and rounds for who may see them."""
    try:
        life = queries.life(key)
    except UnitUnknown:
        raise Http404 from None
    looked, me = looked_at(request), acting(request)
    told, children = turns(life), queries.children(key, looked.day)
    context: dict[str, Any] = {
        "unit": life.unit,
        "looked": looked,
        "name": capital(name_of(key, looked.day)),
        "version": _version(life, looked.day),
        "absent": _absent(life, looked.day),
        "turns": told,
        "steps": steps(life, told, looked.day),
        "path": _path(key, looked),
        "doors": doors(me, life.unit, alive=not _absent(life, clock.today())),
        "children": children,
        "child_count": len(children),
        **_own(me, key, looked),
        **day_shell(request, looked),
    }
    return render(request, "web/units/unit.html", context)


def _own(me: Acting, key: int, looked: Looked) -> dict[str, Any]:
    """What only its area may see: how many schemes, and the submissions of the last rounds."""
    if not accounts.may(me.user, Permission.VIEW_AREA, unit_id=key):
        return {"inside": False}
    day = min(looked.day, clock.today())
    sent = Submission.objects.filter(unit_id=key, round__first_day__lte=clock.today())
    return {
        "inside": True,
        "schemes_day": day,
        "scheme_count": schemes(SchemeFilter([key], on=day, state="active")).count(),
        "submissions": sent.select_related("round__report_kind").order_by("-round__last_day", "-pk")[:ROUNDS],
        "records": accounts.may(me.user, Permission.RECORD_SCHEME, unit_id=key),
    }


def _version(life: Life, day: date) -> UnitVersion | None:
    return next((row for row in life.versions if row.alive_on(day)), None)


def _absent(life: Life, day: date) -> dict[str, str]:
    """Why there is nothing to show on the day, and a day on which there is."""
    first, ends_on = life.versions[0].begins_on, life.unit.ends_on
    if day < first:
        return {
            "sentence": f"Danh mục biết đơn vị này từ {show_date(first)}.",
            "day": first.isoformat(),
            "said": show_date(first),
        }
    if ends_on is not None and ends_on <= day:
        last = ends_on - timedelta(days=1)
        sentence = f"Đơn vị này đã kết thúc từ {show_date(ends_on)}."
        return {"sentence": sentence, "day": last.isoformat(), "said": show_date(last)}
    return {}


def _path(key: int, looked: Looked) -> list[dict[str, str]]:
    try:
        rows = queries.path(key, looked.day)
    except UnitUnknown:
        return []
    return [
        {"label": capital(row.full_name), "url": reverse("units-unit", args=[row.unit_id]) + looked.query}
        for row in rows
    ]
