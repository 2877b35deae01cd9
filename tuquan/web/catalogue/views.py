"""The list of the catalogue and the page of one line."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.reporting import access
from tuquan.reporting.actions.openings import may_open
from tuquan.reporting.adding_up import in_words
from tuquan.reporting.groups import GROUPS
from tuquan.reporting.models import Access, Indicator, IndicatorKind, LimitedOpening
from tuquan.reporting.queries.catalogue_lines import CatalogueLine, Wanted, asked_by, catalogue_lines, told
from tuquan.units import queries as units
from tuquan.units.models import Level
from tuquan.vn.dates import show_date
from tuquan.web.access import acting, page
from tuquan.web.catalogue.reach import Desk, line_or_404, path_to
from tuquan.web.exports import export
from tuquan.web.schemes.area import capital

A_PAGE = 40
HEADER = ["Mã", "Chỉ tiêu", "Đơn vị tính", "Kiểu số", "Nhóm", "Mức sử dụng", "Của", "Nội dung", "Cộng theo đơn vị",
          "Cộng theo thời gian", "Vì sao cộng khác thường", "Số biểu đang hỏi"]  # fmt: skip
WHOSE = [("", "Chung và riêng"), ("chung", "Dùng chung cả nước"), ("rieng", "Địa phương đặt thêm")]
ASKED = (("tim", "text"), ("nhom", "group"), ("kieu", "kind"), ("muc", "access"), ("cua", "whose"))
_NAMES = {
    "nhom": GROUPS, "kieu": dict(IndicatorKind.choices), "muc": dict(Access.choices), "cua": dict(WHOSE[1:]),
}  # fmt: skip


@page(Permission.VIEW_AREA)
def catalogue(request: HttpRequest) -> HttpResponse:
    """What is counted, what each line means, and how it adds up."""
    me, values = acting(request), _values(request)
    found = catalogue_lines(me.unit_id, me.today, Wanted(**{ours: values[name] for name, ours in ASKED}))
    if request.GET.get("xuat"):
        return _export(request, found)
    paged = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "values": values,
        "chips": _chips(request, values),
        "page": paged,
        "count": len(found),
        "desk": Desk(request),
        "groups": [("", "Mọi nhóm"), *GROUPS.items()],
        "kinds": [("", "Mọi kiểu số"), *((key, capital(str(label))) for key, label in IndicatorKind.choices)],
        "accesses": [("", "Mọi mức"), *((key, capital(str(label))) for key, label in Access.choices)],
        "whose": WHOSE,
        "export_query": _query(request, "page", "xuat"),
    }
    return render(request, "web/catalogue/lines.html", context)


@page(Permission.VIEW_AREA)
def line(request: HttpRequest, key: int) -> HttpResponse:
    """One line: its words, how it adds up, which forms ask it, its versions, and where a limited one is open."""
    found, me, desk = line_or_404(request, key), acting(request), Desk(request)
    (shown,) = told([found], me.today)
    versions = list(found.versions.order_by("-begins_on"))
    listed = _openings(request, found)
    context: dict[str, Any] = {
        "line": shown,
        "indicator": found,
        "desk": desk,
        "edits": desk.edits_line(found) and not shown.gone,
        "asked": [(row, Level(row.form.level).label, _owner(row.form.owner_id, me)) for row in _seen(found, me)],
        "versions": [(row, in_words(found.kind, row.over_units, row.over_time)) for row in versions],
        "path": path_to((capital(shown.said.name), "")),
        "limited": found.access == Access.LIMITED,
        "restricted": found.access == Access.RESTRICTED,
        "leave": access.leave(found, me.unit_id) if me.unit_id and found.access == Access.LIMITED else None,
        "openings": listed,
        "opens": bool(
            me.user
            and me.unit_id
            and found.access == Access.LIMITED
            and may_open(me.user, me.unit_id)
            and not any(one["closes"] and one["row"].area_id == me.unit_id for one in listed)
        ),
    }
    return render(request, "web/catalogue/line.html", context)


def _seen(found: Indicator, me: Any) -> list[Any]:
    rows = asked_by([found], me.today)[found.pk]
    return [row for row in rows if row.form.owner_id is None or _near(row.form.owner_id, me)]


def _near(owner_id: int, me: Any) -> bool:
    return bool(me.unit_id) and (
        units.is_within(me.unit_id, owner_id, me.today) or units.is_within(owner_id, me.unit_id, me.today)
    )


def _owner(owner_id: int | None, me: Any) -> str:
    named = units.versions({owner_id}, me.today) if owner_id is not None else {}
    return named[owner_id].full_name if owner_id in named else "dùng chung"


def _openings(request: HttpRequest, found: Indicator) -> list[dict[str, Any]]:
    """The openings of the line in the person's area and above, with what this person may do to each."""
    me = acting(request)
    rows = found.openings.select_related("proposed_by", "agreed_by", "closed_by") if me.unit_id else []
    return [_opening(row, me) for row in rows if _near(row.area_id, me)]


def _opening(row: LimitedOpening, me: Any) -> dict[str, Any]:
    over, waits = row.until <= me.today, row.agreed_by_id is None
    own = row.proposed_by_id == me.user.pk
    acts = not over and may_open(me.user, row.area_id)
    state = (
        ("Đã hết hạn" if row.closed_on is None else "Đã ngừng", "neutral") if over
        else ("Chờ người thứ hai đồng ý", "warning") if waits
        else ("Đang mở", "success") if row.begins_on <= me.today
        else ("Mở từ ngày sau", "accent")
    )  # fmt: skip
    return {
        "row": row, "label": state[0], "tone": state[1], "area": _owner(row.area_id, me),
        "agrees": acts and waits and not own, "own": waits and own and not over, "closes": acts,
    }  # fmt: skip


def _values(request: HttpRequest) -> dict[str, str]:
    values = {name: request.GET.get(name, "").strip()[:100] for name, _ in ASKED}
    return {name: value if name == "tim" or value in _NAMES[name] else "" for name, value in values.items()}


def _chips(request: HttpRequest, values: dict[str, str]) -> list[dict[str, str]]:
    return [
        {
            "label": f"có chữ “{value}”" if name == "tim" else str(_NAMES[name][value]).lower(),
            "remove_url": f"?{_query(request, name, 'page', 'xuat')}",
        }
        for name, value in values.items()
        if value
    ]


def _query(request: HttpRequest, *without: str) -> str:
    left = request.GET.copy()
    for name in without:
        left.pop(name, None)
    return str(left.urlencode())


def _export(request: HttpRequest, found: list[CatalogueLine]) -> HttpResponse:
    rows = [
        [
            row.indicator.code, row.said.name, row.said.measure, row.kind, row.group, row.access,
            row.owner or "dùng chung", row.said.definition, *row.ways, row.said.adding_because, row.asked,
        ]
        for row in found
    ]  # fmt: skip
    source = f"Danh mục chỉ tiêu tại ngày {show_date(acting(request).today)}"
    return export(request, f"chi-tieu-{clock.today().isoformat()}", "Danh mục chỉ tiêu", HEADER, rows, source)
