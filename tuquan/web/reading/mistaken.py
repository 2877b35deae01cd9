"""Nhận nhầm: the report belongs elsewhere; asked for a reason, then nothing of it is taken."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tuquan.accounts.permissions import Permission
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.intake import actions
from tuquan.intake.queries import set_aside
from tuquan.reporting.queries import place
from tuquan.web.access import acting, page
from tuquan.web.reading.views import document_or_404

SET_ASIDE = "Đã ghi là nhận nhầm; không lấy số liệu nào từ báo cáo này."
TAKEN_BACK = "Đã lấy lại báo cáo; số liệu của nó lại chờ xác nhận."


@page(Permission.ENTER_FIGURES, "GET", "POST")
def mistaken(request: HttpRequest, key: int) -> HttpResponse:
    """Ask why; POST sets the report aside, or says which figures must be rejected first. Set aside: takes it back."""
    document = document_or_404(request, key)
    because = request.POST.get("because", "")
    refused: Refusal | None = None
    aside = set_aside(document)
    act = actions.take_back if aside else actions.wrongly_received
    if request.method == "POST":
        try:
            act(by=acting(request).user, document=document, because=because)
        except PermissionRefused:
            raise
        except Refusal as error:
            refused = error
        else:
            messages.success(request, TAKEN_BACK if aside else SET_ASIDE)
            return redirect("reading-review", document.pk)
    round_ = document.submission.round
    context = {
        "document": document,
        "place": place(document.submission.unit_id, round_.last_day),
        "round": round_,
        "refused": refused,
        "because": because,
        "aside": aside,
    }
    return render(request, "web/reading/mistaken.html", context, status=422 if refused else 200)
