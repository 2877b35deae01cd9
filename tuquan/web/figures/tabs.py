"""The parts of Số liệu, as tabs above its pages; a part stands here once it has an address."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.web.acting import Acting

# url name (also the beginning of the names of its pages), what it is called, who may open it
TABS = (
    ("figures", "Kỳ báo cáo", Permission.VIEW_AREA),
    ("figures-analysis", "Phân tích", Permission.VIEW_AREA),
    ("figures-league", "Đúng hạn, đầy đủ", Permission.VIEW_AREA),
    ("figures-calendar", "Lịch báo cáo", Permission.VIEW_AREA),
    ("figures-catalogue", "Chỉ tiêu, biểu", Permission.VIEW_AREA),
    ("figures-checks", "Quy tắc kiểm tra", Permission.VIEW_AREA),
    ("figures-exchange", "Nhập, xuất số liệu", Permission.VIEW_AREA),
)


def tabs(request: HttpRequest, acting: Acting) -> list[dict[str, Any]]:
    """The tabs this person sees on a page of figures; none elsewhere, and none where there is only one."""
    match = getattr(request, "resolver_match", None)
    name = (match.url_name or "") if match else ""
    if name.partition("-")[0] != "figures":
        return []
    here = max((part for part, _, _ in TABS if name == part or name.startswith(f"{part}-")), key=len)
    shown = [
        {"label": label, "url": url, "current": part == here}
        for part, label, permission in TABS
        if (url := _address(part)) and accounts.may(acting.user, permission)
    ]
    return shown if len(shown) > 1 else []


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
