"""The list of acts, the page of a recorded change, the page of a reform, the act's file."""

from typing import Any
from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from tuquan.accounts.models import User
from tuquan.ground import clock, files
from tuquan.units.models import Change, Reform
from tuquan.vn.dates import show_date
from tuquan.web.access import acting, page
from tuquan.web.exports import export
from tuquan.web.schemes.area import capital
from tuquan.web.units.reforms import reach
from tuquan.web.units.reforms.drafted import drafted
from tuquan.web.units.reforms.listing import LOOKS, RECORDED, STATES, acts, asked_of
from tuquan.web.units.reforms.told import Named, Told, told
from tuquan.web.units.reforms.trail import trail
from tuquan.web.units.story import grade_words, name_of

A_PAGE = 50
A_TABLE = 150
HEADER = [
    "Việc thay đổi",
    "Số văn bản",
    "Ngày ký",
    "Cơ quan ban hành",
    "Hiệu lực từ",
    "Tình trạng",
    "Đơn vị thay đổi",
    "Đơn vị sau",
]
UNIT_HEADER = ["Đơn vị trước", "Thuộc", "Mã", "Phần", "Việc", "Đơn vị sau", "Thuộc", "Mã"]


@page(None)
def reforms(request: HttpRequest) -> HttpResponse:
    """Every act, filtered, sorted, counted, exported."""
    me, asked = acting(request), asked_of(request.GET)
    found = acts(me, asked)
    if request.GET.get("xuat"):
        return _export_list(request, found, asked.chips)
    paged = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    words = [("", capital(STATES[""])), *((k, LOOKS[v][0]) for k, v in STATES.items() if k)]
    context: dict[str, Any] = {
        "asked": asked,
        "page": paged,
        "count": len(found),
        "states": words,
        "drafts": bool(reach.scopes(me)),
        "export_query": _query(request, "page", "xuat"),
    }
    return render(request, "web/units/reforms.html", context)


@page(None)
def change(request: HttpRequest, key: int) -> HttpResponse:
    """A change recorded with the country's units (or by a reform: then its page)."""
    found = Change.objects.filter(pk=key).select_related("reform").first()
    if found is None:
        raise Http404
    reform = getattr(found, "reform", None)
    if reform is not None and not request.GET.get("xuat"):
        return redirect("units-reform", reform.pk)
    return _act_page(request, found, {"act": found, "look": LOOKS[RECORDED], "trail": trail(found.act_number)})


@page(None)
def reform(request: HttpRequest, key: int) -> HttpResponse:
    """A draft with everything that it would do; or what was done, and how it can be taken back."""
    found, me = reach.reform_or_404(request, key), acting(request)
    context = {"reform": found, "act": found, "look": LOOKS[found.state], "story": _story(found, me)}
    context |= {"trail": trail(found.act_number), "grade": grade_words(found.grade)}
    context["hamlets"] = reach.hamlet_list(me, found)
    context["place"] = name_of(found.scope_id, found.effective_on) if found.scope_id else ""
    if found.state == Reform.State.COMMITTED and found.change is not None:
        return _act_page(request, found.change, {**context, **drafted(found, me)})
    if request.GET.get("xuat"):
        raise Http404
    return render(request, "web/units/reform_draft.html", {**context, **drafted(found, me)})


@page(None)
def act_file(request: HttpRequest, key: int) -> HttpResponse:
    """The act's own file, to be downloaded and never shown inside the page."""
    found = reach.reform_or_404(request, key)
    if found.file is None:
        raise Http404
    name = quote(found.file.name)
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(files.load(found.file), content_type=found.file.media_type, headers=headers)


def _act_page(request: HttpRequest, change: Change, context: dict[str, Any]) -> HttpResponse:
    done = told(change)
    if request.GET.get("xuat"):
        return _export_units(request, change, done)
    paged = Paginator(done.rows, A_TABLE).get_page(request.GET.get("page"))
    more = {
        "told": done,
        "page": paged,
        "grade": grade_words(change.grade),
        "signed": signed(change),
        "export_query": _query(request, "page", "xuat"),
    }
    return render(request, "web/units/reform.html", {**more, **context})


def signed(act: Any) -> str:
    """ "1680/NQ-UBTVQH15 ngày 16/06/2025 của Ủy ban Thường vụ Quốc hội"."""
    day = f" ngày {show_date(act.act_date)}" if act.act_date else ""
    return f"{act.act_number}{day}{f' của {act.issuer}' if act.issuer else ''}"


def _story(reform: Reform, me: Any) -> list[str]:
    """Who drafted, carried out, undid, and when: for those inside the area only."""
    if not reach.inside(me, reform):
        return []
    keys = {reform.drafted_by_key, reform.committed_by_key, reform.undone_by_key} - {None}
    names = User.objects.in_bulk(keys)
    steps = (
        ("Soạn", reform.drafted_by_key, reform.drafted_at),
        ("Thực hiện", reform.committed_by_key, reform.committed_at),
        ("Hoàn tác", reform.undone_by_key, reform.undone_at),
    )
    return [
        f"{what}: {names[key].full_name if key in names else 'chương trình'}, {clock_words(at)}"
        for what, key, at in steps
        if at is not None
    ]


def clock_words(at: Any) -> str:
    """ "15/07/2025 lúc 16:05"."""
    return f"{timezone.localtime(at):%d/%m/%Y lúc %H:%M}"


def _export_list(request: HttpRequest, found: list[Any], chips: list[dict[str, str]]) -> HttpResponse:
    lines = [
        [
            act.title, act.number, show_date(act.act_date) if act.act_date else "", act.issuer, show_date(act.on),
            act.look[0], act.units, act.after,
        ]
        for act in found
    ]  # fmt: skip
    words = " · ".join(chip["label"] for chip in chips) or "tất cả"
    return export(
        request, f"sap-xep-{clock.today().isoformat()}", "Sắp xếp đơn vị", HEADER, lines, f"Sổ thay đổi đơn vị: {words}"
    )


def _export_units(request: HttpRequest, change: Change, done: Told) -> HttpResponse:
    nobody: list[Named | None] = [None]
    lines = [
        [*_cells(old), _part(old), row.what, *_cells(row.after)] for row in done.rows for old in (row.before or nobody)
    ]
    source = f"{signed(change)}; độ chắc: {grade_words(change.grade)}"
    return export(request, f"thay-doi-{change.pk}", change.title, UNIT_HEADER, lines, source)


def _cells(named: Named | None) -> list[str]:
    return [named.name, named.place, named.code] if named else ["", "", ""]


def _part(named: Named | None) -> str:
    if named is None:
        return ""
    return (named.share or "một phần") if named.part else "toàn bộ"


def _query(request: HttpRequest, *without: str) -> str:
    left = request.GET.copy()
    for name in without:
        left.pop(name, None)
    return str(left.urlencode())
