"""What the round page holds, gathered once: for the page itself and for the parts that move with an approval."""

from typing import Any

from django.http import HttpRequest

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.papers.models import Paper
from tuquan.reporting import history
from tuquan.reporting.models import ReopenRequest, Round
from tuquan.reporting.queries import board, trail
from tuquan.reporting.queries.part_whole import part_whole
from tuquan.web.access import acting
from tuquan.web.figures.board_list import board_list, seats
from tuquan.web.figures.ground import ground_of, place_of
from tuquan.web.figures.lines import lines_of
from tuquan.web.figures.strip import strip_of
from tuquan.web.views_of_units import switch_for

# Older corrections are counted, and stand in the list of a page of their own figure.
NEWEST = 20


def round_page(request: HttpRequest, found: Round) -> dict[str, Any]:
    """Context of "Tổng hợp" and of its parts."""
    ground, me = ground_of(request, found), acting(request)
    switch = switch_for(request, found, [ground.top], only_now=ground.only_now)
    made = board(found)
    listed = board_list(request, [row for row in made.rows if ground.sees_all or row.unit_id in ground.own])
    lines = lines_of(found, ground.top, switch.view)
    seen = seats(me.user, listed.rows)
    organ_id = me.post.organ_id if me.post else 0
    reviews = ground.sees_all and accounts.may(me.user, Permission.APPROVE, unit_id=me.unit_id or found.scope_id)
    changes = trail(found) if ground.sees_all else []
    return {
        "round": found,
        "board": made,
        "listed": listed,
        "rows": listed.rows,
        "seats": seen,
        "strip": strip_of(me.user, found, made, lines),
        "totals": lines,
        "wholes": part_whole(found, ground.top, totals={line.total.indicator.code: line.total for line in lines}),
        "switch": switch,
        "last_round": history.round_before(found),
        "place": place_of(ground.top, found, switch.view),
        "own_submission": found.submissions.filter(organ_id=organ_id).first(),
        "sees_all": ground.sees_all,
        "sees_totals": ground.sees_all or ground.only_now,
        "reviews": reviews and found.closed_on is None,
        "clean": sum(seat.clean for seat in seen),
        "asked": _asked(found) if reviews else [],
        "changes": changes[:NEWEST],
        "more_changes": max(len(changes) - NEWEST, 0),
        "receives": accounts.may(me.user, Permission.RECEIVE_REPORT, organ_id=organ_id),
        "closes": accounts.may(me.user, Permission.KEEP_CALENDAR, unit_id=found.scope_id),
        "drafts": ground.sees_all and accounts.may(me.user, Permission.DRAFT_PAPER, organ_id=organ_id),
        "papers": Paper.objects.filter(round=found, organ_id=organ_id),
    }


def _asked(found: Round) -> list[ReopenRequest]:
    """Requests to reopen that wait for an answer."""
    rows = ReopenRequest.objects.filter(figure__submission__round=found, state=ReopenRequest.State.WAITING)
    return list(rows.select_related("figure__indicator", "figure__submission", "by"))
