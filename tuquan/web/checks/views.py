"""The list of rules in plain words, and the page of one: who set it, when it is asked, tried on the last round."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tuquan.accounts.permissions import Permission
from tuquan.ground import audit
from tuquan.reporting.checks.packaged import packaged
from tuquan.reporting.checks.telling import example, sample
from tuquan.reporting.checks.trying import Trial, try_rule
from tuquan.reporting.models import CheckKind, CheckRule, CheckSwitch
from tuquan.vn.text import key
from tuquan.web.access import acting, page
from tuquan.web.checks.rows import Area, Row, area_of, may_edit, may_switch, names, row_of, rows
from tuquan.web.exports import export

A_PAGE = 40
HEADER = ["Quy tắc", "Nội dung", "Mức độ", "Ai đặt", "Xét ở", "Từ ngày", "Tình trạng", "Lý do tắt", "Căn cứ"]
FILTERS = {
    "muc": {"loi": "lỗi, phải sửa", "giai-trinh": "cần giải trình"},
    "ai": {"chung": "quy tắc chung", "rieng": "quy tắc riêng của tỉnh"},
    "tt": {"dung": "đang dùng", "tat": "đang tắt"},
}


@page(Permission.VIEW_AREA)
def checks(request: HttpRequest) -> HttpResponse:
    """All rules of the area, filtered by words, severity, owner and state; exported as seen."""
    area = area_of(acting(request))
    values = _values(request)
    found = [row for row in rows(area) if _fits(row, values)]
    if request.GET.get("xuat"):
        return _export(request, found)
    context: dict[str, Any] = {
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "count": len(found),
        "values": values,
        "chips": _chips(values),
        "options": {name: [("", "Mọi"), *((k, v.capitalize()) for k, v in o.items())] for name, o in FILTERS.items()},
        "edits": area.province is not None,
        "query": urlencode({name: value for name, value in values.items() if value}),
    }
    return render(request, "web/checks/checks.html", context)


@page(Permission.VIEW_AREA)
def rule(request: HttpRequest, code: str) -> HttpResponse:
    """One rule; with `?thu=1`, which units the last round's figures would have had asked."""
    area = area_of(acting(request))
    row = row_of(area, code)
    if row is None:
        raise Http404
    context: dict[str, Any] = {
        "row": row,
        "sample": sample_of(row.rule),
        "quoted": row.rule.kind != CheckKind.RELATION,
        "trial": _trial(request, area, row),
        "edits": may_edit(area, row),
        "switches": may_switch(area, row),
        "was_off": _was_off(area, row),
        "versions": CheckRule.objects.filter(code=code, owner__isnull=False).order_by("-begins_on"),
        "history": audit.of_subject("check", code).order_by("-id")[:20] if area.edited else [],
        "today": area.day,
        "path": [{"label": "Quy tắc kiểm tra", "url": "/so-lieu/kiem-tra/"}, {"label": row.rule.name}],
    }
    return render(request, "web/checks/rule.html", context)


def sample_of(rule_: CheckRule) -> str:
    """The question as it reads: with a packaged rule's own failing example, else with made-up numbers."""
    if rule_.kind != CheckKind.RELATION:
        return ""
    shared = {item.rule.code: item for item in packaged()} if rule_.owner_id is None else {}
    facts = example(shared[rule_.code].fails) if rule_.code in shared else None
    return sample(rule_, names(), facts)


def _trial(request: HttpRequest, area: Area, row: Row) -> Trial | None:
    unit = acting(request).unit_id
    return try_rule(row.rule, top_id=unit, day=area.day) if request.GET.get("thu") and unit else None


def _was_off(area: Area, row: Row) -> list[CheckSwitch]:
    mine = CheckSwitch.objects.filter(unit__in=area.upward, rule_code=row.rule.code)
    return list(mine.select_related("set_by").order_by("-begins_on"))


def _values(request: HttpRequest) -> dict[str, str]:
    values = {name: request.GET.get(name, "") for name in FILTERS}
    values = {name: value if value in FILTERS[name] else "" for name, value in values.items()}
    return {**values, "tim": " ".join(request.GET.get("tim", "")[:120].split())}


def _fits(row: Row, values: dict[str, str]) -> bool:
    return (
        key(values["tim"]) in row.search_key
        and values["muc"] in ("", "loi" if row.blocks else "giai-trinh")
        and values["ai"] in ("", "chung" if row.rule.owner_id is None else "rieng")
        and values["tt"] in ("", "tat" if row.off else "dung")
    )


def _chips(values: dict[str, str]) -> list[dict[str, str]]:
    chips = []
    for name, value in values.items():
        if value:
            rest = urlencode({other: kept for other, kept in values.items() if kept and other != name})
            label = f"có chữ “{value}”" if name == "tim" else FILTERS[name][value]
            chips.append({"label": label, "remove_url": f"?{rest}"})
    return chips


def _export(request: HttpRequest, found: list[Row]) -> HttpResponse:
    lines = [
        [
            row.rule.name, row.said, row.severity, row.whose, row.of_whom, row.since, row.state,
            row.off.because if row.off else "", row.rule.basis,
        ]
        for row in found
    ]  # fmt: skip
    return export(request, "quy-tac-kiem-tra", "Quy tắc kiểm tra số liệu", HEADER, lines, "Quy tắc kiểm tra")
