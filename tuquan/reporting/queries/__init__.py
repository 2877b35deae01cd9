"""Questions over rounds, submissions and figures."""

from tuquan.reporting.queries.board import Board, BoardRow, board
from tuquan.reporting.queries.disagreements import Disagreement, disagreements
from tuquan.reporting.queries.grid import Line, Section, grid
from tuquan.reporting.queries.readiness import readiness
from tuquan.reporting.questions import Question, Readiness

__all__ = [
    "Board",
    "BoardRow",
    "Disagreement",
    "Line",
    "Question",
    "Readiness",
    "Section",
    "board",
    "disagreements",
    "grid",
    "readiness",
]
