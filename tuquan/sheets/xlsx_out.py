"""A list as a workbook: the list, and a second sheet that says where it comes from."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from tuquan.sheets.columns import Cell, checked

# Excel keeps 15 digits of a number; a longer one is written as text rather than altered.
EXACT_DIGITS = 15
CELL_LENGTH = 32_767
NARROWEST, WIDEST = 8, 60

# In the codes of a file "," and "." stand for the separators of the reader's own system: 33.446 and 1,5
# on a Vietnamese one.
_FORMATS: dict[str, dict[str, Any]] = {
    "head": {
        "bold": True,
        "text_wrap": True,
        "valign": "vcenter",
        "align": "center",
        "border": 1,
        "bg_color": "#E8EEF4",
    },
    "text": {"text_wrap": True, "valign": "top", "num_format": "@"},
    "whole": {"num_format": "#,##0", "valign": "top"},
    "part": {"num_format": "#,##0.0##", "valign": "top"},
    "day": {"num_format": "dd/mm/yyyy", "valign": "top", "align": "center"},
    "title": {"bold": True, "font_size": 14},
}
FIXED_TIME = datetime(2000, 1, 1)  # noqa: DTZ001  Equal lists give equal bytes.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}
_NAME_FORBIDS = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def write_xlsx(
    title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], *, notes: Sequence[str] = ()
) -> bytes:
    """The workbook as bytes: sheet 1 the list (header in row 1), sheet "Ghi chú" the title and `notes`.

    `notes` say source, round and coverage, one a line. Text is never run as a formula or made a link;
    a whole number or decimal stays a number, None an empty cell. Raises SheetError.
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    book.set_properties({"title": title, "created": FIXED_TIME})
    looks = looks_of(book)
    write_list(book.add_worksheet(sheet_name(title)), header, list(checked(header, rows)), looks)
    write_notes(book.add_worksheet("Ghi chú"), title, notes, looks)
    book.close()
    return buffer.getvalue()


def looks_of(book: Any) -> dict[str, Any]:
    """The formats of the cells of a workbook."""
    return {
        name: book.add_format({"font_name": "Times New Roman", "font_size": 12} | look)
        for name, look in _FORMATS.items()
    }


def write_list(sheet: Any, header: Sequence[str], rows: Sequence[Sequence[Cell]], looks: dict[str, Any]) -> None:
    """The header in row 1 and the rows under it, as they are printed."""
    for column, name in enumerate(header):
        sheet.write_string(0, column, name, looks["head"])
        sheet.set_column(column, column, _width(name, [row[column] for row in rows]))
    for place, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            _write_cell(sheet, place, column, cell, looks)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(header) - 1)
    sheet.repeat_rows(0)
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, looks: dict[str, Any]) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, looks["day"])
    elif isinstance(cell, int | Decimal) and _is_exact(cell):
        whole = cell == int(cell)
        sheet.write_number(row, column, cell, looks["whole" if whole else "part"])
    elif cell is not None:
        sheet.write_string(row, column, str(cell)[:CELL_LENGTH], looks["text"])


def write_notes(sheet: Any, title: str, notes: Sequence[str], looks: dict[str, Any]) -> None:
    """The title and one note a line."""
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, title, looks["title"])
    for place, note in enumerate(notes, 2):
        sheet.write_string(place, 0, note, looks["text"])


def _is_exact(number: int | Decimal) -> bool:
    return Decimal(number).is_finite() and len(Decimal(number).as_tuple().digits) <= EXACT_DIGITS


def _width(name: str, cells: Sequence[Cell]) -> int:
    longest = max((len(str(cell)) for cell in (name, *cells) if cell is not None), default=0)
    return max(NARROWEST, min(WIDEST, longest + 2))


def sheet_name(title: str) -> str:
    """A name Excel accepts: at most 31 characters, none of []:*?/\\, not that of the notes."""
    name = " ".join(title.translate(_NAME_FORBIDS).split())[:31].strip()
    return name if name and name.casefold() not in ("ghi chú", "history") else "Danh sách"
