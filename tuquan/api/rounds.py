"""Rounds and their totals, in either view, for who may see them on the pages."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from tuquan.accounts.permissions import Permission
from tuquan.api.access import acting, answer_of, reading
from tuquan.api.shapes import part_said, round_said, total_said, view_said
from tuquan.reporting import rollup
from tuquan.reporting.models import Indicator, Round
from tuquan.reporting.rollup import Restated, Total, View
from tuquan.reporting.seeing import Seen, rounds_seen, seen
from tuquan.reporting.viewing import NOW, view_of, word_of
from tuquan.units import queries as units


@reading(Permission.VIEW_AREA)
def rounds(request: HttpRequest) -> HttpResponse:
    """Every round of the area, the newest first."""
    me = acting(request)
    found = [round_said(round_) for round_ in rounds_seen(me.user, me.unit_id)]
    return answer_of({"count": len(found), "rounds": found})


@reading(Permission.VIEW_AREA)
def totals(request: HttpRequest, key: int) -> HttpResponse:
    """Every line of the round's forms for what the person sees of it; `theo` chooses the view."""
    round_, what = _round_or_404(request, key)
    view = _view(request, round_, what)
    made = rollup.totals(round=round_, unit_id=what.top, view=view)
    body = _head(round_, what, view)
    return answer_of(body | {"totals": [total_said(round_, total, word_of(view, round_)) for total in made.values()]})


@reading(Permission.VIEW_AREA)
def total(request: HttpRequest, key: int, code: str) -> HttpResponse:
    """One line, unit by unit."""
    round_, what = _round_or_404(request, key)
    indicator = get_object_or_404(Indicator, code=code)
    view = _view(request, round_, what)
    made = rollup.total(round=round_, unit_id=what.top, indicator=indicator, view=view)
    said = total_said(round_, made, word_of(view, round_))
    return answer_of(_head(round_, what, view) | {"total": said | {"parts": _parts(made, _day(view, round_))}})


def _round_or_404(request: HttpRequest, key: int) -> tuple[Round, Seen]:
    found = get_object_or_404(Round.objects.select_related("report_kind"), pk=key)
    me = acting(request)
    what = seen(me.user, me.unit_id, found)
    if what is None:
        raise Http404
    return found, what


def _view(request: HttpRequest, round_: Round, what: Seen) -> View:
    """`?theo=`; a unit that did not stand at the round's end can only be asked restated."""
    return view_of(request.GET.get("theo", "") or (NOW if what.only_now else ""), round_)


def _day(view: View, round_: Round) -> date:
    return view.day if isinstance(view, Restated) else round_.last_day


def _head(round_: Round, what: Seen, view: View) -> dict[str, Any]:
    return {"round": round_said(round_), "unit": what.top, "view": view_said(view, word_of(view, round_))}


def _parts(made: Total, day: date) -> list[dict[str, Any]]:
    named = units.versions({part.unit_id for part in made.parts}, day)
    return [part_said(part, named, day) for part in made.parts]
