"""Switching a shared warning off and on again; ending a rule of the province's own."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from tuquan.accounts.permissions import Permission
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.reporting.actions import checking
from tuquan.vn.dates import DateError, parse_date
from tuquan.web.access import acting, page
from tuquan.web.checks.rows import Area, Row, area_of, row_of


@page(Permission.EDIT_CATALOGUE, "POST")
def off(request: HttpRequest, code: str) -> HttpResponse:
    """The province does without the warning from a day on."""

    def act(area: Area, row: Row, province: int) -> str:
        day = parse_date(request.POST.get("on", ""))
        because = request.POST.get("because", "")
        checking.switch_off(by=acting(request).user, unit_id=province, code=code, begins_on=day, because=because)
        return f"Đã tắt quy tắc « {row.rule.name} »."

    return _done(request, code, act)


@page(Permission.EDIT_CATALOGUE, "POST")
def on(request: HttpRequest, code: str) -> HttpResponse:
    """The warning is asked again from today on."""

    def act(area: Area, row: Row, province: int) -> str:
        checking.switch_on(by=acting(request).user, unit_id=province, code=code, on=area.day)
        return f"Đã bật lại quy tắc « {row.rule.name} »."

    return _done(request, code, act)


@page(Permission.EDIT_CATALOGUE, "POST")
def end(request: HttpRequest, code: str) -> HttpResponse:
    """A rule of the province's own stands no more from a day on."""

    def act(area: Area, row: Row, province: int) -> str:
        day = parse_date(request.POST.get("on", ""))
        because = request.POST.get("because", "")
        checking.end_rule(by=acting(request).user, rule=row.rule, ends_on=day, because=because)
        return f"Đã bỏ quy tắc « {row.rule.name} »."

    return _done(request, code, act)


def _done(request: HttpRequest, code: str, act: Callable[[Area, Row, int], str]) -> HttpResponse:
    area = area_of(acting(request))
    row = row_of(area, code)
    if row is None:
        raise Http404
    if area.province is None:
        raise PermissionRefused("Chỉ cấp tỉnh đặt, tắt quy tắc kiểm tra. Đề nghị Công an tỉnh làm giúp.")
    try:
        messages.success(request, act(area, row, area.province))
    except PermissionRefused:
        raise
    except DateError as refused:
        messages.error(request, str(refused))
    except Refusal as refused:
        messages.error(request, refused.message)
    return redirect("figures-checks-rule", code)
