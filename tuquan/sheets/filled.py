"""A list that goes out to be filled in and comes back: choices in its cells, and a hidden sheet that knows its rows.

The hidden sheet tells what the list is, by which version of its columns it was made, how many rows it had and which.
Who takes the file back can refuse one that lost rows on its way.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

import xlsxwriter
from python_calamine import CalamineWorkbook

from tuquan.sheets.columns import Cell, SheetError, checked
from tuquan.sheets.reading import read_tables
from tuquan.sheets.table import Table, clean
from tuquan.sheets.xlsx_out import FIXED_TIME, OPTIONS, looks_of, sheet_name, write_list, write_notes

HIDDEN = "tuquan"


@dataclass(frozen=True)
class Marks:
    """What the hidden sheet says: the list's name, the version of its columns, and the keys of the rows it had."""

    schema: str
    version: int
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Filled:
    """A list that came back: its visible sheets, and what it was when it went out."""

    tables: tuple[Table, ...]
    marks: Marks


def write_filled(
    title: str,
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    marks: Marks,
    choices: Mapping[str, Sequence[str]] | None = None,
    notes: Sequence[str] = (),
    spare: int = 200,
) -> bytes:
    """The workbook: the list, its notes, and the hidden sheet. `choices`: by header, what a cell may hold; the list
    offers them `spare` rows further down too. Raises SheetError."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    book.set_properties({"title": title, "created": FIXED_TIME})
    looks = looks_of(book)
    filled = list(checked(header, rows))
    sheet = book.add_worksheet(sheet_name(title))
    write_list(sheet, header, filled, looks)
    write_notes(book.add_worksheet("Ghi chú"), title, notes, looks)
    hidden = book.add_worksheet(HIDDEN)
    hidden.very_hidden()
    for place, text in enumerate((marks.schema, str(marks.version), str(len(marks.keys)), *marks.keys)):
        hidden.write_string(place, 0, text)
    for offset, (name, values) in enumerate((choices or {}).items(), start=1):
        for place, value in enumerate(values):
            hidden.write_string(place, offset, value)
        column = list(header).index(name)
        letter = chr(ord("A") + offset)
        sheet.data_validation(
            1, column, len(filled) + spare, column,
            {
                "validate": "list", "source": f"={HIDDEN}!${letter}$1:${letter}${len(values)}",
                "error_title": "Không có trong danh sách", "error_message": f"Chọn một giá trị của cột « {name} ».",
            },
        )  # fmt: skip
    book.close()
    return buffer.getvalue()


def read_filled(data: bytes, *, file_name: str, schema: str, version: int) -> Filled:
    """The tables and marks of a list of ours. Raises SheetError: what `read_tables` raises, and sheet_not_ours,
    sheet_old_version, sheet_truncated where the hidden sheet is gone, of another list, or not whole."""
    tables = read_tables(data, file_name=file_name)
    marks = _marks(data)
    if marks is None or marks.schema != schema:
        raise SheetError(
            "sheet_not_ours", "Tệp này không phải bảng đã tải ở trang này. Tải bảng xuống, điền rồi đưa lại tệp ấy."
        )
    if marks.version != version:
        raise SheetError("sheet_old_version", "Bảng này tải từ bản phần mềm khác, cột đã đổi. Tải lại bảng rồi điền.")
    return Filled(tables, marks)


def refuse_lost(marks: Marks, found: Iterable[str], advice: str = "") -> None:
    """Raise SheetError sheet_truncated where rows that went out did not come back; `advice`: how to leave one out."""
    here = set(found)
    lost = [key for key in marks.keys if key not in here]
    if lost:
        some = ", ".join(lost[:5]) + ("…" if len(lost) > 5 else "")
        raise SheetError(
            "sheet_truncated",
            f"Tệp thiếu {len(lost)}/{len(marks.keys)} dòng so với lúc tải xuống ({some}), có thể bị cắt; không dòng "
            f"nào được ghi. Đưa lại tệp đủ dòng. {advice}".rstrip(),
        )


def _marks(data: bytes) -> Marks | None:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        first = [str(clean(row[0])) for row in book.get_sheet_by_name(HIDDEN).to_python() if row and row[0] != ""]
        schema, number, count, *keys = first
        marks, told = Marks(schema, int(number), tuple(keys)), int(count)
    except Exception:  # a file of somebody else's: the reader has an error of its own for each way to be so
        return None
    if len(keys) != told:
        raise SheetError("sheet_truncated", "Tệp bị cắt: trang ẩn không còn đủ. Tải lại bảng rồi điền lại.")
    return marks
