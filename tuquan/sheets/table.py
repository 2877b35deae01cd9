"""A list that people made, as it stands in its sheet: cells with their addresses, merged ranges."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tuquan.sheets.columns import Cell
from tuquan.vn.text import nfc


@dataclass(frozen=True)
class Row:
    """`number` as the sheet counts (from 1); empty cells are None; texts are NFC with single spaces."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def blank(self) -> bool:
        return all(cell is None for cell in self.cells)

    def cell(self, column: int) -> Cell:
        """The cell of a column counted from 0; None past the end."""
        return self.cells[column] if 0 <= column < len(self.cells) else None


@dataclass(frozen=True)
class Merged:
    """A merged range, rows and columns counted from 1 and 0, both ends inside."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Table:
    """One sheet. `rows` has every row from the first on, blank ones inside too, none after the last filled one."""

    name: str
    rows: tuple[Row, ...]
    merged: tuple[Merged, ...] = ()

    def where(self, row: int, column: int | None = None) -> str:
        """ "Danh sách!C5", or the row alone: "Danh sách!5"."""
        return f"{self.name}!{'' if column is None else letters(column)}{row}"

    def range(self, merged: Merged) -> str:
        """ "Danh sách!B4:C4"."""
        return f"{self.where(merged.first_row, merged.first_column)}:{letters(merged.last_column)}{merged.last_row}"


def letters(column: int) -> str:
    """The letters of a column counted from 0: 0 → "A", 26 → "AA"."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def table(name: str, rows: Sequence[Sequence[object]], merged: Sequence[Merged] = (), first_row: int = 1) -> Table:
    """A table of cleaned cells, its trailing blank rows cut off."""
    made = [Row(number, tuple(clean(cell) for cell in cells)) for number, cells in enumerate(rows, first_row)]
    while made and made[-1].blank:
        made.pop()
    return Table(name, tuple(made), tuple(merged))


def clean(value: object) -> Cell:
    """A cell as we keep it: whole numbers as int, other numbers exact as printed, days without a time of day."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        return int(value) if value.is_integer() else Decimal(repr(value))
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date | int | Decimal):
        return value
    return (" ".join(nfc(str(value)).split()) or None) if value is not None else None
