"""An xlsx as tables. The package is measured before it is opened: one far cell would ask for all memory."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring, iterparse
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from tuquan.sheets.columns import SheetError
from tuquan.sheets.table import Merged, Table, table

# What a sheet may unfold to, and the area between its first and last cell.
LARGEST_PART, LARGEST_PACKAGE, LARGEST_AREA = 40_000_000, 80_000_000, 2_000_000
_NOT_XML = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bin", ".vml")


Errors = dict[tuple[int, int], str]


def read_xlsx(data: bytes) -> tuple[Table, ...]:
    """The visible sheets in their order. Raises SheetError (sheet_unreadable, sheet_too_large)."""
    errors = _measured(data)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        return tuple(
            _table(book, meta.name, errors.get(meta.name, {}))
            for meta in book.sheets_metadata
            if meta.visible == SheetVisibleEnum.Visible
        )
    except Exception as error:
        raise _unreadable() from error
    except BaseException as error:
        # The reader's own panics are no Exception; a stop asked for by the machine goes on.
        if type(error).__name__ != "PanicException":
            raise
        raise _unreadable() from error


def _table(book: CalamineWorkbook, name: str, errors: Errors) -> Table:
    sheet = book.get_sheet_by_name(name)
    merged = [
        Merged(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    rows: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for (row, column), text in errors.items():
        # The reader gives an empty cell for #N/A and the like: nothing that is wrong may pass for nothing.
        if row <= len(rows) and column <= len(rows[row - 1]):
            rows[row - 1][column - 1] = text
    return table(name, rows, merged)


def _measured(data: bytes) -> dict[str, Errors]:
    """The cells with errors by the name of their sheet. Raises SheetError for what must not be opened."""
    try:
        with ZipFile(BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > LARGEST_PACKAGE:
                raise _too_large()
            found = {
                part.filename: _measured_part(package, part.filename)
                for part in package.infolist()
                if not part.filename.lower().endswith(_NOT_XML) and not part.is_dir()
            }
            return {name: found.get(part, {}) for name, part in _sheets(package).items()}
    except (BadZipFile, ParseError, DefusedXmlException, OSError, LookupError, RuntimeError, ValueError) as error:
        if isinstance(error, SheetError):
            raise
        raise _unreadable() from error


def _measured_part(package: ZipFile, name: str) -> Errors:
    bottom = right = 0
    errors: Errors = {}
    for address, error in _cells(_unfolded(package, name)):
        row, column = _place(address)
        bottom, right = max(bottom, row), max(right, column)
        if error:
            errors[row, column] = error
    if bottom * right > LARGEST_AREA:
        raise _too_large()
    return errors


def _unfolded(package: ZipFile, name: str) -> bytes:
    with package.open(name) as stream:
        unfolded = stream.read(LARGEST_PART + 1)
    if len(unfolded) > LARGEST_PART:
        raise _too_large()
    return unfolded


def _cells(unfolded: bytes) -> Iterator[tuple[str, str]]:
    """The address of each cell, and its text where it is an error."""
    for _, element in iterparse(BytesIO(unfolded)):
        tag = element.tag.rpartition("}")[2]
        if tag == "c" and "r" in element.attrib:
            wrong = element.attrib.get("t") == "e"
            yield element.attrib["r"], next((child.text for child in element if child.text), "#") if wrong else ""
        if tag != "v":
            element.clear()


def _sheets(package: ZipFile) -> dict[str, str]:
    """The part of each sheet by its name."""
    book, links = (fromstring(package.read(f"xl/{name}")) for name in ("workbook.xml", "_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    found = {}
    for sheet in book.iter():
        if sheet.tag.rpartition("}")[2] == "sheet":
            key = next((value for name, value in sheet.attrib.items() if name.rpartition("}")[2] == "id"), "")
            target = targets.get(key, "")
            found[sheet.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def _place(address: str) -> tuple[int, int]:
    """Row and column, counted from 1, of "C5"; (0, 0) for what is no address."""
    letters = address.rstrip("0123456789").upper()
    digits = address[len(letters) :]
    if not digits or not letters.isascii() or not letters.isalpha() or len(address) > 10:
        return 0, 0
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits), column


def _unreadable() -> SheetError:
    return SheetError("sheet_unreadable", "Không mở được tệp: tệp hỏng, có mật khẩu, hoặc không phải là bảng xlsx.")


def _too_large() -> SheetError:
    return SheetError(
        "sheet_too_large", "Bảng quá rộng: có ô nằm rất xa. Chép riêng vùng danh sách sang tệp mới rồi gửi lại."
    )
