"""Văn bản: the reports of the area, and the rounds whose report can be written now."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.papers import queries
from tuquan.papers.models import Paper
from tuquan.papers.outline import written_kinds
from tuquan.reporting.models import Round
from tuquan.reporting.queries import place
from tuquan.vn.dates import show_date
from tuquan.vn.text import key as search_key
from tuquan.web.access import acting, page
from tuquan.web.acting import Acting
from tuquan.web.exports import export
from tuquan.web.papers.reach import visible

A_PAGE = 30
OFFERED = 6
SORTS = {"round": "round__last_day", "state": "state", "number": "number", "unit": "unit"}
STATES = [("", "mọi trạng thái"), *[(state.value, state.label) for state in Paper.State]]


@dataclass(frozen=True)
class Row:
    """A paper as a line of the list."""

    paper: Paper
    organ: str
    place: str

    @property
    def number(self) -> str:
        return f"{self.paper.number:02d}/{self.paper.year}" if self.paper.number else ""

    @property
    def day(self) -> date:
        """The day the paper bears, or the day it was drafted."""
        return timezone.localtime(self.paper.issued_at or self.paper.drafted_at).date()

    @property
    def coverage(self) -> str:
        """ "17/19 xã, thị trấn"; who is missing stands on the paper's page."""
        return self.paper.coverage_text.partition(";")[0]


@dataclass(frozen=True)
class Offer:
    """A round whose report the acting organ can write, with the draft it has already."""

    round: Round
    draft: Paper | None


@page(Permission.VIEW_AREA)
def papers(request: HttpRequest) -> HttpResponse:
    """All reports a person may see; `tim`, `trang-thai` filter, `sort` orders, `xuat` exports."""
    me = acting(request)
    text, state = request.GET.get("tim", "").strip()[:200], request.GET.get("trang-thai", "")
    rows = _rows(me, text, state, request.GET.get("sort", ""))
    if request.GET.get("xuat"):
        return _export(request, rows)
    context: dict[str, Any] = {
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "count": len(rows),
        "text": text,
        "state": state,
        "states": STATES,
        "chips": _chips(text, state),
        "offers": _offers(me),
        "place": place(me.unit_id, me.today) if me.unit_id else "",
        "query": urlencode({name: value for name, value in (("tim", text), ("trang-thai", state)) if value}),
    }
    return render(request, "web/papers/papers.html", context)


def _rows(me: Acting, text: str, state: str, sort: str) -> list[Row]:
    found = visible(me.user)
    if state in Paper.State.values:
        found = found.filter(state=state)
    order = SORTS.get(sort.removeprefix("-"))
    if order:
        found = found.order_by(f"-{order}" if sort.startswith("-") else order, "-id")
    asked = search_key(text)
    rows = [Row(paper, queries.organ_name(paper), queries.unit_name(paper)) for paper in found]
    return [row for row in rows if asked in search_key(f"{row.paper.subject} {row.organ} {row.number}")]


def _chips(text: str, state: str) -> list[dict[str, str]]:
    chips = [{"label": f"có chữ “{text}”", "remove_url": f"?{urlencode({'trang-thai': state})}"}] if text else []
    if state in Paper.State.values:
        chips.append({"label": Paper.State(state).label, "remove_url": f"?{urlencode({'tim': text})}"})
    return chips


def _offers(me: Acting) -> list[Offer]:
    organ_id = me.post.organ_id if me.post else 0
    if not accounts.may(me.user, Permission.DRAFT_PAPER, organ_id=organ_id):
        return []
    rounds = Round.objects.filter(submissions__organ=organ_id, report_kind__code__in=written_kinds()).distinct()
    drafts = {row.round_id: row for row in Paper.objects.filter(organ=organ_id, state=Paper.State.DRAFT)}
    return [Offer(row, drafts.get(row.pk)) for row in rounds.select_related("report_kind")[:OFFERED]]


def _export(request: HttpRequest, rows: list[Row]) -> HttpResponse:
    lines = [
        [
            row.paper.subject,
            row.organ,
            row.number,
            Paper.State(row.paper.state).label,
            show_date(row.day),
            row.paper.coverage_text,
        ]
        for row in rows
    ]
    header = ["Trích yếu", "Cơ quan", "Số", "Trạng thái", "Ngày", "Số liệu của"]
    return export(request, "van-ban", "Văn bản", header, lines, "Báo cáo đã soạn trong phần mềm")
