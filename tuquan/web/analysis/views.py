"""Phân tích: a question put together by clicking, its table and chart, what each cell is made of, its files."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from tuquan.accounts.permissions import Permission
from tuquan.ground import jobs
from tuquan.ground.models import Job
from tuquan.reporting import analysis
from tuquan.reporting.analysis import NotHere, QuestionRefused, Table, long
from tuquan.reporting.analysis.places import places
from tuquan.reporting.views import Restated
from tuquan.vn.windows import Window, WindowError
from tuquan.web.access import acting, page
from tuquan.web.analysis.address import Asked, read
from tuquan.web.analysis.choosing import Choice, choose
from tuquan.web.analysis.exports import export
from tuquan.web.analysis.pages import chooser, result
from tuquan.web.views_of_units import Switch, switch_for


@page(Permission.VIEW_AREA)
def index(request: HttpRequest) -> HttpResponse:
    """The page of a question; a sent form is answered by the short address of what it asks."""
    asked, error = read(request.GET), ""
    parts = bool(request.headers.get("HX-Request"))
    if request.GET.get("cu", asked.kind) != asked.kind:
        return _other_report(request, asked, parts=parts)
    if "xem" in request.GET and not parts:
        return redirect(f"{request.path}{asked.link()}")
    # Whoever makes links out of the address (the switch of views) finds the short one, whatever a form sent.
    request.GET = QueryDict(f"{asked.query()}&{urlencode({'xuat': request.GET.get('xuat', '')})}")
    try:
        choice = choose(asked, acting(request))
    except QuestionRefused as refused:
        choice, error = choose(Asked(kind=asked.kind, top=asked.top), acting(request)), refused.message
    if choice is None:
        return render(request, "web/analysis/nothing.html", {})
    context = _answered(request, choice) if not error else {"error": error}
    if isinstance(context, HttpResponse):
        return context
    context |= chooser(request, choice) | {"parts": parts}
    if not parts:
        return render(request, "web/analysis/index.html", context)
    answer = render(request, "web/analysis/result.html", context)
    answer["HX-Push-Url"] = f"{request.path}{asked.link()}"
    return answer


def _other_report(request: HttpRequest, asked: Asked, *, parts: bool) -> HttpResponse:
    """Another report has other lines and rounds: its own first sight, at the same place."""
    address = f"{request.path}{Asked(kind=asked.kind, top=asked.top).link()}"
    return HttpResponseClientRedirect(address) if parts else redirect(address)


def _answered(request: HttpRequest, choice: Choice) -> Any:
    """The context of the answer, or the file asked for, or why there is none."""
    switch = _switch(request, choice)
    context: dict[str, Any] = {"switch": switch, "error": switch.error}
    try:
        table = _kept(request, choice) or _table(request, choice, switch)
    except NotHere:
        raise Http404 from None
    except QuestionRefused as refused:
        return context | {"error": refused.message}
    if table is None:
        return context | {"large": True, "cells": _size(request, choice, switch)}
    if request.GET.get("xuat"):
        return export(request.GET["xuat"], table, choice.asked)
    return context | result(table, choice)


def _switch(request: HttpRequest, choice: Choice) -> Switch:
    """The view of units that all tables share, from the newest round of the question."""
    newest = max(
        (row for window in choice.spans if window in choice.known.spans for base in choice.known.spans[window].bases
         for row in base.rounds),
        key=lambda row: row.last_day,
    )  # fmt: skip
    return switch_for(request, newest, [choice.top])


def _day(switch: Switch) -> date | None:
    return switch.view.day if isinstance(switch.view, Restated) else None


def _table(request: HttpRequest, choice: Choice, switch: Switch) -> Table | None:
    """The table at once; None where it is so large that it is worked at in the background."""
    me, question = acting(request), choice.question(_day(switch))
    if analysis.large(question, _places(request, choice, switch)):
        return None
    return analysis.answer(question=question, user=me.user, unit_id=me.unit_id)


def _places(request: HttpRequest, choice: Choice, switch: Switch) -> int:
    question = choice.question(_day(switch))
    days = [question.day] if question.day else [window.last for window in choice.spans]
    return len(places(acting(request).user, question.where, days).rows)


def _size(request: HttpRequest, choice: Choice, switch: Switch) -> int:
    question = choice.question(_day(switch))
    return len(question.indicators) * len(question.spans) * _places(request, choice, switch) * len(question.measures)


def _kept(request: HttpRequest, choice: Choice) -> Table | None:
    """The table that a job of one's own made."""
    if choice.asked.job is None:
        return None
    user = acting(request).user
    mine = jobs.of_owner(user.pk if user else 0).filter(kind=long.ANALYSE, state=Job.State.DONE)
    return long.result(get_object_or_404(mine, pk=choice.asked.job))


@page(Permission.VIEW_AREA, "POST")
def work(request: HttpRequest) -> HttpResponse:
    """Give a large question to the background; its progress has a page, its result the question's own."""
    choice = _choice(request)
    switch = _switch(request, choice)
    me = acting(request)
    try:
        title = f"{len(choice.asked.codes)} chỉ tiêu, {len(choice.spans)} kỳ, {_places(request, choice, switch)} đơn vị"
        found = long.begin(
            by=me.user,
            question=choice.question(_day(switch)),
            unit_id=me.unit_id,
            address=choice.asked.query(job=None),
            title=title,
        )
    except NotHere:
        raise Http404 from None
    return redirect("jobs-job", found.pk)


def _choice(request: HttpRequest) -> Choice:
    """The question of the address; 404 where nothing can be asked of it."""
    try:
        choice = choose(read(request.GET), acting(request))
    except QuestionRefused:
        raise Http404 from None
    if choice is None:
        raise Http404
    return choice


@page(Permission.VIEW_AREA)
def cell(request: HttpRequest) -> HttpResponse:
    """What one cell is made of: a card over the table, or a page of its own."""
    choice, me = _choice(request), acting(request)
    asked = read(request.GET)
    try:
        span = Window.from_iso(asked.spans[0])
        code = asked.codes[0]
        question = choice.question(_day(_switch(request, choice)))
        found = analysis.cell(
            question=question, user=me.user, unit_id=me.unit_id, place=request.GET.get("o", ""), line=code, span=span
        )
    except (NotHere, QuestionRefused, WindowError, IndexError):
        raise Http404 from None
    context = drawing_of(choice, found, span)
    name = "web/analysis/cell.html" if request.headers.get("X-Card") else "web/analysis/cell_page.html"
    return render(request, name, context)


def drawing_of(choice: Choice, found: analysis.Cell, span: Window) -> dict[str, Any]:
    """A cell for its card: its parts by round, the page of each round's total."""
    known = choice.known.spans[span]
    rounds = [(row, reverse("figures-total", args=[row.pk, found.code])) for base in known.bases for row in base.rounds]
    return {
        "cell": found,
        "told": found.told,
        "line": found.told.line if found.told else None,
        "span": known,
        "rounds": rounds,
        "back": f"{reverse('figures-analysis')}{choice.asked.link()}",
        "where": found.place,
    }
