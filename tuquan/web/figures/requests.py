"""A figure that was approved: the sender asks that it be reopened, the level above reopens it or says why not."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.reporting import actions
from tuquan.reporting.models import Figure, ReopenRequest, State
from tuquan.reporting.queries import keeper
from tuquan.web.access import acting, page, within
from tuquan.web.acting import Acting


def reopening_of(figure: Figure, acting: Acting) -> dict[str, Any]:
    """For the page of a figure: what was asked and answered, and whether this person may ask now."""
    asked = list(figure.reopen_requests.select_related("by", "answered_by").order_by("-id"))
    waits = any(row.state == ReopenRequest.State.WAITING for row in asked)
    locked = figure.submission.state == State.APPROVED and not figure.reopened_because
    at_work = keeper(figure.submission, clock.today())
    asks = locked and not waits and accounts.may(acting.user, Permission.PRESENT, organ_id=at_work)
    return {"reopen_requests": asked, "asks_reopen": asks and figure.submission.round.closed_on is None}


@page(Permission.PRESENT, "POST")
def ask(request: HttpRequest, key: int) -> HttpResponse:
    """Đề nghị mở lại số này, vì …"""
    found = get_object_or_404(Figure.objects.select_related("submission__round", "indicator"), pk=key)
    within(request, found.submission.unit_id)
    try:
        actions.ask_reopen(by=acting(request).user, figure=found, reason=request.POST.get("reason", ""))
        messages.success(request, "Đã đề nghị cấp trên mở lại số này.")
    except PermissionRefused:
        raise
    except Refusal as refused:
        messages.warning(request, refused.message)
    return redirect("figures-figure", key)


@page(Permission.APPROVE, "POST")
def decline(request: HttpRequest, key: int) -> HttpResponse:
    """Không mở lại, and why."""
    found = get_object_or_404(ReopenRequest.objects.select_related("figure__submission"), pk=key)
    within(request, found.figure.submission.unit_id)
    try:
        actions.decline_reopen(by=acting(request).user, request=found, answer=request.POST.get("answer", ""))
        messages.success(request, "Đã trả lời: không mở lại số này.")
    except PermissionRefused:
        raise
    except Refusal as refused:
        messages.warning(request, refused.message)
    return redirect("figures-figure", found.figure_id)
