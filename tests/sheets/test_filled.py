"""A list that goes out with its choices and comes back whole, or is refused."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from tuquan.sheets import Marks, SheetError, find_heading, read_filled, refuse_lost, write_filled
from tuquan.sheets.heading import Column

HEADER = ["Mã", "Dùng"]
MARKS = Marks("form", 1, ("a", "b", "c"))


def made(marks: Marks = MARKS) -> bytes:
    rows = [[key, "có"] for key in marks.keys]
    return write_filled("Biểu thử", HEADER, rows, marks=marks, choices={"Dùng": ["có", "không"]})


def with_text(data: bytes, old: str, new: str) -> bytes:
    """The workbook with one of its texts replaced."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(out, "w") as after:
        for part in before.namelist():
            text = before.read(part)
            if part.endswith("sharedStrings.xml"):
                assert f"<t>{old}</t>".encode() in text
                text = text.replace(f"<t>{old}</t>".encode(), f"<t>{new}</t>".encode())
            after.writestr(part, text)
    return out.getvalue()


def part(data: bytes, name: str) -> str:
    with ZipFile(BytesIO(data)) as package:
        return package.read(name).decode()


def keys(data: bytes) -> list[str]:
    filled = read_filled(data, file_name="x.xlsx", schema="form", version=1)
    heading = find_heading(filled.tables, [Column("code", ("Mã",), needed=True)])
    assert not isinstance(heading, str)
    return [record.text("code") for record in heading.records]


def test_it_comes_back_as_it_went_out() -> None:
    assert keys(made()) == ["a", "b", "c"]
    assert read_filled(made(), file_name="x.xlsx", schema="form", version=1).marks == MARKS


def test_choices_stand_in_the_cells_and_the_sheet_of_marks_is_hidden() -> None:
    assert 'name="tuquan" sheetId="3" state="veryHidden"' in part(made(), "xl/workbook.xml")
    sheet = part(made(), "xl/worksheets/sheet1.xml")
    assert "<formula1>tuquan!$B$1:$B$2</formula1>" in sheet
    assert 'sqref="B2:B204"' in sheet


def test_a_lost_row_is_refused() -> None:
    data = made()
    filled = read_filled(data, file_name="x.xlsx", schema="form", version=1)
    with pytest.raises(SheetError, match=r"thiếu 1/3 dòng.*\(b\)") as refused:
        refuse_lost(filled.marks, ["a", "c"])
    assert refused.value.code == "sheet_truncated"
    refuse_lost(filled.marks, [*keys(data), "new"])


@pytest.mark.parametrize(
    ("marks", "code"), [(Marks("other", 1, ("a",)), "sheet_not_ours"), (Marks("form", 2, ("a",)), "sheet_old_version")]
)
def test_another_list_is_refused(marks: Marks, code: str) -> None:
    with pytest.raises(SheetError) as refused:
        read_filled(made(marks), file_name="x.xlsx", schema="form", version=1)
    assert refused.value.code == code


def test_a_file_without_marks_or_with_half_of_them_is_refused() -> None:
    half = with_text(made(), "3", "4")
    with pytest.raises(SheetError) as refused:
        read_filled(half, file_name="x.xlsx", schema="form", version=1)
    assert refused.value.code == "sheet_truncated"
    with pytest.raises(SheetError) as refused:
        read_filled("Mã,Dùng\na,có\n".encode(), file_name="x.csv", schema="form", version=1)
    assert refused.value.code == "sheet_not_ours"
    with pytest.raises(SheetError):
        read_filled(made()[:900], file_name="x.xlsx", schema="form", version=1)
