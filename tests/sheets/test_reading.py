"""Lists that people paste or upload keep their addresses; a package that would eat the memory is not opened."""

from contextlib import suppress
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from tuquan.sheets import Column, Heading, SheetError, find_heading, read_paste, read_tables, write_csv, write_xlsx
from tuquan.sheets.table import clean, letters, table

COLUMNS = (Column("name", ("Tên", "Họ tên"), needed=True), Column("size", ("Số hộ",)))


def _code(data: bytes, name: str = "a.xlsx") -> str:
    with pytest.raises(SheetError) as caught:
        read_tables(data, file_name=name)
    return caught.value.code


def _rezipped(data: bytes, part: str, change: tuple[bytes, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = old.read(name)
            new.writestr(name, body.replace(*change) if name == part else body)
    return buffer.getvalue()


def test_what_is_written_is_read_with_numbers_and_days_as_they_were() -> None:
    data = write_xlsx("Thôn", ("Tên", "Số", "Ngày"), [("A  b", 1284, date(2021, 6, 30)), ("C", Decimal("1.5"), None)])
    first, notes = read_tables(data, file_name="a.xlsx")
    assert (first.name, notes.name) == ("Thôn", "Ghi chú")
    assert [row.cells for row in first.rows[1:]] == [("A b", 1284, date(2021, 6, 30)), ("C", Decimal("1.5"), None)]


def test_addresses_count_from_the_first_cell_of_the_sheet() -> None:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet("Danh sách")
    page.write_row(4, 2, ["Tên", "Số hộ"])
    page.write_row(5, 2, ["Lâm Lang", 3])
    page.merge_range("C8:D9", "gộp")
    book.add_worksheet("Ẩn").hide()
    book.close()
    tables = read_tables(buffer.getvalue(), file_name="a.xlsx")
    assert [one.name for one in tables] == ["Danh sách"]
    found = find_heading(tables, COLUMNS)
    assert isinstance(found, Heading)
    record = found.records[0]
    assert (record.where("size"), record.get("size"), record.where()) == ("Danh sách!D6", 3, "Danh sách!6")
    assert found.faults[0].startswith("Danh sách!C8:D9: các ô bị gộp")


@pytest.mark.parametrize(
    "data",
    [
        "\ufeffTên;Số hộ\r\nLâm Lang;3\r\n".encode(),
        "Tên,Số hộ\nLâm Lang,3\n".encode(),
        "Tên\tSố hộ\nLâm Lang\t3\n".encode("utf-16"),
        write_csv(("Tên", "Số hộ"), [("Lâm Lang", 3)]),
    ],
)
def test_csv_in_the_ways_excel_writes_it(data: bytes) -> None:
    (one,) = read_tables(data, file_name="C:\\bảng\\thôn.csv")
    assert one.name == "thôn"
    assert [row.cells for row in one.rows] == [("Tên", "Số hộ"), ("Lâm Lang", "3")]


def test_a_cell_with_a_line_break_is_one_cell() -> None:
    (one,) = read_paste('Tên\tSố\nhộ\n"Lâm\nLang"\t3\n\n\n')
    assert one.rows[-1].cells == ("Lâm Lang", "3")


def test_what_cannot_be_read_is_refused_with_a_code() -> None:
    good = write_xlsx("T", ("a",), [("b",)])
    assert _code(b"PK\x03\x04 not a package") == "sheet_unreadable"
    assert _code(good[:-60]) == "sheet_unreadable"
    assert _code(b"\xd0\xcf\x11\xe0" + bytes(100)) == "sheet_old_excel"
    assert _code("Tên thôn".encode("cp1258", "replace") + b"\xff\x81", "a.csv") == "sheet_encoding"
    assert _code(b"a\0b", "a.csv") == "sheet_unreadable"
    assert _code(b"x" * 5_000_001, "a.csv") == "sheet_too_large"
    assert _code(b"a\n" * 5_001, "a.csv") == "sheet_too_large"
    assert _code(b"\n\n", "a.csv") == "sheet_empty"
    sheet = "xl/worksheets/sheet1.xml"
    assert _code(_rezipped(good, sheet, (b'r="A2"', b'r="XFD1048576"'))) == "sheet_too_large"
    assert _code(_rezipped(good, sheet, (b"<worksheet", b'<!DOCTYPE x [<!ENTITY e "e">]><worksheet'))) == (
        "sheet_unreadable"
    )
    assert _code(_rezipped(good, sheet, (b"<sheetData>", b"<sheetData>" + b" " * 40_000_001))) == "sheet_too_large"


def test_an_error_of_a_formula_is_no_empty_cell() -> None:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet("Trang 1")
    page.write_row(0, 0, ["Tên", "Số hộ"])
    page.write(1, 0, "Lâm Lang")
    page.write_formula(1, 1, "=NA()", None, "#N/A")
    book.close()
    found = find_heading(read_tables(buffer.getvalue(), file_name="a.xlsx"), COLUMNS)
    assert isinstance(found, Heading)
    assert found.faults == ("Trang 1!B2: ô có lỗi công thức #N/A. Sửa công thức, hoặc ghi thẳng số.",)


def test_two_columns_of_one_meaning_are_told() -> None:
    found = find_heading(read_paste("Tên\tHọ tên\tKhác\nA\tB\tC\n"), COLUMNS)
    assert isinstance(found, Heading)
    assert found.faults == ("Bảng dán!B1: cột này trùng nghĩa với cột ở Bảng dán!A1. Bỏ một cột.",)
    assert found.unused == ("Khác",)


@pytest.mark.parametrize(("column", "shown"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_letters_of_columns(column: int, shown: str) -> None:
    assert letters(column) == shown


_cells = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zs", "Zl", "Zp")), min_size=1, max_size=8)


@given(st.lists(st.lists(_cells, min_size=2, max_size=2), min_size=1, max_size=6))
@settings(max_examples=40)
def test_pasted_rows_keep_their_numbers_and_words(rows: list[list[str]]) -> None:
    text = "\n".join("\t".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    (one,) = read_paste(text)
    assert one.rows == table("Bảng dán", [[clean(cell) for cell in row] for row in rows]).rows
    assert [row.number for row in one.rows] == list(range(1, len(rows) + 1))


_WORKBOOK = write_xlsx("Thôn", ("Tên", "Số", "Ngày"), [("Lâm Lang", 1284, date(2021, 6, 30)), ("B", 2, None)])
_PARTS = ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"]


@given(st.sampled_from(_PARTS), st.integers(0, 4000), st.binary(max_size=6), st.integers(0, 40))
@settings(max_examples=80)
def test_a_damaged_package_is_a_table_or_a_refusal(part: str, at: int, put: bytes, gone: int) -> None:
    with ZipFile(BytesIO(_WORKBOOK)) as package:
        body = package.read(part)
    at %= len(body)
    damaged = _rezipped(_WORKBOOK, part, (body, body[:at] + put + body[at + gone :]))
    with suppress(SheetError):
        read_tables(damaged, file_name="a.xlsx")


@given(st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf"]))
@settings(max_examples=80)
def test_any_bytes_are_a_table_or_a_refusal(data: bytes, start: bytes) -> None:
    with suppress(SheetError):
        read_tables(start + data, file_name="a.csv")
