"""An answered question: grids of cells with their headings, ready to be drawn, drawn on or written to a file."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tuquan.reporting.analysis.asking import Dim, Measure, Question
from tuquan.reporting.analysis.spans import Span
from tuquan.reporting.analysis.telling import Told
from tuquan.reporting.models import Indicator


@dataclass(frozen=True)
class Item:
    """One row, column or layer's share of a dimension: a line, a place or a span. `total`: stands for all of them."""

    dim: Dim
    key: str
    title: str
    short: str = ""
    total: bool = False
    code: str = ""

    @property
    def label(self) -> str:
        return self.short or self.title


Heading = tuple[Item, ...]


@dataclass(frozen=True)
class Cell:
    """`text` as shown; `number` the same as a number (None where words stand), with `places` decimals at most.

    `why`: the reason for words; `note`: what the number leaves out; `hint`: the
    same in other words. `weight`: what rows are sorted and charts drawn by
    (of 17/19 the share in percent). `code`, `place`, `span`: the keys of its line, place and window. `of`: the whole,
    for machines. `told`: what it is made of; kept only while it is at hand.
    """

    measure: Measure
    code: str
    place: str
    span: str
    text: str
    number: Decimal | None = None
    places: int = 0
    signed: bool = False
    why: str = ""
    note: str = ""
    hint: str = ""
    weight: Decimal | None = None
    value: Decimal | None = None
    of: Decimal | None = None
    answer: str = ""
    told: Told | None = None

    @property
    def said(self) -> str:
        """What a title says: the reason, the remark, or what the number is in other words."""
        return self.why or self.note or self.hint

    @property
    def asked(self) -> bool:
        """Whether there is anything behind it to open."""
        return bool(self.answer)


@dataclass(frozen=True)
class Column:
    """One column: its items from the outermost, and the measure where several are shown."""

    items: Heading
    measure: Measure
    total: bool


@dataclass(frozen=True)
class Row:
    items: Heading
    cells: tuple[Cell, ...]
    total: bool


@dataclass(frozen=True)
class Grid:
    """One table. `layer`: what it is of, where the question lays several tables."""

    layer: Heading
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Table:
    """`place`: the area's name; `view_label`: whose units. `coverage`: of all figures asked. `notes`: what the reader
    must know of the whole table; `asked_on`: the day it was answered.
    """

    question: Question
    grids: tuple[Grid, ...]
    lines: tuple[Indicator, ...]
    spans: tuple[Span, ...]
    place: str
    view_label: str
    coverage: str
    asked_on: date
    notes: tuple[str, ...] = ()

    @property
    def several(self) -> bool:
        """Whether more than one measure is shown."""
        return len(self.question.measures) > 1

    @property
    def size(self) -> int:
        return sum(len(grid.rows) * len(grid.columns) for grid in self.grids)
