"""A list as csv: UTF-8 with a mark that Excel needs, commas, CRLF; days dd/mm/yyyy, numbers 1,5."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO

from tuquan.sheets.columns import Cell, checked
from tuquan.vn.dates import show_date

# A text that begins like this is run as a formula by spreadsheet programs.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, notes: Sequence[str] = ()) -> bytes:
    """The list as csv bytes; a text that looks like a formula gets an apostrophe. Raises SheetError.

    `notes` (source, round, day made) follow the list after one empty line, one a line in its first column.
    """
    buffer = StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([inert(name) for name in header])
    for row in checked(header, rows):
        writer.writerow([_shown(cell) for cell in row])
    if notes:
        writer.writerows([[], *([inert(note)] for note in notes)])
    return buffer.getvalue().encode("utf-8-sig")


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return inert(cell)
    if isinstance(cell, date):
        return show_date(cell)
    # No thousands separators: a machine reads this too, in the Vietnamese decimal comma.
    return format(cell, "f").replace(".", ",") if isinstance(cell, Decimal) else str(cell)


def inert(text: str) -> str:
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text
