"""Questions kept under a name: saved from the page, listed, renamed, shared with the office, thrown away."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.reporting.analysis.saved import change_view, drop_view, save_view, views_of
from tuquan.reporting.models import SavedView
from tuquan.web.access import acting, page
from tuquan.web.analysis.address import read


@page(Permission.VIEW_AREA)
def listing(request: HttpRequest) -> HttpResponse:
    """One's own and those that the office shares."""
    user, organ_id = _who(request)
    rows = views_of(user, organ_id)
    return render(request, "web/analysis/saved.html", {"rows": rows, "me": user})


@page(Permission.VIEW_AREA, "POST")
def save(request: HttpRequest) -> HttpResponse:
    """Keep the question of the address in the form; only what is understood of it is kept."""
    user, organ_id = _who(request)
    asked = read(QueryDict(request.POST.get("dia-chi", "")[:4000]))
    address = asked.query(job=None)
    try:
        view = save_view(
            by=user,
            organ_id=organ_id,
            name=request.POST.get("ten", ""),
            address=address,
            shared=bool(request.POST.get("chung")),
        )
    except PermissionRefused:
        raise
    except Refusal as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, f"Đã lưu bảng « {view.name} ».")
    return redirect(f"{reverse('figures-analysis')}?{address}")


@page(Permission.VIEW_AREA, "POST")
def change(request: HttpRequest, key: int) -> HttpResponse:
    """Rename, share, or throw away."""
    user, organ_id = _who(request)
    view = get_object_or_404(views_of(user, organ_id), pk=key)
    try:
        said = _change(user, view, request.POST)
    except PermissionRefused:
        raise
    except Refusal as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, said)
    return redirect("figures-analysis-saved")


def _change(user: User, view: SavedView, data: Any) -> str:
    if data.get("bo"):
        drop_view(by=user, view=view)
        return f"Đã bỏ bảng « {view.name} »."
    changed = change_view(by=user, view=view, name=data.get("ten", ""), shared=bool(data.get("chung")))
    return f"Đã sửa bảng « {changed.name} »."


def _who(request: HttpRequest) -> tuple[User, int]:
    me = acting(request)
    if me.user is None or me.post is None:
        raise Http404
    return me.user, me.post.organ_id
