"""One facility: the schemes there, where it has been; rename, move, close."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.schemes.models import SchemeSite
from tuquan.units import queries
from tuquan.units.models import Facility, FacilityPlacement, FacilityType
from tuquan.units.places import facilities as register
from tuquan.vn.dates import show_date
from tuquan.web.access import acting, page, within
from tuquan.web.schemes.area import capital, place_choices
from tuquan.web.units.places import forms
from tuquan.web.units.places.acts import Act, asked, done
from tuquan.web.units.places.reach import around, commune_of
from tuquan.web.units.story import name_of


@dataclass(frozen=True)
class Stay:
    """A place or a scheme for a time; `until` is empty while it lasts."""

    key: int
    name: str
    since: str
    until: str
    href: str


@page(Permission.VIEW_AREA, "GET", "POST")
def facility(request: HttpRequest, key: int, facility_key: int) -> HttpResponse:
    """One facility that lies or lay in the commune; acts for who keeps its list."""
    writes = request.method == "POST"
    commune = commune_of(request, key, Permission.KEEP_HAMLETS if writes else Permission.VIEW_AREA)
    row = get_object_or_404(Facility, pk=facility_key)
    stays = list(FacilityPlacement.objects.filter(facility=row).order_by("begins_on"))
    if not any(queries.is_within(stay.unit_id, key, commune.looked.day) for stay in stays):
        raise Http404
    last = stays[-1]
    if writes:
        within(request, last.unit_id, Permission.KEEP_HAMLETS)
    kept = commune.keeps and row.ends_on is None and queries.is_within(last.unit_id, key, clock.today())
    acts = _acts(request, row) if kept else []
    if writes and done(request, acts):
        return redirect("units-facility", key, facility_key)
    schemes = _schemes(row)
    context: dict[str, Any] = {
        "facility": row,
        "lead": _lead(row, last),
        "schemes": schemes,
        "scheme_count": len(schemes),
        "stays": [_stay(stay) for stay in reversed(stays)],
        "acts": acts,
        "place_key": last.unit_id,
        **around(request, commune, "units-facilities", row.name),
    }
    return render(request, "web/units/facility.html", context, status=422 if writes else 200)


def _acts(request: HttpRequest, row: Facility) -> list[Act]:
    by, today = acting(request).user, clock.today()

    def rename(given: dict[str, Any]) -> str:
        after = register.rename_facility(by=by, facility=row, name=given["name"], type=FacilityType(given["type"]))
        return f"Đã ghi là {after.name}."

    def move(given: dict[str, Any]) -> str:
        within(request, int(given["unit_id"]), Permission.KEEP_HAMLETS)
        register.move_facility(by=by, facility=row, unit_id=int(given["unit_id"]), on=given["on"])
        return f"Từ {show_date(given['on'])}, {row.name} ở nơi mới. Nơi cũ vẫn còn trong lịch sử."

    def close(given: dict[str, Any]) -> str:
        register.close_facility(by=by, facility=row, on=given["on"], because=given["because"])
        return f"{row.name} không còn trong danh sách từ {show_date(given['on'])}."

    places = place_choices(acting(request), today)
    return [
        Act("doi-ten", "Đổi tên, đổi loại", "Ghi tên và loại",
            asked(request, "doi-ten", forms.RenameForm, {"name": row.name, "type": row.type}), rename),
        Act("chuyen", "Chuyển sang nơi khác", "Ghi nơi mới",
            asked(request, "chuyen", forms.MoveForm, {}, places=places), move,
            note="Mô hình đặt tại đây không tự chuyển theo; ghi ở trang của mô hình nếu cần."),
        Act("dong", "Không còn hoạt động", "Ghi không còn hoạt động",
            asked(request, "dong", forms.CloseForm, {}), close, danger=True,
            note="Cơ sở vẫn còn trong danh sách của những ngày trước."),
    ]  # fmt: skip


def _lead(row: Facility, last: FacilityPlacement) -> str:
    where = name_of(last.unit_id, last.begins_on if row.ends_on else clock.today())
    until = f"; không còn từ {show_date(row.ends_on)}" if row.ends_on else ""
    return f"{capital(str(FacilityType(row.type).label))}, ở {where}, có từ {show_date(row.begins_on)}{until}."


def _schemes(row: Facility) -> list[Stay]:
    sites = SchemeSite.objects.filter(facility=row).select_related("scheme").order_by("-begins_on", "pk")
    return [
        Stay(site.scheme_id, site.scheme.name, show_date(site.begins_on),
             show_date(site.ends_on) if site.ends_on else "", reverse("schemes-scheme", args=[site.scheme_id]))
        for site in sites
    ]  # fmt: skip


def _stay(row: FacilityPlacement) -> Stay:
    until = show_date(row.ends_on) if row.ends_on else ""
    href = f"{reverse('units-unit', args=[row.unit_id])}?ngay={row.begins_on.isoformat()}"
    return Stay(row.unit_id, capital(name_of(row.unit_id, row.begins_on)), show_date(row.begins_on), until, href)
