"""Cơ quan, cơ sở: what stands in a commune on a day, and the schemes in each; one line to add a place."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tuquan.accounts.permissions import Permission
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.schemes.models import SchemeSite
from tuquan.units.models import FacilityType
from tuquan.units.places import facilities as register
from tuquan.units.places.facilities import FacilityLine
from tuquan.units.places.hamlets import hamlets_of
from tuquan.vn.dates import show_date
from tuquan.web.access import acting, page
from tuquan.web.exports import export
from tuquan.web.schemes.area import capital
from tuquan.web.units.places.acts import accepted, may_be_two
from tuquan.web.units.places.forms import FACILITY_TYPES, FacilityForm
from tuquan.web.units.places.reach import Commune, around, commune_of

HEADER = ["Tên", "Loại", "Ở", "Có từ ngày", "Mô hình đặt tại đây"]
LONGEST_TEXT = 200


@dataclass(frozen=True)
class Asked:
    """What the address asks for: words of the name and a FacilityType value, both may be empty."""

    text: str
    type: str


@dataclass(frozen=True)
class Row:
    """One line of the page; `schemes`: keys and names."""

    key: int
    name: str
    type: str
    place: str
    since: str
    schemes: tuple[tuple[int, str], ...]


@page(Permission.VIEW_AREA)
def facilities(request: HttpRequest, key: int) -> HttpResponse:
    """The facilities of a commune on a day, filtered, counted, exported."""
    commune, asked = commune_of(request, key), _asked(request)
    rows = _rows(commune, asked)
    if request.GET.get("xuat"):
        return _export(request, commune, rows)
    form = FacilityForm(places=places_in(commune), initial={"on": commune.looked.day, "unit_id": key})
    return _shown(request, commune, asked, rows, form)


@page(Permission.KEEP_HAMLETS, "GET", "POST")
def add(request: HttpRequest, key: int) -> HttpResponse:
    """Add one facility; a refusal comes back beside the line."""
    commune, twin = commune_of(request, key, Permission.KEEP_HAMLETS), False
    form = FacilityForm(
        request.POST or None, places=places_in(commune), initial={"on": commune.looked.day, "unit_id": key}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"unit_id": int(form.cleaned_data["unit_id"])}
        given["type"] = FacilityType(given["type"])
        try:
            made = register.found_facility(by=acting(request).user, accept_similar=accepted(request), **given)
        except PermissionRefused:
            raise
        except Refusal as refused:
            form.add_error(None, refused.message)
            twin = may_be_two(refused)
        else:
            messages.success(request, f"Đã thêm {made.name} vào danh sách.")
            return redirect("units-facilities", key)
    asked = Asked("", "")
    return _shown(request, commune, asked, _rows(commune, asked), form, twin=twin)


def places_in(commune: Commune) -> list[tuple[str, str]]:
    """The commune itself and its hamlets of the day, to choose from."""
    below = hamlets_of(commune.key, commune.looked.day)
    return [(str(commune.key), f"{commune.name} (cả xã)")] + [
        (str(row.unit_id), capital(row.full_name)) for row in below
    ]


def schemes_at(facility_ids: list[int], day: date) -> dict[int, tuple[tuple[int, str], ...]]:
    """Keys and names of the schemes that are applied at each facility on a day."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    sites = SchemeSite.objects.on(day).filter(facility_id__in=facility_ids).select_related("scheme")
    for site in sites.order_by("scheme__name", "pk"):
        if site.scheme.ends_on is None or site.scheme.ends_on > day:
            found[site.facility_id][site.scheme_id] = site.scheme.name
    return {key: tuple(schemes.items()) for key, schemes in found.items()}


def _asked(request: HttpRequest) -> Asked:
    kind = request.GET.get("loai", "")
    text = " ".join(request.GET.get("tim", "")[:LONGEST_TEXT].split())
    return Asked(text, kind if kind in FacilityType.values else "")


def _rows(commune: Commune, asked: Asked) -> list[Row]:
    day = commune.looked.day
    kind = FacilityType(asked.type) if asked.type else None
    lines = register.facilities(commune.key, day, text=asked.text, type=kind)
    schemes = schemes_at([line.facility.pk for line in lines], day)
    return [_row(line, schemes.get(line.facility.pk, ())) for line in lines]


def _row(line: FacilityLine, schemes: tuple[tuple[int, str], ...]) -> Row:
    row = line.facility
    kind = capital(str(FacilityType(row.type).label))
    return Row(row.pk, row.name, kind, capital(line.unit.full_name), show_date(row.begins_on), schemes)


def _shown(
    request: HttpRequest, commune: Commune, asked: Asked, rows: list[Row], form: FacilityForm, *, twin: bool = False
) -> HttpResponse:
    query = request.GET.copy()
    query.pop("xuat", None)
    context: dict[str, Any] = {
        "rows": rows,
        "count": len(rows),
        "asked": asked,
        "chips": _chips(request, asked),
        "types": [("", "Mọi loại"), *FACILITY_TYPES],
        "form": form,
        "twin": twin,
        "export": f"?{query.urlencode()}&" if query else "?",
        **around(request, commune, "units-facilities"),
    }
    return render(request, "web/units/facilities.html", context, status=422 if form.is_bound else 200)


def _chips(request: HttpRequest, asked: Asked) -> list[dict[str, str]]:
    said = {
        "loai": FacilityType(asked.type).label if asked.type else "",
        "tim": f"có chữ “{asked.text}”" if asked.text else "",
    }
    chips = []
    for name, words in said.items():
        left = request.GET.copy()
        left.pop(name, None)
        if words:
            chips.append({"label": str(words), "remove_url": f"?{left.urlencode()}"})
    return chips


def _export(request: HttpRequest, commune: Commune, rows: list[Row]) -> HttpResponse:
    lines = [[row.name, row.type, row.place, row.since, "; ".join(name for _, name in row.schemes)] for row in rows]
    source = f"Danh sách cơ quan, cơ sở của {commune.called} ngày {commune.looked.said}"
    return export(request, f"co-so-{commune.key}", "Cơ quan, cơ sở", HEADER, lines, source)
