"""One row of the grid, at the price of one: what a save answers with."""

from typing import Any

from django.http import HttpRequest

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.reporting.models import Indicator, Scope, Submission
from tuquan.reporting.queries import Line, keeper
from tuquan.reporting.queries.grid import one_line
from tuquan.reporting.transitions import EDITABLE
from tuquan.web.access import acting


def row_page(
    request: HttpRequest,
    submission: Submission,
    indicator: Indicator,
    *,
    enters: bool | None = None,
) -> dict[str, Any]:
    """Context of one row. `enters`: whether the person enters here, where an act of theirs has just shown it."""
    scope = request.POST.get("scope", Scope.OWN)
    if enters is None:
        organ = keeper(submission, clock.today())
        enters = accounts.may(acting(request).user, Permission.ENTER_FIGURES, organ_id=organ)
    return {
        "submission": submission,
        "round": submission.round,
        "line": one_line(submission, indicator, scope if scope in Scope.values else Scope.OWN),
        "enters": enters,
        "edits": enters and submission.state in EDITABLE,
        "is_top": submission.unit_id == submission.round.scope_id,
        # The page says which columns it has: asking every line anew whether one has a last year would cost the grid.
        "shows_last_year": request.POST.get("columns") == "year",
    }


def editable(line: Line, *, edits: bool) -> bool:
    """Whether the line's cell may be typed into: not where it is a sum of units, alone where it was reopened."""
    return line.total is None and (edits or bool(line.figure and line.figure.reopened_because))
