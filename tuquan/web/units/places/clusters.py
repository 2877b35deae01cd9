"""Groups by sheet (which unit in which cluster), looked at first; and former districts as groups of today's units."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.sheets import SheetError
from tuquan.units import queries
from tuquan.units.models import GroupType, Level, Unit
from tuquan.units.places import cluster_sheet, former
from tuquan.units.places.cluster_sheet import Preview
from tuquan.web.access import acting, page
from tuquan.web.schemes.area import capital, tops
from tuquan.web.units.places.forms import ClustersForm
from tuquan.web.units.places.group_reach import scopes
from tuquan.web.units.places.groups import path_to
from tuquan.web.units.places.sent import LIMIT, Sent, sent


@page(Permission.DRAFT_CHANGE, "GET", "POST")
def from_sheet(request: HttpRequest) -> HttpResponse:
    """Paste or choose a file, look, take. Nothing is written on any fault."""
    me = acting(request)
    form = ClustersForm(request.POST or None, scopes=scopes(me), initial={"on": clock.today()})
    if request.method != "POST" or not form.is_valid():
        return _shown(request, form)
    scope_id = int(form.cleaned_data["scope_id"])
    accounts.require(me.user, Permission.DRAFT_CHANGE, unit_id=scope_id)
    asked = {"scope_id": scope_id, "day": form.cleaned_data["on"], "type": GroupType(form.cleaned_data["type"])}
    try:
        given = sent(request)
        if request.POST.get("viec") == "ghi":
            joined = cluster_sheet.take(by=me.user, tables=given.tables, source=form.cleaned_data["source"], **asked)
            messages.success(request, f"Đã ghi các nhóm từ bảng; {joined} đơn vị vào nhóm.")
            return redirect("units-groups")
        preview = cluster_sheet.preview(tables=given.tables, **asked)
    except PermissionRefused:
        raise
    except SheetError as refused:
        return _shown(request, form, refused=refused.message)
    except Refusal as refused:
        return _shown(request, form, refused=refused.message)
    return _shown(request, form, given=given, preview=preview)


@page(Permission.DRAFT_CHANGE, "GET", "POST")
def former_districts(request: HttpRequest) -> HttpResponse:
    """Lập nhóm huyện cũ: what each former district of a province became, to be kept as groups."""
    me, today = acting(request), clock.today()
    keys = tops(me, Permission.DRAFT_CHANGE)
    provinces = set(Unit.objects.filter(pk__in=keys, level=Level.PROVINCE).values_list("pk", flat=True))
    refused = ""
    if request.method == "POST":
        try:
            return _founded(request, provinces)
        except PermissionRefused:
            raise
        except Refusal as wrong:
            refused = wrong.message
    drafts = [(key, former.former_districts(key, today)) for key in sorted(provinces)]
    names = queries.versions(provinces, today)
    context: dict[str, Any] = {
        "provinces": [(key, capital(names[key].full_name), rows) for key, rows in drafts if key in names],
        "count": sum(len(rows) for _, rows in drafts),
        "refused": refused,
        "path": path_to("Huyện cũ"),
    }
    return render(request, "web/units/group_former.html", context, status=422 if refused else 200)


def _founded(request: HttpRequest, provinces: set[int]) -> HttpResponse:
    text = request.POST.get("tinh", "")
    province = int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
    accounts.require(acting(request).user, Permission.DRAFT_CHANGE, unit_id=province)
    chosen = [int(key) for key in request.POST.getlist("huyen") if key.isascii() and key.isdecimal() and len(key) < 19]
    if province not in provinces or not chosen:
        raise Refusal("Chưa đánh dấu huyện cũ nào. Đánh dấu ít nhất một huyện rồi bấm lại.")
    made = former.found_former(by=acting(request).user, province_id=province, on=clock.today(), keys=chosen)
    messages.success(request, f"Đã lập {len(made)} nhóm huyện cũ.")
    return redirect("units-groups")


def _shown(
    request: HttpRequest,
    form: ClustersForm,
    *,
    given: Sent | None = None,
    preview: Preview | None = None,
    refused: str = "",
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "given": given,
        "pasted": given.text if given else request.POST.get("dan", ""),
        "preview": preview,
        "refused": refused,
        "limit": LIMIT,
        "path": path_to("Nhập từ Excel"),
    }
    wrong = bool(refused or form.errors or (preview and preview.faults))
    return render(request, "web/units/groups_sheet.html", context, status=422 if wrong else 200)
