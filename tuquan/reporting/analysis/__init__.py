"""Analysis: a question over lines, places and time, and the table that answers it, each cell knowing what it is of."""

from tuquan.reporting.analysis.answering import answer, cell, large
from tuquan.reporting.analysis.asking import Dim, Measure, NotHere, Question, QuestionRefused, Reach, Where
from tuquan.reporting.analysis.spans import Known, Span, known
from tuquan.reporting.analysis.table import Cell, Column, Grid, Item, Row, Table

__all__ = [
    "Cell",
    "Column",
    "Dim",
    "Grid",
    "Item",
    "Known",
    "Measure",
    "NotHere",
    "Question",
    "QuestionRefused",
    "Reach",
    "Row",
    "Span",
    "Table",
    "Where",
    "answer",
    "cell",
    "known",
    "large",
]
