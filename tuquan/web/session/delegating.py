"""Ủy quyền: a head lets another post of the organ sign in their place, from the account page."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from tuquan.accounts import actions
from tuquan.accounts.models import Delegated, Delegation, Post, Role
from tuquan.accounts.permissions import Permission
from tuquan.accounts.roles import PERMISSIONS
from tuquan.ground import clock
from tuquan.ground.errors import Refusal
from tuquan.web.access import acting, page
from tuquan.web.acting import Acting

_NEVER = (Role.INSPECTOR, Role.ADMINISTRATOR)


def delegation_page(acting: Acting) -> dict[str, Any]:
    """Context of the section: what may be given, to whom, what stands and what was received."""
    post = acting.post
    if post is None or acting.user is None:
        return {"may_give": []}
    day = clock.today()
    gives = [(value.value, value.label) for value in Delegated if Permission(value) in PERMISSIONS[Role(post.role)]]
    others = Post.objects.on(day).filter(organ=post.organ_id, user__is_active=True).exclude(user=acting.user)
    standing = Delegation.objects.filter(withdrawn=False, ends_on__gt=day).select_related(
        "giver__user", "receiver__user"
    )
    return {
        "may_give": gives if Permission.SUBMIT in PERMISSIONS[Role(post.role)] else [],
        "receivers": [("", "Chọn người nhận ủy quyền"), *_people(others)],
        "given": list(standing.filter(giver__user=acting.user)),
        "received": list(standing.filter(receiver__user=acting.user)),
    }


def _people(posts: Iterable[Post]) -> list[tuple[str, str]]:
    fit = [post for post in posts if post.role not in _NEVER]
    return [(str(post.pk), f"{post.user.full_name}, {post.title}") for post in fit]


@page(Permission.SUBMIT, "POST")
def delegate(request: HttpRequest) -> HttpResponse:
    """Give, under the acting post; refused in a sentence."""
    me = acting(request)
    assert me.post is not None
    receiver = get_object_or_404(Post.objects.select_related("user"), pk=_key(request), organ=me.post.organ_id)
    try:
        actions.delegate(
            by=me.user,
            giver=me.post,
            receiver=receiver,
            permissions=[Delegated(v) for v in request.POST.getlist("permission") if v in Delegated.values],
            decision_number=request.POST.get("decision_number", ""),
            decision_on=_day(request, "decision_on"),
            first=_day(request, "first"),
            last=_day(request, "last"),
        )
        messages.success(request, f"Đã ghi ủy quyền cho {receiver.user.full_name}.")
    except Refusal as refused:
        messages.warning(request, refused.message)
    return redirect("account")


@page(Permission.SUBMIT, "POST")
def call_back(request: HttpRequest, key: int) -> HttpResponse:
    """Thu hồi one's own."""
    found = get_object_or_404(Delegation, pk=key, giver__user=acting(request).user)
    try:
        actions.call_back(by=acting(request).user, delegation=found)
        messages.success(request, "Đã thu hồi ủy quyền; hết hiệu lực từ ngày mai.")
    except Refusal as refused:
        messages.warning(request, refused.message)
    return redirect("account")


class DayUnreadable(Refusal):
    code = "day_unreadable"


def _day(request: HttpRequest, name: str) -> date:
    text = request.POST.get(name, "")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DayUnreadable("Thiếu ngày hoặc ngày không đúng. Chọn ngày văn bản, từ ngày và đến hết ngày.") from None


def _key(request: HttpRequest) -> int:
    text = request.POST.get("receiver", "")
    return int(text) if text.isdecimal() and len(text) < 18 else 0
