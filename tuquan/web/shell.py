"""What stands around every page: office and post, rooms, what waits, the day, the demonstration."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from tuquan import __version__
from tuquan.accounts import queries as accounts
from tuquan.accounts.errors import OrganUnknown
from tuquan.accounts.models import Post, Role
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock, notices
from tuquan.ground.models import FixedDay
from tuquan.vn.dates import show_date
from tuquan.web.acting import Acting, day_of
from tuquan.web.figures.tabs import tabs

ROOMS = (
    ("home", "Việc hôm nay", "inbox-stack", Permission.VIEW_AREA),
    ("schemes", "Mô hình", "user-group", Permission.VIEW_AREA),
    ("figures", "Số liệu", "chart-bar", Permission.VIEW_AREA),
    ("papers", "Văn bản", "document-text", Permission.VIEW_AREA),
    ("units", "Đơn vị", "map", Permission.VIEW_AREA),
)
# The units again, for who changes them and has no rooms of figures: an administrator.
MORE_ROOMS = (
    ("units", "Đơn vị", "map", Permission.MANAGE_ACCOUNTS),
    ("units-reforms", "Sắp xếp đơn vị", "arrows-right-left", Permission.DRAFT_CHANGE),
    ("audit", "Dấu vết", "clock", Permission.VIEW_AUDIT),
    ("admin", "Tài khoản", "users", Permission.MANAGE_ACCOUNTS),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell` as design/base.html documents it."""
    # Asked only where it is drawn: a part of a page that a script fetches has no shell.
    return {"shell": SimpleLazyObject(lambda: _around(request))}


def _around(request: HttpRequest) -> dict[str, Any]:
    acting: Acting = getattr(request, "acting", Acting())
    around: dict[str, Any] = {
        "version": __version__,
        "source_url": "",
        "demonstration": FixedDay.objects.exists(),
        "printed_at": f"{timezone.localtime():%d/%m/%Y %H:%M}",
    }
    return around | _person(request, acting) if acting.user else around


def _person(request: HttpRequest, acting: Acting) -> dict[str, Any]:
    assert acting.user is not None
    return {
        "office": acting.organ.name if acting.organ else "Chưa có vị trí công tác",
        "post_title": Role(acting.post.role).label if acting.post else "",
        "posts": [_post(post, acting) for post in acting.posts],
        "search_query": request.GET.get("q", ""),
        "waiting": notices.unread(acting.user.pk).count(),
        "waiting_url": reverse("notices"),
        "rooms": _rooms(request, acting, ROOMS),
        "more_rooms": _rooms(request, acting, MORE_ROOMS),
        "tabs": tabs(request, acting),
        "user_name": acting.user.full_name,
        "day_label": f"Ngày làm việc của dữ liệu minh họa: {show_date(acting.day)}" if acting.day else "",
        "day_is_today": acting.day is None,
    }


def _post(post: Post, acting: Acting) -> dict[str, Any]:
    # Each post is named on its own day: in a demonstration two posts may stand years apart.
    on = day_of(post) or clock.today()
    return {
        "label": f"{_organ(post.organ_id, on)} · {post.title}",
        "value": post.pk,
        "current": acting.post is not None and post.pk == acting.post.pk,
    }


def _organ(organ_id: int, on: date) -> str:
    try:
        return accounts.organ_name(organ_id, on).name
    except OrganUnknown:
        return "Cơ quan chưa có tên"


def _rooms(
    request: HttpRequest, acting: Acting, rooms: tuple[tuple[str, str, str, Permission], ...]
) -> list[dict[str, Any]]:
    match = getattr(request, "resolver_match", None)
    here = (match.url_name or "").partition("-")[0] if match else ""
    return [
        {"label": label, "url": url, "icon": icon, "current": here == name}
        for name, label, icon, permission in rooms
        if (url := _address(name)) and accounts.may(acting.user, permission)
    ]


def _address(name: str) -> str:
    """The rail shows only rooms that exist."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
