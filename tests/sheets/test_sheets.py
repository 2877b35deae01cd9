"""What is written is read back as it was: numbers as numbers, and no text as a formula."""

import csv
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tuquan.sheets import SheetError, write_csv, write_xlsx
from tuquan.sheets.xlsx_out import sheet_name

HEADER = ("Đơn vị", "Mô hình", "Tỷ lệ", "Ngày")
ROWS = [
    ("Xã Sơn Hà", 33446, Decimal("1.5"), date(2026, 1, 8)),
    ('=HYPERLINK("http://x.vn")', 0, None, None),
    ("http://x.vn", -3, Decimal("97.35"), None),
]
HOSTILE = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", " =1", "＝1"]


def _read(data: bytes, sheet: int = 0) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return book.get_sheet_by_index(sheet).to_python()  # type: ignore[return-value]


def test_a_list_reads_back() -> None:
    read = _read(write_xlsx("Mô hình tự quản", HEADER, ROWS))
    assert read[0] == list(HEADER)
    assert read[1] == ["Xã Sơn Hà", 33446, 1.5, date(2026, 1, 8)]
    assert read[2] == ['=HYPERLINK("http://x.vn")', 0, "", ""]
    assert read[3][:3] == ["http://x.vn", -3, 97.35]


def test_no_text_is_run() -> None:
    with ZipFile(BytesIO(write_xlsx("T", ("=A1",), [(text,) for text in HOSTILE]))) as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet
    lines = list(csv.reader(StringIO(write_csv(("=A1",), [(text,) for text in HOSTILE]).decode("utf-8-sig"))))
    assert all(cell.startswith("'") for (cell,) in lines)


def test_the_list_is_made_for_work() -> None:
    data = write_xlsx("T", HEADER, ROWS)
    with ZipFile(BytesIO(data)) as package:
        sheet, looks = package.read("xl/worksheets/sheet1.xml"), package.read("xl/styles.xml")
    assert b'<autoFilter ref="A1:D4"/>' in sheet
    assert b'state="frozen"' in sheet
    assert b"#,##0" in looks
    assert data == write_xlsx("T", HEADER, ROWS)


def test_notes_have_a_sheet_of_their_own() -> None:
    data = write_xlsx("Mô hình", HEADER, ROWS, notes=("Kỳ báo cáo: năm 2025", "Đã có 31/33 xã"))
    assert [row[0] for row in _read(data, 1)] == ["Mô hình", "", "Kỳ báo cáo: năm 2025", "Đã có 31/33 xã"]


def test_a_number_too_long_for_excel_stays_exact_as_text() -> None:
    assert _read(write_xlsx("T", ("a",), [(12345678901234567,)]))[1] == ["12345678901234567"]


def test_csv_is_what_a_vietnamese_excel_expects() -> None:
    data = write_csv(HEADER, ROWS[:1])
    assert data == '\ufeffĐơn vị,Mô hình,Tỷ lệ,Ngày\r\nXã Sơn Hà,33446,"1,5",08/01/2026\r\n'.encode()


@pytest.mark.parametrize(("header", "rows", "code"), [((), [], "no_columns"), (("a",), [(1, 2)], "ragged")])
def test_refusals(header: tuple[str, ...], rows: list[tuple[int, ...]], code: str) -> None:
    for write in (lambda: write_csv(header, rows), lambda: write_xlsx("T", header, rows)):
        with pytest.raises(SheetError) as caught:
            write()
        assert caught.value.code == code


@pytest.mark.parametrize("title", ["", "Ghi chú", "a/b[c]:*?", "x" * 80, "'Đề'", "History"])
def test_any_title_names_a_sheet(title: str) -> None:
    assert 0 < len(sheet_name(title)) <= 31
    assert _read(write_xlsx(title, ("a",), []))[0] == ["a"]


_texts = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=20)


@given(st.lists(st.tuples(_texts, st.integers(-(10**14), 10**14)), max_size=5))
@settings(max_examples=30, deadline=None)
def test_texts_and_numbers_survive(rows: list[tuple[str, int]]) -> None:
    read = _read(write_xlsx("T", ("chữ", "số"), rows))
    assert [tuple(row) for row in read[1:]] == rows


def test_csv_notes_follow_the_list_and_are_never_formulas() -> None:
    data = write_csv(HEADER, ROWS[:1], notes=("Nguồn: 3/3 xã, đã gửi", "=1+1"))
    lines = list(csv.reader(StringIO(data.decode("utf-8-sig"))))
    assert len(lines[1]) == len(HEADER)
    assert lines[2:] == [[], ["Nguồn: 3/3 xã, đã gửi"], ["'=1+1"]]
