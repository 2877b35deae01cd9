"""One hamlet: its numbers by date, a new name by decision, a slip of the pen put right."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.units.models import UnitSize, UnitType, UnitVersion
from tuquan.units.places import hamlets as register
from tuquan.units.places import sizes
from tuquan.vn.dates import show_date
from tuquan.web.access import acting, page
from tuquan.web.schemes.area import capital
from tuquan.web.units.places import forms
from tuquan.web.units.places.acts import Act, accepted, asked, done
from tuquan.web.units.places.reach import Commune, around, commune_of


@page(Permission.VIEW_AREA, "GET", "POST")
def hamlet(request: HttpRequest, key: int, hamlet_key: int) -> HttpResponse:
    """The numbers and names of one hamlet of the commune; acts for who keeps the list."""
    writes = request.method == "POST"
    commune = commune_of(request, key, Permission.KEEP_HAMLETS if writes else Permission.VIEW_AREA)
    version = _version(commune, hamlet_key)
    acts = _acts(request, version) if commune.keeps and version.alive_on(clock.today()) else []
    if writes and done(request, acts):
        return redirect("units-hamlet", key, hamlet_key)
    counted = list(UnitSize.objects.filter(unit_id=hamlet_key).order_by("-on"))
    context: dict[str, Any] = {
        "name": capital(version.full_name),
        "hamlet": version,
        "acts": acts,
        "sizes": counted,
        "size_count": len(counted),
        "rearrange": f"{reverse('units-hamlets-rearrange', args=[key])}?thon={hamlet_key}&viec=chia",
        **around(request, commune, "units-hamlets", capital(version.full_name)),
    }
    return render(request, "web/units/hamlet.html", context, status=422 if writes else 200)


def _version(commune: Commune, key: int) -> UnitVersion:
    """The hamlet on the day, else the last that lay in the commune; 404 for what never did."""
    rows = UnitVersion.objects.filter(unit_id=key, parent_id=commune.key).order_by("-begins_on")
    before = (row for row in rows if row.begins_on <= commune.looked.day)
    found: UnitVersion | None = next(before, None) or rows.last()
    if found is None:
        raise Http404
    return found


def _acts(request: HttpRequest, row: UnitVersion) -> list[Act]:
    by, today, key = acting(request).user, clock.today(), row.unit_id

    def count(given: dict[str, Any]) -> str:
        sizes.record_size(by=by, unit_id=key, **given)
        return f"Đã ghi số liệu tính đến {show_date(given['on'])}. Số của những ngày trước vẫn còn."

    def rename(given: dict[str, Any]) -> str:
        after = register.rename_hamlet(by=by, unit_id=key, accept_similar=accepted(request), **given)
        return f"Từ {show_date(given['on'])}, {row.full_name} là {after.full_name}."

    def retype(given: dict[str, Any]) -> str:
        after = register.retype_hamlet(
            by=by, unit_id=key, type=UnitType(given["type"]), on=given["on"], source=given["source"]
        )
        return f"Từ {show_date(given['on'])}, {row.full_name} là {after.full_name}."

    def correct(given: dict[str, Any]) -> str:
        after = register.correct_name(by=by, unit_id=key, on=today, accept_similar=accepted(request), **given)
        return f"Đã sửa: viết đúng là {after.full_name}."

    return [
        Act("so-ho", "Số hộ, nhân khẩu", "Ghi số liệu", asked(request, "so-ho", forms.SizeForm, {"on": today}), count,
            note="Một ngày khác là một lần đếm mới; số cũ vẫn còn. Ghi lại đúng ngày cũ là sửa số của ngày ấy."),
        Act("doi-ten", "Đổi tên theo quyết định", "Ghi tên mới", asked(request, "doi-ten", forms.NewNameForm, {}),
            rename, note="Tên cũ vẫn đúng cho những ngày trước."),
        Act("doi-loai", "Đổi loại theo quyết định", "Ghi loại mới",
            asked(request, "doi-loai", forms.NewTypeForm, {"type": row.type}), retype,
            note="Ví dụ thôn thành tổ dân phố khi xã thành phường."),
        Act("sua-loi", "Sửa tên ghi sai", "Sửa tên ghi sai",
            asked(request, "sua-loi", forms.CorrectionForm, {"name": row.name}), correct,
            note="Chỉ dùng khi gõ nhầm: tên được sửa cả cho những ngày trước."),
    ]  # fmt: skip
