"""Values of many units in one file: first what it would do and every fault, then all of it at once."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.reporting.exchange import giving
from tuquan.reporting.exchange.importing import take
from tuquan.reporting.exchange.trial import Trial, trial
from tuquan.reporting.models import ReportKind, Round
from tuquan.web.access import acting, page, within
from tuquan.web.exchange.uploaded import whole
from tuquan.web.figures.reach import number

MOST_SHOWN = 200


@page(Permission.VIEW_AREA, "GET", "POST")
def exchange(request: HttpRequest) -> HttpResponse:
    """Bring a file of values in (who enters figures), take the approved figures of a round out."""
    if request.method == "POST":
        accounts.require(acting(request).user, Permission.ENTER_FIGURES)
        return _brought(request)
    return _page(request)


@page(Permission.VIEW_AREA, "GET")
def give(request: HttpRequest, key: int) -> HttpResponse:
    """The approved figures of a round's units as a machine's csv: codes, ISO windows, points before decimals."""
    round_ = get_object_or_404(Round, pk=key)
    within(request, round_.scope_id)
    name = f"so-lieu-may-{round_.report_kind.code.replace('_', '-')}-{round_.window.file_name}.csv"
    return HttpResponse(
        giving.given(round_),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _page(request: HttpRequest, **more: Any) -> HttpResponse:
    user = acting(request).user
    context = {
        "kinds": [(kind.pk, kind.name) for kind in ReportKind.objects.order_by("pk")],
        "kind": request.POST.get("kind", ""),
        "rounds": [row for row in _rounds() if accounts.may(user, Permission.VIEW_AREA, unit_id=row.scope_id)][:60],
        "enters": accounts.may(user, Permission.ENTER_FIGURES),
        "most": MOST_SHOWN,
    }
    return render(request, "web/exchange/values.html", context | more)


def _rounds() -> QuerySet[Round]:
    return Round.objects.select_related("report_kind").order_by("-last_day", "-pk")[:300]


def _brought(request: HttpRequest) -> HttpResponse:
    upload, kind = request.FILES.get("file"), number(request.POST.get("kind"))
    if upload is None or kind is None:
        return _page(request, error="Chưa chọn loại báo cáo hoặc tệp. Chọn đủ rồi bấm lại.")
    asked: dict[str, Any] = {
        "by": acting(request).user,
        "report_kind": get_object_or_404(ReportKind, pk=kind),
        "data": whole(upload),
        "file_name": upload.name or "so-lieu.csv",
    }
    try:
        if request.POST.get("act") == "take":
            skips = request.POST.get("without") == "1"
            return _taken(request, take(**asked, state=request.POST.get("state", ""), without_faulty=skips))
        seen = trial(**asked)
    except PermissionRefused:
        raise
    except Refusal as refused:
        return _page(request, error=refused.message)
    if request.headers.get("HX-Request"):
        return render(request, "web/exchange/trial.html", {"seen": seen, "most": MOST_SHOWN})
    return _page(request, seen=seen)


def _taken(request: HttpRequest, done: Trial) -> HttpResponse:
    left = f" Bỏ lại {len(done.faults)} dòng có lỗi." if done.faults else ""
    messages.success(
        request, f"Đã nhập {len(done.entries)} số liệu của {done.submissions} biểu từ tệp “{done.file_name}”.{left}"
    )
    return redirect("figures-exchange")
