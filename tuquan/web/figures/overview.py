"""Tổng hợp: the board of a round, its totals, what each total is made of, and the way back from a figure."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.papers.models import Paper
from tuquan.reporting import history, rollup, tracing
from tuquan.reporting.models import Figure, Indicator, Round, State
from tuquan.reporting.queries import board
from tuquan.reporting.rollup import Total
from tuquan.units import queries as units
from tuquan.web.access import acting, page, within
from tuquan.web.exports import export
from tuquan.web.figures.board_list import board_list, export_board
from tuquan.web.figures.pages import corrects
from tuquan.web.links import linked


def round_or_404(request: HttpRequest, key: int) -> Round:
    """The round, where its area or one of its units lies in the person's area."""
    found = get_object_or_404(Round.objects.select_related("report_kind"), pk=key)
    me = acting(request)
    mine = found.submissions.filter(unit_id=me.unit_id).exists() if me.unit_id else False
    if not mine:
        within(request, found.scope_id)
    return found


@page(Permission.VIEW_AREA)
def overview(request: HttpRequest, key: int) -> HttpResponse:
    """Who has sent, who is late; the totals with their coverage on top of the list."""
    found = round_or_404(request, key)
    me = acting(request)
    sees_all = accounts.may(me.user, Permission.VIEW_AREA, unit_id=found.scope_id)
    top = found.scope_id if sees_all else me.unit_id
    assert top is not None
    made = board(found)
    listed = board_list(request, [row for row in made.rows if sees_all or row.unit_id == top])
    now, before = _totals(found, top)
    totals = [(total, before.get(total.indicator.code)) for total in now.values()]
    if request.GET.get("bang") == "don-vi":
        return export_board(request, found, made, listed.rows)
    if request.GET.get("xuat"):
        return _export(request, found, totals)
    organ_id = me.post.organ_id if me.post else 0
    context: dict[str, Any] = {
        "round": found,
        "board": made,
        "listed": listed,
        "rows": listed.rows,
        "totals": totals,
        "last_round": history.round_before(found),
        "place": units.full_name(top, found.last_day),
        "top": top,
        "own_submission": found.submissions.filter(organ_id=organ_id).first(),
        "sees_all": sees_all,
        "drafts": sees_all and accounts.may(me.user, Permission.DRAFT_PAPER, organ_id=organ_id),
        "papers": Paper.objects.filter(round=found, organ_id=organ_id),
    }
    return render(request, "web/figures/overview.html", context)


def _totals(round_: Round, top: int) -> tuple[dict[str, Total], dict[str, Total]]:
    now = rollup.totals(round=round_, unit_id=top)
    before = history.round_before(round_)
    lines = [total.indicator for total in now.values()]
    return now, rollup.totals(round=before, unit_id=top, indicators=lines) if before else {}


EXPORTED = (
    "Chỉ tiêu", "Đơn vị tính", "Tổng", "Trên tổng số", "Đã có số liệu", "Ghi chú", "Kỳ trước", "Kỳ trước đã có số liệu",
)  # fmt: skip


def _export(request: HttpRequest, found: Round, totals: list[tuple[Total, Total | None]]) -> HttpResponse:
    rows = [
        [
            total.indicator.name,
            total.indicator.measure,
            _or_words(total),
            total.of,
            total.coverage.text,
            total.comparable_note,
            _or_words(past) if past else None,
            past.coverage.text if past else None,
        ]
        for total, past in totals
    ]
    return export(request, f"tong-hop-{found.window.file_name}", found.title, EXPORTED, rows, board(found).sentence)


def _or_words(total: Total) -> Decimal | str:
    """An empty cell would not tell "không phát sinh" from "chưa báo cáo" or "không cộng được"."""
    return total.text if total.value is None else total.value


@page(Permission.VIEW_AREA)
def total(request: HttpRequest, key: int, code: str) -> HttpResponse:
    """One total: unit by unit, own work, the stated total beside it, who is missing."""
    found = round_or_404(request, key)
    indicator = get_object_or_404(Indicator, code=code)
    me = acting(request)
    sees_all = accounts.may(me.user, Permission.VIEW_AREA, unit_id=found.scope_id)
    top = found.scope_id if sees_all else me.unit_id
    assert top is not None
    made = rollup.total(round=found, unit_id=top, indicator=indicator)
    states = {row.unit_id: State(row.state) for row in found.submissions.all()}
    context = {
        "round": found,
        "total": made,
        "parts": [(part, states.get(part.unit_id, "")) for part in made.parts],
        "place": units.full_name(top, found.last_day),
        "indicator": indicator,
    }
    return render(request, "web/figures/total.html", context)


@page(Permission.VIEW_AREA)
def figure(request: HttpRequest, key: int) -> HttpResponse:
    """ "Số này ở đâu ra?": the steps from a figure to its sentence or record, other claims, approvals, moves."""
    found = get_object_or_404(
        Figure.objects.select_related("submission__round__report_kind", "indicator", "chosen"), pk=key
    )
    within(request, found.submission.unit_id)
    context = {
        "figure": found,
        "round": found.submission.round,
        "place": units.full_name(found.submission.unit_id, found.submission.round.last_day),
        "corrects": corrects(found, acting(request)),
        "steps": [(step, linked(step)) for step in tracing.trace(found)],
    }
    return render(request, "web/figures/figure.html", context)
