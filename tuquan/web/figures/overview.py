"""Tổng hợp: the board of a round, its totals, what each total is made of, and the way back from a figure."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tuquan.accounts.permissions import Permission
from tuquan.reporting import rollup, tracing
from tuquan.reporting.models import Figure, Indicator
from tuquan.reporting.queries import place
from tuquan.web.access import acting, page, within
from tuquan.web.figures.board_list import export_board
from tuquan.web.figures.ground import ground_of, place_of, round_or_404
from tuquan.web.figures.lines import export_lines
from tuquan.web.figures.pages import corrects
from tuquan.web.figures.parts import bars, export_parts, part_rows
from tuquan.web.figures.requests import reopening_of
from tuquan.web.figures.round_page import round_page
from tuquan.web.links import linked
from tuquan.web.views_of_units import switch_for


@page(Permission.VIEW_AREA)
def overview(request: HttpRequest, key: int) -> HttpResponse:
    """Who has sent, who is late; the totals with their coverage on top of the list."""
    found = round_or_404(request, key)
    context = round_page(request, found)
    if request.GET.get("bang") == "don-vi":
        return export_board(request, found, context["board"], context["seats"])
    if request.GET.get("xuat"):
        return export_lines(request, found, context["totals"], context["switch"])
    return render(request, "web/figures/overview.html", context)


@page(Permission.VIEW_AREA)
def total(request: HttpRequest, key: int, code: str) -> HttpResponse:
    """One total: unit by unit, own work, the stated total beside it, who is missing."""
    found = round_or_404(request, key)
    indicator = get_object_or_404(Indicator, code=code)
    ground = ground_of(request, found)
    switch = switch_for(request, found, [ground.top], only_now=ground.only_now)
    made = rollup.total(round=found, unit_id=ground.top, indicator=indicator, view=switch.view)
    rows = part_rows(found, made)
    if request.GET.get("xuat"):
        return export_parts(request, found, made, rows, switch)
    context = {
        "round": found,
        "total": made,
        "switch": switch,
        "parts": rows,
        "bars": bars(made),
        "not_comparable": [part.name for part in made.parts if not part.comparable],
        "place": place_of(ground.top, found, switch.view),
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
        "place": place(found.submission.unit_id, found.submission.round.last_day),
        "corrects": corrects(found, acting(request)),
        **reopening_of(found, acting(request)),
        "steps": [(step, linked(step)) for step in tracing.trace(found)],
    }
    return render(request, "web/figures/figure.html", context)
