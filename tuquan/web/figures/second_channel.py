"""Biểu gửi để biết: what the second channel shows the acting organ, and its answer; no figure changes here."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.reporting import sentences
from tuquan.reporting.actions import forwarding as acts
from tuquan.reporting.models import Forwarding
from tuquan.reporting.queries import place
from tuquan.reporting.queries.forwarded import compared
from tuquan.web.access import acting, page

State = Forwarding.State


@page(Permission.VIEW_AREA)
def listed(request: HttpRequest) -> HttpResponse:
    """Everything that was sent to the acting organ to know of, the newest first."""
    me = acting(request)
    organ_id = me.post.organ_id if me.post else 0
    rows = Forwarding.objects.filter(to_organ=organ_id).select_related("submission__round").defer("content")[:200]
    told = [(row, sentences.organ(row.submission)) for row in rows]
    return render(request, "web/figures/forwardings.html", {"rows": told})


@page(Permission.VIEW_AREA, "GET", "POST")
def one(request: HttpRequest, key: int) -> HttpResponse:
    """One sending as it was sent, what is another now, and the answer."""
    found = get_object_or_404(Forwarding.objects.select_related("submission__round__report_kind"), pk=key)
    user = acting(request).user
    if not accounts.may(user, Permission.VIEW_AREA, organ_id=found.to_organ_id):
        raise Http404
    if request.method == "POST":
        return _answer(request, found)
    found = acts.see(by=user, forwarding=found)
    context = {
        "forwarding": found,
        "round": found.submission.round,
        "sender": sentences.organ(found.submission),
        "place": place(found.submission.unit_id, found.submission.round.last_day),
        "compared": compared(found),
        "answers": found.state in (State.SENT, State.SEEN)
        and accounts.may(user, Permission.PRESENT, organ_id=found.to_organ_id),
    }
    return render(request, "web/figures/forwarding.html", context)


def _answer(request: HttpRequest, found: Forwarding) -> HttpResponse:
    user, text = acting(request).user, request.POST.get("remark", "")
    try:
        if request.POST.get("act") == "remark":
            acts.remark(by=user, forwarding=found, text=text)
            messages.success(request, "Đã gửi ý kiến cho đơn vị và cơ quan duyệt.")
        else:
            acts.acknowledge(by=user, forwarding=found)
            messages.success(request, "Đã xác nhận là đã nhận.")
    except PermissionRefused:
        raise
    except Refusal as refused:
        messages.warning(request, refused.message)
    return redirect("figures-forwarding", found.pk)
