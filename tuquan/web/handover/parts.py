"""The parts of a handover, as plain rows: the page and the printed record say the same words."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class Row:
    """One line; `href` leads to the thing named in the first cell, empty where it has no page."""

    cells: tuple[str, ...]
    href: str = ""


@dataclass(frozen=True)
class Part:
    """One part of the record. `source` says whence and of which day; `nothing` is what is said without rows.

    `widths` are shares of the page, one a column, for the printed record; `counts`: every column but the first
    holds counts.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    source: str
    nothing: str
    note: str = ""
    href: str = ""
    link: str = ""
    counts: bool = False

    @property
    def labelled(self) -> list[tuple[Row, list[tuple[str, str]]]]:
        """Each row with its cells beside their columns' names, the first cell apart."""
        return [(row, list(zip(self.columns[1:], row.cells[1:], strict=True))) for row in self.rows]

    @property
    def aligns(self) -> tuple[Literal["left", "right"], ...]:
        """Counts stand to the right, one under another; words to the left."""
        return ("left", *("right" if self.counts else "left" for _ in self.columns[1:]))


@dataclass(frozen=True)
class Handover:
    """All parts of one office, or of one person there, on the day."""

    title: str
    place: str
    day: date
    parts: tuple[Part, ...]
    withheld: str = ""
    people: list[tuple[str, str]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many lines wait for somebody in all parts."""
        return sum(len(part.rows) for part in self.parts if part.key in WAITING)


# What still waits for a hand; the other parts only say how things stand.
WAITING = frozenset({"bieu", "thu", "bao-cao-den", "chenh-lech", "du-thao", "sap-xep"})
