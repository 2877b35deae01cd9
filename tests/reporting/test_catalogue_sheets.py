"""Own lines and forms as workbooks: out, filled in, previewed with cells and all faults, taken or left."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import pytest

from tests.reporting import factories as make
from tests.reporting.factories import District
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused
from tuquan.reporting import catalogue_sheet, form_sheet, forms
from tuquan.reporting.actions import cataloguing
from tuquan.reporting.actions.cataloguing import Words
from tuquan.reporting.models import Form, Indicator, ReportKind
from tuquan.sheets import Cell, Filled, SheetError, read_filled, write_filled
from tuquan.units.models import Level

pytestmark = pytest.mark.django_db
TODAY, NEXT = date(2021, 12, 1), date(2022, 1, 1)
Rows = list[list[Cell]]


@pytest.fixture(autouse=True)
def day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture
def land() -> District:
    return make.district()


def refilled(data: bytes, sheet: Any, edit: Callable[[Rows], None]) -> Filled:
    """The workbook edited as a person does in Excel: the same marks, other cells."""
    filled = read_filled(data, file_name="bang.xlsx", schema=sheet.SCHEMA, version=sheet.VERSION)
    rows: Rows = [[row.cell(at) for at in range(len(sheet.HEADER))] for row in filled.tables[0].rows[1:]]
    edit(rows)
    again = write_filled("Bảng", sheet.HEADER, rows, marks=filled.marks)
    return read_filled(again, file_name="bang.xlsx", schema=sheet.SCHEMA, version=sheet.VERSION)


def own_line(land: District) -> Indicator:
    words = Words(name="tổ zalo an ninh", measure="tổ", definition="Số tổ dùng Zalo để báo tin.")
    return cataloguing.add_line(
        by=land.province.officer, owner_id=land.province.unit_id, kind="stock", group="schemes",
        words=words, begins_on=date(2021, 1, 1),
    )  # fmt: skip


def new_row(**cells: Cell) -> list[Cell]:
    given: dict[str, Cell] = {
        "name": "tổ cà phê an ninh", "measure": "tổ", "kind": "số hiện có", "group": "Mô hình tự quản",
        "access": "dùng chung", "definition": "Số tổ họp ở quán cà phê.", **cells,
    }  # fmt: skip
    return [given.get(field) for field in catalogue_sheet._FIELDS]


def own_sheet(land: District, edit: Callable[[Rows], None]) -> Filled:
    return refilled(catalogue_sheet.write(land.province.unit_id, "Chỉ tiêu riêng"), catalogue_sheet, edit)


def test_an_unchanged_list_changes_nothing(land: District) -> None:
    own_line(land)
    filled = own_sheet(land, lambda rows: None)
    assert catalogue_sheet.preview(land.province.head, land.province.unit_id, filled) == catalogue_sheet.Preview((), ())


def test_new_rows_are_added_and_changed_ones_reworded(land: District) -> None:
    line = own_line(land)

    def edit(rows: Rows) -> None:
        rows[0][1] = "tổ Zalo tự quản"
        rows[0][-2:] = ["01/12/2021", "Công văn 12"]
        rows.append(new_row())

    filled = own_sheet(land, edit)
    seen = catalogue_sheet.preview(land.province.head, land.province.unit_id, filled)
    assert [(change.where, change.doing) for change in seen.changes] == [("Bảng!B2", "sửa"), ("Bảng!B3", "thêm")]
    assert "từ ngày 01/12/2021: tên chỉ tiêu: tổ Zalo tự quản" in seen.changes[0].words
    assert Indicator.objects.filter(owner__isnull=False).count() == 1, "a preview writes nothing"
    assert catalogue_sheet.take(by=land.province.head, owner_id=land.province.unit_id, filled=filled) == seen
    line.refresh_from_db()
    assert line.name == "tổ Zalo tự quản"
    assert Indicator.objects.get(code="quang_thu_to_ca_phe_an_ninh").measure == "tổ"


def test_all_faults_are_told_with_their_cells_and_nothing_is_written(land: District) -> None:
    own_line(land)

    def edit(rows: Rows) -> None:
        rows[0][1] = "tổ Zalo tự quản"
        rows.append(new_row(kind="tồn kho"))
        rows.append(new_row(name="lượt gọi hỏi, răn đe", begins_on="hôm qua"))
        rows.append(new_row(name="lượt gọi hỏi, răn đe"))
        rows.append(new_row(name="tổ bún bò an ninh"))

    filled = own_sheet(land, edit)
    seen = catalogue_sheet.take(by=land.province.head, owner_id=land.province.unit_id, filled=filled)
    assert [fault.split(":")[0] for fault in seen.faults] == ["Bảng!2", "Bảng!D3", "Bảng!M4", "Bảng!5"]
    assert "chưa ghi « Áp dụng từ »" in seen.faults[0]
    assert "phần mềm không lưu" in seen.faults[3]
    assert not seen.ready
    assert Indicator.objects.filter(owner__isnull=False).count() == 1


def test_a_list_that_lost_a_row_is_refused(land: District) -> None:
    own_line(land)

    def edit(rows: Rows) -> None:
        rows[0] = new_row()

    with pytest.raises(SheetError, match="thiếu 1/1 dòng"):
        catalogue_sheet.preview(land.province.head, land.province.unit_id, own_sheet(land, edit))


def test_only_the_province_takes_its_list(land: District) -> None:
    filled = own_sheet(land, lambda rows: rows.append(new_row()))
    with pytest.raises(PermissionRefused):
        catalogue_sheet.take(by=land.top.head, owner_id=land.province.unit_id, filled=filled)
    assert not Indicator.objects.filter(owner__isnull=False).exists()


@pytest.fixture
def form(land: District) -> Form:
    found = forms.form_on(ReportKind.objects.get(code="movement_year"), Level.COMMUNE, NEXT)
    assert found is not None
    return found


def form_file(land: District, form: Form, edit: Callable[[Rows], None]) -> Filled:
    data = form_sheet.write(form, land.province.unit_id, NEXT, "Biểu cấp xã")
    return refilled(data, form_sheet, edit)


def test_a_form_goes_out_with_every_line_that_could_stand_in_it(land: District, form: Form) -> None:
    def edit(rows: Rows) -> None:
        assert [row[2] for row in rows[: form.lines.count()]] == ["có"] * form.lines.count()
        assert len(rows) > 200
        assert not {"crime_cases", "tips_received"} & {str(row[0]) for row in rows}

    seen = form_sheet.preview(form, form_file(land, form, edit))
    assert (seen.changes, seen.faults) == ((), ())
    assert [given.code for given in seen.lines] == list(form.lines.values_list("indicator__code", flat=True))


def test_differences_of_a_form_and_taking_it(land: District, form: Form) -> None:
    first, second, third = (line.indicator for line in form.lines.select_related("indicator")[:3])

    def edit(rows: Rows) -> None:
        rows[0][2] = "không"
        rows[1][3] = 99
        rows[2][5] = "không"
        (extra,) = (row for row in rows if row[0] == "clubs")
        extra[2:5] = ["Có", 100, "Lực lượng"]

    seen = form_sheet.preview(form, form_file(land, form, edit))
    told = {change.name: (change.doing, change.words) for change in seen.changes}
    assert told[first.name] == ("bỏ", "không còn trong biểu")
    assert told[second.name][0] == "đổi"
    assert "chuyển từ thứ" in told[second.name][1]
    assert told[third.name][1].startswith("không bắt buộc nữa")
    assert told["câu lạc bộ"] == ("thêm", f"đứng thứ {form.lines.count()}, mục « Lực lượng »")
    given: dict[str, Any] = {
        "by": land.province.head, "report_kind": form.report_kind, "level": form.level, "lines": seen.lines,
        "owner_id": land.province.unit_id, "begins_on": NEXT, "name": "Biểu tỉnh",
    }  # fmt: skip
    assert form_sheet.rehearse(**given) == ()
    assert Form.objects.filter(owner__isnull=False).count() == 0
    made = form_sheet.take(**given).form
    assert list(made.lines.values_list("indicator__code", flat=True))[-2:] == [second.code, "clubs"]


def test_a_form_tells_all_its_faults(land: District, form: Form) -> None:
    def edit(rows: Rows) -> None:
        rows[0][2] = "chắc vậy"
        rows[1][3] = "đầu"
        rows[2][6] = "?"

    seen = form_sheet.preview(form, form_file(land, form, edit))
    assert [fault.split(":")[0] for fault in seen.faults] == ["Bảng!C2", "Bảng!D3", "Bảng!G4"]

    def empty_section(rows: Sequence[list[Cell]]) -> None:
        rows[0][4] = None

    seen = form_sheet.preview(form, form_file(land, form, lambda rows: empty_section(rows)))
    given: dict[str, Any] = {
        "by": land.province.head, "report_kind": form.report_kind, "level": form.level, "lines": seen.lines,
        "owner_id": land.province.unit_id, "begins_on": NEXT, "name": "Biểu tỉnh",
    }  # fmt: skip
    (fault,) = form_sheet.rehearse(**given)
    assert fault.startswith("Bảng!A2: ")


def test_a_form_that_lost_rows_is_refused(land: District, form: Form) -> None:
    with pytest.raises(SheetError, match="Muốn bỏ một dòng thì ghi « không »") as refused:
        form_sheet.preview(form, form_file(land, form, lambda rows: rows.__delitem__(slice(100, None))))
    assert refused.value.code == "sheet_truncated"
