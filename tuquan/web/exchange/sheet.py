"""The form as an Excel file: taken down filled in, worked on at one's own desk, brought back, looked at, taken."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tuquan.accounts.permissions import Permission
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.reporting.exchange import book, differences
from tuquan.reporting.exchange.differences import Differences
from tuquan.reporting.models import Submission
from tuquan.reporting.queries import place
from tuquan.vn.text import key as folded
from tuquan.web.access import acting, page
from tuquan.web.exchange.uploaded import whole
from tuquan.web.exports import XLSX
from tuquan.web.figures.pages import submission_page
from tuquan.web.figures.reach import submission_or_404


@page(Permission.ENTER_FIGURES, "GET", "POST")
def sheet(request: HttpRequest, key: int) -> HttpResponse:
    """The page with both ways; `?tai=xuong` is the file itself."""
    found = submission_or_404(request, key)
    if request.method == "POST":
        return _brought(request, found)
    return _file(found) if request.GET.get("tai") == "xuong" else _page(request, found)


def _file(found: Submission) -> HttpResponse:
    where = folded(place(found.unit_id, found.round.last_day)).replace(" ", "-")
    name = f"bieu-{where}-{found.round.window.file_name}"
    return HttpResponse(
        book.workbook(found),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'},
    )


def _page(request: HttpRequest, found: Submission, **more: Any) -> HttpResponse:
    return render(request, "web/exchange/sheet.html", submission_page(found, acting(request)) | more)


def _brought(request: HttpRequest, found: Submission) -> HttpResponse:
    upload = request.FILES.get("file")
    if upload is None:
        return _page(request, found, error="Chưa chọn tệp. Chọn tệp biểu đã điền rồi bấm lại.")
    try:
        seen = differences.compare(found, whole(upload), file_name=upload.name or "bieu.xlsx")
        if request.POST.get("act") == "take":
            return _take(request, found, seen)
    except PermissionRefused:
        raise
    except Refusal as refused:
        return _page(request, found, error=refused.message)
    if request.headers.get("HX-Request"):
        return render(request, "web/exchange/differences.html", {"seen": seen, "submission": found})
    return _page(request, found, seen=seen)


def _take(request: HttpRequest, found: Submission, seen: Differences) -> HttpResponse:
    """Write the ticked cells, each as its version was when it was shown."""
    shown = {name[8:]: value for name, value in request.POST.items() if name.startswith("version:")}
    ticked = set(request.POST.getlist("cell"))
    chosen = [one for one in seen.changes if one.indicator.code in ticked]
    if not chosen or any(shown.get(one.indicator.code) != str(one.version) for one in chosen):
        error = (
            "Số liệu vừa thay đổi từ lúc xem, chưa ghi ô nào. Xem lại các thay đổi dưới đây."
            if chosen
            else "Chưa chọn ô nào để ghi."
        )
        return _page(request, found, seen=seen, error=error)
    written = differences.take(
        by=acting(request).user,
        submission=found,
        changes=chosen,
        file_name=seen.file_name,
        token=request.POST.get("token", ""),
    )
    messages.success(request, f"Đã ghi {written} ô từ tệp “{seen.file_name}”.")
    return redirect("figures-submission", found.pk)
