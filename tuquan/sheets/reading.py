"""Tables from what a person pastes or uploads: text from the clipboard, csv, xlsx."""

import csv
from io import StringIO

from tuquan.sheets.columns import SheetError
from tuquan.sheets.table import Table, table
from tuquan.sheets.xlsx_in import read_xlsx

PASTED = "Bảng dán"
LARGEST_FILE = 5_000_000
MOST_ROWS, MOST_COLUMNS = 5_000, 100
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_paste(text: str) -> tuple[Table, ...]:
    """What was copied in Excel: cells parted by tabs, a cell with a line break in quotes. Raises SheetError."""
    _refuse_long(len(text.encode()))
    return (_from_text(PASTED, text, "\t"),)


def read_tables(data: bytes, *, file_name: str) -> tuple[Table, ...]:
    """Every visible sheet of an xlsx, or the one table of a csv (commas, semicolons or tabs; UTF-8 or UTF-16).

    Raises SheetError: sheet_too_large, sheet_unreadable, sheet_old_excel, sheet_encoding, sheet_empty.
    """
    _refuse_long(len(data))
    if data.startswith(_OLD_EXCEL):
        raise SheetError("sheet_old_excel", "Tệp là Excel cũ (.xls). Mở bằng Excel, lưu lại dạng .xlsx rồi gửi.")
    if data.startswith(_ZIP):
        tables = read_xlsx(data)
        for one in tables:
            _refuse_big(one)
        return tables
    text = _decoded(data)
    return (_from_text(_short(file_name), text, _delimiter(text)),)


def _from_text(name: str, text: str, delimiter: str) -> Table:
    # Old line ends alone would be taken for one long line.
    lines = StringIO(text.replace("\r\n", "\n").replace("\r", "\n"), newline="")
    try:
        made = table(name, list(csv.reader(lines, delimiter=delimiter)))
    except csv.Error as error:
        raise SheetError(
            "sheet_unreadable", "Không đọc được bảng: có ô quá dài. Sao chép lại riêng vùng danh sách."
        ) from error
    if not made.rows:
        raise SheetError("sheet_empty", "Bảng trống. Sao chép cả dòng tiêu đề và các dòng của danh sách rồi dán lại.")
    _refuse_big(made)
    return made


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max("\t;,", key=first.count)


def _decoded(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SheetError(
            "sheet_encoding",
            "Không đọc được chữ trong tệp. Trong Excel chọn « Lưu thành » → « CSV UTF-8 » hoặc « .xlsx » rồi gửi lại.",
        ) from error
    if "\0" in text:
        raise SheetError("sheet_unreadable", "Tệp không phải là bảng csv hay xlsx. Chọn tệp khác.")
    return text


def _short(file_name: str) -> str:
    return file_name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0][:40] or "Tệp"


def _refuse_long(length: int) -> None:
    if length > LARGEST_FILE:
        raise SheetError("sheet_too_large", "Bảng lớn quá 5 MB. Bỏ hình ảnh và các trang không cần, rồi gửi lại.")


def _refuse_big(one: Table) -> None:
    if len(one.rows) > MOST_ROWS or any(len(row.cells) > MOST_COLUMNS for row in one.rows):
        raise SheetError(
            "sheet_too_large",
            f"Trang « {one.name} » có quá {MOST_ROWS} dòng hoặc {MOST_COLUMNS} cột. Chỉ giữ vùng danh sách, gửi lại.",
        )
