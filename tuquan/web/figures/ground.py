"""Which round a person may open, and of which unit they see the totals."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.reporting.models import Round
from tuquan.reporting.views import Restated, View
from tuquan.units import queries as units
from tuquan.web.access import acting, within
from tuquan.web.units.story import name_of


@dataclass(frozen=True)
class Ground:
    """`top`: the unit whose totals are shown. `own`: that unit and those it came from, asked in the round.

    `only_now`: the unit did not stand at the round's end, so its totals can only be restated.
    """

    top: int
    own: frozenset[int]
    sees_all: bool
    only_now: bool


def round_or_404(request: HttpRequest, key: int) -> Round:
    """The round, where its area, or the acting unit or one that it came from, was asked in it."""
    found = get_object_or_404(Round.objects.select_related("report_kind"), pk=key)
    if not _own(request, found):
        within(request, found.scope_id)
    return found


def ground_of(request: HttpRequest, round_: Round) -> Ground:
    """What of the round this person sees: all of it where its area is theirs, else their own unit."""
    me = acting(request)
    sees_all = accounts.may(me.user, Permission.VIEW_AREA, unit_id=round_.scope_id)
    top = round_.scope_id if sees_all else me.unit_id
    assert top is not None
    stood = bool(units.versions({top}, round_.last_day))
    return Ground(top, frozenset({top, *_own(request, round_)}), sees_all, only_now=not sees_all and not stood)


def place_of(unit_id: int, round_: Round, view: View) -> str:
    """The unit's name on the day of the view, else the nearest one known."""
    return name_of(unit_id, view.day if isinstance(view, Restated) else round_.last_day)


def _own(request: HttpRequest, round_: Round) -> set[int]:
    """The acting unit and its forebears, as far as the round asked them."""
    unit_id = acting(request).unit_id
    if unit_id is None:
        return set()
    mine = {unit_id, *units.ancestry({unit_id})}
    return set(round_.submissions.filter(unit__in=mine).values_list("unit_id", flat=True))
