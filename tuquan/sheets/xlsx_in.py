"""An xlsx as tables. The package is measured before it is opened: one far cell would ask for all memory."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from tuquan.sheets.columns import SheetError
from tuquan.sheets.table import Merged, Table, table

# What a sheet may unfold to, and the area between its first and last cell.
LARGEST_PART, LARGEST_PACKAGE, LARGEST_AREA = 40_000_000, 80_000_000, 2_000_000
_NOT_XML = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bin", ".vml")


def read_xlsx(data: bytes) -> tuple[Table, ...]:
    """The visible sheets in their order. Raises SheetError (sheet_unreadable, sheet_too_large)."""
    _measure(data)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        return tuple(
            _table(book, meta.name) for meta in book.sheets_metadata if meta.visible == SheetVisibleEnum.Visible
        )
    except Exception as error:
        raise _unreadable() from error
    except BaseException as error:
        # The reader's own panics are no Exception; a stop asked for by the machine goes on.
        if type(error).__name__ != "PanicException":
            raise
        raise _unreadable() from error


def _table(book: CalamineWorkbook, name: str) -> Table:
    sheet = book.get_sheet_by_name(name)
    merged = [
        Merged(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    return table(name, sheet.to_python(skip_empty_area=False), merged)


def _measure(data: bytes) -> None:
    try:
        with ZipFile(BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > LARGEST_PACKAGE:
                raise _too_large()
            for part in package.infolist():
                if not part.filename.lower().endswith(_NOT_XML) and not part.is_dir():
                    _measure_part(package, part.filename)
    except (
        BadZipFile,
        ParseError,
        DefusedXmlException,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        if isinstance(error, SheetError):
            raise
        raise _unreadable() from error


def _measure_part(package: ZipFile, name: str) -> None:
    bottom = right = 0
    with package.open(name) as stream:
        unfolded = stream.read(LARGEST_PART + 1)
    if len(unfolded) > LARGEST_PART:
        raise _too_large()
    for address in _addresses(unfolded):
        row, column = _place(address)
        bottom, right = max(bottom, row), max(right, column)
    if bottom * right > LARGEST_AREA:
        raise _too_large()


def _addresses(unfolded: bytes) -> Iterator[str]:
    for _, element in iterparse(BytesIO(unfolded)):
        if element.tag.rpartition("}")[2] == "c" and "r" in element.attrib:
            yield element.attrib["r"]
        element.clear()


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
