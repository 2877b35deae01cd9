"""Tìm kiếm: units for everybody; schemes, submissions and papers of one's own area. Accents are optional."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from tuquan.accounts import queries as accounts
from tuquan.ground import clock
from tuquan.papers.models import Paper
from tuquan.reporting.models import Submission
from tuquan.reporting.models.submission import State
from tuquan.schemes.queries import SchemeFilter, rows
from tuquan.schemes.queries import search as find_schemes
from tuquan.units.models import UnitVersion
from tuquan.units.naming import search_key
from tuquan.vn.text import key as folded
from tuquan.web.access import acting, page
from tuquan.web.acting import Acting
from tuquan.web.papers.reach import visible
from tuquan.web.schemes.area import capital, own_top
from tuquan.web.units.named import named, with_upper

SHOWN = 10
LONGEST = 200


@dataclass(frozen=True)
class Hit:
    """One thing found: its name, where or what it is, and its page."""

    name: str
    note: str
    href: str


@dataclass(frozen=True)
class Group:
    """Things of one sort; `count` may exceed what is shown, and then `more` leads to all of them."""

    title: str
    count: int
    hits: list[Hit]
    more: str = ""


@page(None)
def search(request: HttpRequest) -> HttpResponse:
    """Everything that answers to `?q=`, in groups with their counts."""
    text = " ".join(request.GET.get("q", "")[:LONGEST].split())
    groups = [group for group in _groups(acting(request), text) if group.count] if search_key(text) else []
    context: dict[str, Any] = {"text": text, "groups": groups, "count": sum(group.count for group in groups)}
    return render(request, "web/units/search.html", context)


def _groups(me: Acting, text: str) -> list[Group]:
    found = [_units(text)]
    if own_top(me) is not None:
        units = _units_named(me, text)
        found += [_schemes(me, text), _submissions(units), _papers(me, text, units)]
    return found


def _units(text: str) -> Group:
    today = clock.today()
    hits = [
        Hit(capital(row.full_name), upper, reverse("units-unit", args=[row.unit_id]))
        for row, upper in with_upper(named(text, today), today)
    ]
    more = f"{reverse('units')}?{urlencode({'ten': text})}"
    return Group("Đơn vị", len(hits), hits[:SHOWN], more if len(hits) > SHOWN else "")


def _schemes(me: Acting, text: str) -> Group:
    top, today = own_top(me), clock.today()
    found = find_schemes(SchemeFilter([top] if top else [], on=today, text=text))
    count = found.count()
    hits = [
        Hit(row.name, f"{row.place}, {row.unit} · {row.state_label}", reverse("schemes-scheme", args=[row.id]))
        for row in rows(found[:SHOWN], today)
    ]
    more = f"{reverse('schemes')}?{urlencode({'tim': text, 'tinh-trang': 'tat-ca'})}"
    return Group("Mô hình", count, hits, more if count > SHOWN else "")


def _units_named(me: Acting, text: str) -> set[int]:
    """Units of the area, ended ones included, that were ever called so."""
    assert me.post is not None
    area = accounts.area_of(me.post, clock.today(), ended=True)
    words, holds = search_key(text).split(), Q()
    for word in words:
        holds &= Q(search_key__startswith=word) | Q(search_key__contains=f" {word}")
    exact = {row.unit_id for row in named(text, clock.today())}
    return area & (exact | set(UnitVersion.objects.filter(holds).values_list("unit_id", flat=True)))


def _submissions(units: set[int]) -> Group:
    found = Submission.objects.filter(unit_id__in=units, round__first_day__lte=clock.today())
    chosen = list(found.select_related("round").order_by("-round__last_day", "unit_id")[:SHOWN])
    names = {row.pk: _name(row.unit_id, row.round.last_day) for row in chosen}
    hits = [
        Hit(
            f"Biểu số liệu {row.round.title} · {names[row.pk]}",
            State(row.state).label,
            reverse("figures-submission", args=[row.pk]),
        )
        for row in chosen
    ]
    return Group("Biểu số liệu", found.count(), hits)


def _papers(me: Acting, text: str, units: set[int]) -> Group:
    asked = folded(text)
    found = [row for row in visible(me.user) if row.unit_id in units or asked in folded(row.subject)]
    hits = [
        Hit(row.subject, f"{Paper.State(row.state).label} · {row.round.title}", reverse("papers-paper", args=[row.pk]))
        for row in found[:SHOWN]
    ]
    return Group("Văn bản", len(found), hits)


def _name(unit_id: int, day: Any) -> str:
    row = UnitVersion.objects.on(day).filter(unit_id=unit_id).first()
    return row.full_name if row else ""
