"""Kênh báo cáo: which organ is also shown the figures of which, from a day."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from tuquan.accounts.models import OrganKind
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.reporting.actions import channeling
from tuquan.reporting.models import Channel, ChannelRule, ReportKind
from tuquan.web.access import acting, page


@page(Permission.MANAGE_ACCOUNTS, "GET", "POST")
def channels(request: HttpRequest) -> HttpResponse:
    """The rules, newest first; POST sets one or ends one."""
    if request.method == "POST":
        return _act(request)
    rules = ChannelRule.objects.select_related("report_kind")
    reports = [(str(row.pk), row.name) for row in ReportKind.objects.order_by("name")]
    context = {
        "rules": [(rule, channeling.said(rule)) for rule in rules],
        "kinds": OrganKind.choices,
        "channels": Channel.choices,
        "reports": [("", "mọi loại báo cáo"), *reports],
        "today": clock.today().isoformat(),
    }
    return render(request, "web/admin/channels.html", context)


def _act(request: HttpRequest) -> HttpResponse:
    try:
        if request.POST.get("act") == "end":
            rule = get_object_or_404(ChannelRule, pk=_key(request, "rule"))
            channeling.end_channel(by=acting(request).user, rule=rule, on=_day(request))
            messages.success(request, "Đã thôi quy định này.")
        else:
            _set(request)
            messages.success(request, "Đã đặt quy định kênh báo cáo.")
    except PermissionRefused:
        raise
    except Refusal as refused:
        messages.warning(request, refused.message)
    return redirect("admin-channels")


def _set(request: HttpRequest) -> None:
    said = request.POST
    if said.get("from_kind") not in OrganKind.values or said.get("to_kind") not in OrganKind.values:
        raise Http404
    report = said.get("report_kind", "")
    channeling.set_channel(
        by=acting(request).user,
        report_kind=get_object_or_404(ReportKind, pk=_key(request, "report_kind")) if report else None,
        from_kind=OrganKind(said["from_kind"]),
        to_kind=OrganKind(said["to_kind"]),
        channel=Channel.MAIN if said.get("channel") == Channel.MAIN else Channel.SECOND,
        basis=said.get("basis", ""),
        on=_day(request),
    )


class DayUnreadable(Refusal):
    code = "day_unreadable"


def _day(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(request.POST.get("on", ""))
    except ValueError:
        raise DayUnreadable("Thiếu ngày hoặc ngày không đúng. Chọn lại ngày.") from None


def _key(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 18 else 0
