"""The list of accounts in an administrator's area, and the names of organs on a day."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tuquan.accounts import queries as accounts
from tuquan.accounts.errors import OrganUnknown
from tuquan.accounts.models import Post, Role
from tuquan.accounts.permissions import Permission
from tuquan.vn.text import key as search_key
from tuquan.web.access import acting, page
from tuquan.web.admin.reach import manageable
from tuquan.web.exports import export

A_PAGE = 50
MANAGE = Permission.MANAGE_ACCOUNTS
STATES = [("", "còn dùng"), ("dong", "đã đóng"), ("tat-ca", "mọi tài khoản")]


@page(MANAGE)
def people(request: HttpRequest) -> HttpResponse:
    """The accounts of the area with their posts; `tim` and `trang-thai` filter, `xuat` exports."""
    text, state = request.GET.get("tim", "").strip()[:100], request.GET.get("trang-thai", "")
    rows = [
        row
        for row in _rows(request, state)
        if search_key(text) in search_key(" ".join([*row["said"], row["user"].username]))
    ]
    if request.GET.get("xuat"):
        lines = [
            [row["user"].full_name, row["user"].username, "; ".join(row["said"][1:]), row["state"]] for row in rows
        ]
        header = ["Họ và tên", "Tên đăng nhập", "Vị trí công tác", "Trạng thái"]
        return export(request, "tai-khoan", "Tài khoản", header, lines, "Sổ tài khoản")
    context = {
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "count": len(rows),
        "text": text,
        "state": state,
        "states": STATES,
        "chips": _chips(text, state),
    }
    return render(request, "web/admin/people.html", context)


def _rows(request: HttpRequest, state: str) -> list[dict[str, Any]]:
    day = acting(request).today
    users = manageable(acting(request).user)
    if state != "tat-ca":
        users = users.filter(is_active=state != "dong")
    held: dict[int, list[str]] = {}
    for post in Post.objects.on(day).filter(user__in=users):
        held.setdefault(post.user_id, []).append(
            f"{post.title}, {organ_words(post.organ_id, day)} ({Role(post.role).label})"
        )
    return [
        {
            "user": user,
            "posts": held.get(user.pk, []),
            "said": [user.full_name, *held.get(user.pk, [])],
            "state": "còn dùng" if user.is_active else "đã đóng",
        }
        for user in users
    ]


def _chips(text: str, state: str) -> list[dict[str, str]]:
    chips = [{"label": f"có chữ “{text}”", "remove_url": f"?{urlencode({'trang-thai': state})}"}] if text else []
    if state in ("dong", "tat-ca"):
        chips.append({"label": dict(STATES)[state], "remove_url": f"?{urlencode({'tim': text})}"})
    return chips


def organ_words(organ_id: int, day: date) -> str:
    """The organ's name on a day, or that it had ended."""
    try:
        return accounts.organ_name(organ_id, day).name
    except OrganUnknown:
        return "cơ quan đã kết thúc"
