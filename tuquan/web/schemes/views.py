"""The list of schemes and the page of one."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.schemes.models import Block, Field, Scheme, SchemeKind
from tuquan.schemes.queries import SchemeRow, rows, search
from tuquan.vn.dates import show_date
from tuquan.web.access import acting, page
from tuquan.web.exports import export
from tuquan.web.schemes.area import capital, own_top, scheme_or_404
from tuquan.web.schemes.asked import STATE_WORDS, Asked, asked_of, unit_options
from tuquan.web.schemes.life import scheme_page
from tuquan.web.shell import shell

A_PAGE = 50
HEADER = [
    "Tên mô hình",
    "Loại mô hình",
    "Lĩnh vực",
    "Khối",
    "Đơn vị",
    "Nơi áp dụng",
    "Số điểm",
    "Có từ ngày",
    "Thanh loại từ ngày",
    "Tình trạng",
    "Đủ hồ sơ",
    "Thành viên ban điều hành",
    "Nhân rộng",
]


@page(Permission.VIEW_AREA)
def schemes(request: HttpRequest) -> HttpResponse:
    """The register as it stood on a day: filtered, searched, sorted, counted, exported."""
    asked = asked_of(request)
    found = search(asked.filter, asked.sort)
    if request.GET.get("xuat"):
        return _export(request, asked, rows(found, asked.filter.on))
    paged = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    me = acting(request)
    context: dict[str, Any] = {
        "asked": asked,
        "page": paged,
        "count": paged.paginator.count,
        "rows": rows(_of_page(found, paged), asked.filter.on),
        "title": f"Mô hình · {capital(asked.place)}" if asked.place else "Mô hình",
        "records": accounts.may(me.user, Permission.RECORD_SCHEME),
        "day_said": show_date(asked.filter.on) if asked.values["ngay"] else "",
        "export_query": _query(request, "page", "xuat"),
        **_options(own_top(me), asked),
    }
    if asked.values["ngay"]:
        label = f"Sổ mô hình tại ngày {show_date(asked.filter.on)}"
        context["shell"] = past_shell(request, label, _query(request, "page", "xuat", "ngay"))
    return render(request, "web/schemes/schemes.html", context)


@page(Permission.VIEW_AREA)
def scheme(request: HttpRequest, key: int) -> HttpResponse:
    """One scheme: what and where, its life, sites, family, the figures it feeds, what can be done."""
    found = scheme_or_404(request, key)
    return render(request, "web/schemes/scheme.html", scheme_page(found, acting(request)))


def past_shell(request: HttpRequest, label: str, today_query: str) -> dict[str, Any]:
    """The shell that says which day is looked at, with the way back to today."""
    return {**shell(request)["shell"], "day_label": label, "day_is_today": False, "day_today_url": f"?{today_query}"}


def _of_page(found: QuerySet[Scheme], paged: Page[Scheme]) -> QuerySet[Scheme]:
    first = (paged.number - 1) * A_PAGE
    return found[first : first + A_PAGE]


def _query(request: HttpRequest, *without: str) -> str:
    """The query of this address without some of its parts."""
    left = request.GET.copy()
    for name in without:
        left.pop(name, None)
    return str(left.urlencode())


def _options(top: int | None, asked: Asked) -> dict[str, Any]:
    places = unit_options(top, asked.filter.on)
    chosen = asked.values["noi"]
    if chosen and chosen not in dict(places):
        places.append((chosen, capital(asked.place)))
    return {
        "places": places,
        "kinds": [("", "Mọi loại"), *SchemeKind.objects.values_list("pk", "name")],
        "states": [(key, capital(words)) for key, words in STATE_WORDS.items()],
        "blocks": [("", "Mọi khối"), *((key, capital(label)) for key, label in Block.choices)],
        "fields": [("", "Mọi lĩnh vực"), *Field.choices],
    }


def _export(request: HttpRequest, asked: Asked, found: list[SchemeRow]) -> HttpResponse:
    words = " · ".join(chip["label"] for chip in asked.chips)
    lines = [
        [
            row.name,
            row.kind,
            row.field,
            row.block,
            capital(row.unit),
            row.place,
            row.sites,
            show_date(row.begins_on),
            show_date(row.ends_on) if row.ends_on else "",
            row.state_label,
            "có" if row.has_dossier else "chưa",
            row.board_size,
            "có" if row.is_copy else "",
        ]
        for row in found
    ]
    source = f"Sổ mô hình {asked.place}, mỗi mô hình theo nơi đứng ngày {show_date(asked.filter.on)}: {words}"
    return export(request, f"mo-hinh-{clock.today().isoformat()}", "Mô hình tự quản", HEADER, lines, source)
