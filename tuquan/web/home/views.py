"""Việc hôm nay: the first thing an officer sees; notices; where a search leads."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.ground import notices
from tuquan.ground.models import Notice
from tuquan.web.access import acting, page
from tuquan.web.home.batches import batch_tasks
from tuquan.web.home.glance import glance_for
from tuquan.web.home.tasks import today_for
from tuquan.web.home.workflow import workflow_tasks


@page(None)
def home(request: HttpRequest) -> HttpResponse:
    """Overdue, due this week, waiting for me, waiting for others; beside them the round and three numbers."""
    me = acting(request)
    if not accounts.may(me.user, Permission.VIEW_AREA) and accounts.may(me.user, Permission.MANAGE_ACCOUNTS):
        return redirect("admin")  # an administrator sees no figures: their work is there
    today = today_for(me)
    today.mine[:0] = batch_tasks(me) + workflow_tasks(me)
    context: dict[str, Any] = {"today": today, "glance": glance_for(request), "acting": me}
    return render(request, "web/home.html", context)


@page(None, "GET", "POST")
def notice_list(request: HttpRequest) -> HttpResponse:
    """What others did that concerns this person; POST marks them read."""
    user = acting(request).user
    assert user is not None
    if request.method == "POST":
        notices.mark_read(user_key=user.pk)
        return redirect("notices")
    rows = list(Notice.objects.filter(user_key=user.pk).order_by("-created_at", "-pk")[:100])
    return render(request, "web/notices.html", {"notices": rows, "unread": sum(row.read_at is None for row in rows)})


@page(None)
def open_notice(request: HttpRequest, key: int) -> HttpResponse:
    """Follow a notice to its page, and remember that it was read."""
    user = acting(request).user
    assert user is not None
    notice = Notice.objects.filter(user_key=user.pk, pk=key).first()
    if notice is None:
        return redirect("notices")
    notices.mark_read(user_key=user.pk, notice_keys=[key])
    return redirect(_address(notice.url))


# What a notice refers to, and the page that shows it: rooms below know no addresses.
PAGES = {
    "submission": "figures-submission",
    "figure": "figures-figure",
    "round": "figures-round",
    "forwarding": "figures-forwarding",
    "document": "reading-review",
    "paper": "papers-paper",
}


def _address(reference: str) -> str:
    kind, _, key_ = reference.partition(":")
    if kind == "calendar":
        return reverse("figures-calendar")
    return reverse(PAGES[kind], args=[int(key_)]) if kind in PAGES and key_.isdecimal() else reverse("notices")
