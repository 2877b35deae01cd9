"""Thôn, tổ dân phố: the list of a day with its totals, and one line to add a hamlet."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tuquan.accounts.permissions import Permission
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.schemes.models import SchemePlacement
from tuquan.units.models import UnitType
from tuquan.units.places import hamlets as register
from tuquan.units.places import sizes
from tuquan.units.places.hamlets import HamletLine
from tuquan.units.places.sizes import Size
from tuquan.vn.dates import show_date
from tuquan.web.access import acting, page
from tuquan.web.exports import export
from tuquan.web.schemes.area import capital
from tuquan.web.units.places.acts import accepted, may_be_two
from tuquan.web.units.places.forms import HamletForm
from tuquan.web.units.places.reach import Commune, around, commune_of

HEADER = ["Loại", "Tên", "Số hộ", "Số nhân khẩu", "Tính đến ngày", "Mã"]


@dataclass(frozen=True)
class Row:
    """One line of the page; `on`: the day its households were counted on, in words."""

    key: int
    name: str
    households: int | None
    population: int | None
    on: str
    source: str
    schemes: int


@page(Permission.VIEW_AREA)
def hamlets(request: HttpRequest, key: int) -> HttpResponse:
    """The hamlets of a commune on a day; `?xuat=` downloads them in the columns that may be sent back."""
    commune = commune_of(request, key)
    lines = register.listing(key, commune.looked.day)
    if request.GET.get("xuat"):
        return _export(request, commune, lines)
    return shown(request, commune, lines, HamletForm(initial={"on": commune.looked.day}))


@page(Permission.KEEP_HAMLETS, "GET", "POST")
def add(request: HttpRequest, key: int) -> HttpResponse:
    """Add one hamlet, with its size where that is known; a refusal comes back beside the line."""
    commune = commune_of(request, key, Permission.KEEP_HAMLETS)
    form, twin = HamletForm(request.POST or None, initial={"on": commune.looked.day}), False
    if request.method == "POST" and form.is_valid():
        try:
            said = _found(request, key, form.cleaned_data)
        except PermissionRefused:
            raise
        except Refusal as refused:
            form.add_error(None, refused.message)
            twin = may_be_two(refused)
        else:
            messages.success(request, said)
            return redirect("units-hamlets", key)
    lines = register.listing(key, commune.looked.day)
    return shown(request, commune, lines, form, twin=twin)


@transaction.atomic
def _found(request: HttpRequest, key: int, given: dict[str, Any]) -> str:
    by, kind = acting(request).user, UnitType(given["type"])
    unit = register.found_hamlet(
        by=by, commune_id=key, type=kind, name=given["name"], on=given["on"], accept_similar=accepted(request)
    )
    numbers = {name: given[name] for name in ("households", "population") if given[name] is not None}
    if numbers:
        sizes.record_size(by=by, unit_id=unit.pk, on=given["on"], **numbers)
    return f"Đã thêm {kind.label} {given['name']} vào danh sách, có từ {show_date(given['on'])}."


def shown(
    request: HttpRequest, commune: Commune, lines: list[HamletLine], form: HamletForm, *, twin: bool = False
) -> HttpResponse:
    """The page of the list with `form` at its end."""
    day = commune.looked.day
    counted = scheme_counts([line.version.unit_id for line in lines], day)
    total = sizes.sum_over([line.version for line in lines], commune.key, day)
    context: dict[str, Any] = {
        "rows": [_row(line, counted) for line in lines],
        "count": len(lines),
        "total": total,
        "total_schemes": counted.total(),
        "lead": f"{capital(total.coverage)}." if lines else "",
        "choosing": commune.keeps and len(lines) > 0 and commune.looked.is_today,
        "form": form,
        "twin": twin,
        "export": f"{commune.looked.query}&" if commune.looked.query else "?",
        **around(request, commune, "units-hamlets"),
    }
    return render(request, "web/units/hamlets.html", context, status=422 if form.is_bound else 200)


def scheme_counts(unit_ids: list[int], day: date) -> Counter[int]:
    """How many schemes worked in each of these units on a day."""
    rows = SchemePlacement.objects.on(day).filter(unit_id__in=unit_ids)
    alive = [unit for unit, ends in rows.values_list("unit_id", "scheme__ends_on") if ends is None or ends > day]
    return Counter(alive)


def _row(line: HamletLine, counted: Counter[int]) -> Row:
    size = line.size
    on = size.households_on or size.population_on
    return Row(
        line.version.unit_id, capital(line.version.full_name), size.households, size.population,
        show_date(on) if on else "", size.source or "Danh sách thôn của xã", counted[line.version.unit_id],
    )  # fmt: skip


def _export(request: HttpRequest, commune: Commune, lines: list[HamletLine]) -> HttpResponse:
    """The list in the columns that « Nhập từ Excel » reads: filled further, it may be sent back."""
    rows = [
        [
            capital(str(UnitType(line.version.type).label)),
            line.version.name,
            line.size.households,
            line.size.population,
            _counted_on(line.size),
            line.version.code or None,
        ]
        for line in lines
    ]
    source = f"Danh sách thôn, tổ dân phố của {commune.called} ngày {commune.looked.said}"
    return export(request, f"thon-{commune.key}", f"Danh sách thôn {commune.called}", HEADER, rows, source)


def _counted_on(size: Size) -> date | None:
    """The day of both numbers; none where they were counted on two days: sent back, nothing changes then."""
    days = {size.households_on, size.population_on} - {None}
    return days.pop() if len(days) == 1 else None
