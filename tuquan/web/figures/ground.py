"""Which round a person may open, and of which unit they see the totals."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from tuquan.reporting.models import Round
from tuquan.reporting.seeing import Seen, seen
from tuquan.reporting.views import Restated, View
from tuquan.web.access import acting
from tuquan.web.units.story import name_of


def round_or_404(request: HttpRequest, key: int) -> Round:
    """The round, where its area, or the acting unit or one that it came from, was asked in it."""
    found = get_object_or_404(Round.objects.select_related("report_kind"), pk=key)
    ground_of(request, found)
    return found


def ground_of(request: HttpRequest, round_: Round) -> Seen:
    """What of the round the acting person sees. Raises Http404."""
    me = acting(request)
    found = seen(me.user, me.unit_id, round_)
    if found is None:
        raise Http404
    return found


def place_of(unit_id: int, round_: Round, view: View) -> str:
    """The unit's name on the day of the view, else the nearest one known."""
    return name_of(unit_id, view.day if isinstance(view, Restated) else round_.last_day)
