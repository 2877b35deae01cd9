"""Cells that save as one types: one request a cell, answered by its row alone; the side panel comes by itself."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.reporting import actions, asked
from tuquan.reporting.actions.saving import first_time
from tuquan.reporting.errors import StaleFigure
from tuquan.reporting.meanwhile import standing
from tuquan.reporting.models import Answer, CellSave, Claim, Figure, Indicator, Scope, Submission
from tuquan.reporting.values import shown
from tuquan.web.access import acting, page
from tuquan.web.figures.cells import act_on_cell, write_cell
from tuquan.web.figures.pages import submission_page
from tuquan.web.figures.reach import number, submission_or_404
from tuquan.web.figures.rows import row_page


@page(Permission.ENTER_FIGURES, "POST")
def cell(request: HttpRequest, key: int, code: str) -> HttpResponse:
    """Save one cell, or do one act of its menu; answers the row: 409 with both numbers where another came first.

    `token` makes a save that is sent twice one save.
    """
    found = submission_or_404(request, key)
    indicator = _held(found, code) or asked_or_404(found, code)
    refused = _act(request, found, indicator)
    if not request.headers.get("HX-Request"):
        if refused:
            messages.error(request, refused.message)
        return redirect("figures-submission", key)
    context = row_page(request, found, indicator, enters=None if refused else True)
    context |= {"typed": _typed(request, found)}
    if isinstance(refused, StaleFigure):
        return render(request, "web/figures/cell.html", context | _both(context), status=409)
    saved = "" if refused else f"{clock.now().astimezone(clock.VIETNAM):%H:%M}"
    context |= {"error": refused.message if refused else "", "saved": saved}
    return render(request, "web/figures/cell.html", context)


def _act(request: HttpRequest, found: Submission, indicator: Indicator) -> Refusal | None:
    """Why the act was refused; None where it was taken, now or by the same save before."""
    by, version = acting(request).user, number(request.POST.get("version"))
    try:
        with transaction.atomic():
            if first_time(by=by, submission=found, token=request.POST.get("token", "")):
                version = _own_step(request, found, indicator, version)
                act_on_cell(by=by, submission=found, indicator=indicator, data=request.POST, version=version)
    except PermissionRefused:
        raise
    except Refusal as refused:
        return refused
    except (Claim.DoesNotExist, Figure.DoesNotExist, ValueError):
        raise Http404 from None
    return None


def _typed(request: HttpRequest, found: Submission) -> str | None:
    """What the person meant the cell to say, in the words of a cell; None where it was no answer."""
    act = request.POST.get("act", "type")
    if act in ("none", "clear"):
        return {"none": Answer.NONE_AROSE.label, "clear": ""}[act]
    if act.startswith("choose:"):
        claim = Claim.objects.filter(pk=int(act[7:]), figure__submission=found).first()
        return shown(claim.value, claim.of) if claim else None
    return request.POST.get("value")


def _own_step(request: HttpRequest, found: Submission, indicator: Indicator, version: int | None) -> int | None:
    """The version the person means: one further where the save before this one was taken and its answer lost."""
    after = request.POST.get("after", "")
    if not after or version is None:
        return version
    taken = CellSave.objects.filter(submission=found, by=acting(request).user, token=after).exists()
    figure = Figure.objects.filter(submission=found, indicator=indicator, version=version + 1)
    return version + 1 if taken and figure.exists() else version


def _both(context: dict[str, Any]) -> dict[str, Any]:
    """What stands there now, to be shown beside what was typed."""
    line = context["line"]
    return {"conflict": standing(line.figure) if line is not None and line.figure is not None else None}


@page(Permission.ENTER_FIGURES, "POST")
@transaction.atomic
def save_all(request: HttpRequest, key: int) -> HttpResponse:
    """Save every cell at once, for a browser without scripts; what is refused is listed line by line."""
    found = submission_or_404(request, key)
    refused = 0
    for name, text in request.POST.items():
        if not name.startswith("value:") or text == request.POST.get(f"was:{name[6:]}", ""):
            continue
        try:
            write_cell(
                by=acting(request).user,
                submission=found,
                indicator=asked_or_404(found, name[6:]),
                text=str(text),
                scope=Scope.OWN,
                version=number(request.POST.get(f"version:{name[6:]}")),
            )
        except PermissionRefused:
            raise
        except Refusal as error:
            refused += 1
            typed = f" Đồng chí đã nhập “{text}”." if isinstance(error, StaleFigure) else ""
            messages.error(request, error.message + typed)
    if not refused:
        messages.success(request, "Đã lưu biểu số liệu.")
    return redirect("figures-submission", key)


@page(Permission.VIEW_AREA)
def side(request: HttpRequest, key: int) -> HttpResponse:
    """What blocks, what to explain and how far each section is: asked by the page when the typing pauses."""
    found = submission_or_404(request, key)
    return render(request, "web/figures/beside.html", submission_page(found, acting(request)))


@page(Permission.ENTER_FIGURES, "POST")
def carry_all(request: HttpRequest, key: int) -> HttpResponse:
    """Take over the stocks of the last round that have no answer yet, all at once."""
    found = submission_or_404(request, key)
    try:
        taken = actions.carry_all(by=acting(request).user, submission=found, token=request.POST.get("token", ""))
    except PermissionRefused:
        raise
    except Refusal as refused:
        messages.warning(request, refused.message)
    else:
        said = f"Đã nhận {len(taken)} số hiện có như kỳ trước; số nào đã đổi thì sửa lại."
        messages.success(request, said if taken else "Không còn số hiện có nào để nhận từ kỳ trước.")
    return redirect("figures-submission", key)


def _held(found: Submission, code: str) -> Indicator | None:
    """The indicator of a figure that stands already, as all that are asked do: the form need not be read for it."""
    rows = Figure.objects.filter(submission=found, indicator__code=code).select_related("indicator")
    figure = rows.first()
    return figure.indicator if figure else None


def asked_or_404(found: Submission, code: str) -> Indicator:
    """The indicator, where the form asks it or the submission already holds a figure of it (read from a report)."""
    indicator = get_object_or_404(Indicator, code=code)
    on_form = any(line.indicator_id == indicator.pk for line in asked.lines_of(found))
    if not on_form and not found.figures.filter(indicator=indicator).exists():
        raise Http404
    return indicator
