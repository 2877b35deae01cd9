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
from tuquan.reporting.questions import Question, Readiness

__all__ = [
    "Board",
    "BoardRow",
    "Disagreement",
    "Keeper",
    "Line",
    "Question",
    "Readiness",
    "Section",
    "Work",
    "approver",
    "areas_kept",
    "board",
    "disagreements",
    "grid",
    "keeper",
    "keepers",
    "keeping",
    "open_work",
    "place",
    "readiness",
]
