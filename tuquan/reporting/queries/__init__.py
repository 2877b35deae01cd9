"""Questions over rounds, submissions and figures."""

from tuquan.reporting.queries.board import Board, BoardRow, board
from tuquan.reporting.queries.disagreements import Disagreement, disagreements
from tuquan.reporting.queries.grid import Line, Section, grid
from tuquan.reporting.queries.keeping import (
    Keeper,
    Work,
    approver,
    areas_kept,
    keeper,
    keepers,
    keeping,
    open_work,
    place,
)
from tuquan.reporting.queries.readiness import readiness
from tuquan.reporting.queries.reasons import reasons_of
from tuquan.reporting.queries.standing import Standing, Turn, standing_for, standings
from tuquan.reporting.queries.trail import Change, changes_since, trail
from tuquan.reporting.questions import Question, Readiness

__all__ = [
    "Board",
    "BoardRow",
    "Change",
    "Disagreement",
    "Keeper",
    "Line",
    "Question",
    "Readiness",
    "Section",
    "Standing",
    "Turn",
    "Work",
    "approver",
    "areas_kept",
    "board",
    "changes_since",
    "disagreements",
    "grid",
    "keeper",
    "keepers",
    "keeping",
    "open_work",
    "place",
    "readiness",
    "reasons_of",
    "standing_for",
    "standings",
    "trail",
]
