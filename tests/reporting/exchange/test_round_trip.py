"""The form goes out as a workbook, is filled in, comes back: cell by cell what it changes, and nothing is lost."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from tests.reporting import factories as make
from tuquan.accounts.models import Post
from tuquan.ground.errors import PermissionRefused
from tuquan.reporting import actions
from tuquan.reporting.errors import StaleFigure
from tuquan.reporting.exchange import book, differences
from tuquan.reporting.exchange.errors import SheetRefused
from tuquan.reporting.models import Answer, Scope, SourceKind, Submission

pytestmark = pytest.mark.django_db
Sheets = dict[str, list[list[Any]]]


@pytest.fixture
def row(day: date) -> Submission:
    land = make.district(communes=2)
    return make.submission(land.open(), land.communes["Châu Hóa"])


def opened(data: bytes) -> Sheets:
    workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    return {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}


def saved(sheets: Sheets) -> bytes:
    """As Excel saves it: the same sheets, the hidden one hidden."""
    buffer = BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    for name, rows in sheets.items():
        sheet = workbook.add_worksheet(name)
        if name == "tuquan":
            sheet.very_hidden()
        for place, cells in enumerate(rows):
            for at, cell in enumerate(cells):
                sheet.write(place, at, cell)
    workbook.close()
    return buffer.getvalue()


def edited(row: Submission, change: Callable[[list[list[Any]]], None]) -> bytes:
    sheets = opened(book.workbook(row))
    change(next(iter(sheets.values())))
    return saved(sheets)


def put(name: str, value: Any, of: Any = "") -> Callable[[list[list[Any]]], None]:
    def change(rows: list[list[Any]]) -> None:
        line = next(cells for cells in rows if cells[1] == name)
        line[3], line[4] = value, of

    return change


def compare(row: Submission, data: bytes) -> differences.Differences:
    return differences.compare(row, data, file_name="bieu.xlsx")


def name_of(row: Submission, code: str) -> str:
    return str(row.figures.get(indicator__code=code, scope=Scope.OWN).indicator.name)


def figure(row: Submission, code: str) -> Any:
    return row.figures.select_related("chosen", "indicator").get(indicator__code=code, scope=Scope.OWN)


def test_what_goes_out_comes_back_as_no_change(row: Submission) -> None:
    make.say(row, "outreach_attendances", 33446)
    make.say(row, "schemes_with_full_dossier", 17, of=19)
    actions.say_none_arose(by=None, submission=row, indicator="schemes_founded")
    found = compare(row, saved(opened(book.workbook(row))))
    assert (found.changes, found.faults) == ((), ())
    assert found.same == len(book.own_lines(row))


def test_every_line_of_the_form_goes_out_once(row: Submission) -> None:
    rows = next(iter(opened(book.workbook(row)).values()))
    assert [cells[1] for cells in rows[1:]] == [line.indicator.name for line in book.own_lines(row)]


@pytest.mark.parametrize(
    ("written", "of", "text"),
    [(14, "", "14"), ("33.446", "", "33.446"), ("không phát sinh", "", "không phát sinh"), (0, "", "0")],
)
def test_a_filled_cell_is_a_change_with_its_address(row: Submission, written: Any, of: Any, text: str) -> None:
    data = edited(row, put(name_of(row, "outreach_points"), written, of))
    (change,) = compare(row, data).changes
    assert (change.before.text, change.after.text) == ("chưa báo cáo", text)
    assert change.where.endswith("!D2")


def test_x_of_y_stands_in_two_cells(row: Submission) -> None:
    (change,) = compare(row, edited(row, put(name_of(row, "schemes_with_full_dossier"), 17, 19))).changes
    assert change.after.text == "17/19"


def test_taken_the_cells_are_imported_from_their_cells(row: Submission) -> None:
    data = edited(row, put(name_of(row, "outreach_points"), 14))
    changes = compare(row, data).changes
    assert differences.take(by=None, submission=row, changes=changes, file_name="bieu.xlsx") == 1
    now = figure(row, "outreach_points")
    assert (now.answer, now.chosen.value, now.chosen.source_kind) == (Answer.VALUE, Decimal(14), SourceKind.IMPORTED)
    assert "bieu.xlsx" in now.chosen.source_label
    assert "!D" in now.chosen.source_label


def test_an_emptied_cell_takes_the_answer_away_and_is_shown_so(row: Submission) -> None:
    make.say(row, "outreach_points", 14)
    (change,) = compare(row, edited(row, put(name_of(row, "outreach_points"), ""))).changes
    assert (change.before.text, change.after.text) == ("14", "chưa báo cáo")


def test_a_cell_nobody_touched_does_not_undo_what_came_later(row: Submission) -> None:
    data = saved(opened(book.workbook(row)))
    make.say(row, "outreach_points", 20)
    assert compare(row, data).changes == ()


def test_what_changed_meanwhile_is_told_beside_the_change(row: Submission) -> None:
    make.say(row, "outreach_points", 14)
    data = edited(row, put(name_of(row, "outreach_points"), 15))
    make.say(row, "outreach_points", 20)
    (change,) = compare(row, data).changes
    assert (change.before.text, change.after.text) == ("20", "15")
    assert "20" in change.meanwhile


def test_somebody_faster_than_the_taking_is_not_overwritten(row: Submission) -> None:
    changes = compare(row, edited(row, put(name_of(row, "outreach_points"), 15))).changes
    make.say(row, "outreach_points", 20)
    with pytest.raises(StaleFigure):
        differences.take(by=None, submission=row, changes=changes, file_name="bieu.xlsx")
    assert figure(row, "outreach_points").chosen.value == 20


@pytest.mark.parametrize("written", ["mười bốn rưỡi điểm", "3.4", -2, "12x"])
def test_what_cannot_be_right_is_listed_with_its_cell(row: Submission, written: Any) -> None:
    found = compare(row, edited(row, put(name_of(row, "outreach_points"), written)))
    assert [fault.where.endswith("!D2") for fault in found.faults] == [True]
    assert found.changes == ()


def test_a_lost_row_refuses_the_file_and_names_it(row: Submission) -> None:
    lost = name_of(row, "outreach_attendances")

    def drop(rows: list[list[Any]]) -> None:
        rows[:] = [cells for cells in rows if cells[1] != lost]

    with pytest.raises(SheetRefused, match="thiếu 1/") as refused:
        compare(row, edited(row, drop))
    assert lost in refused.value.message


def test_a_cut_file_an_other_units_file_and_a_list_of_ones_own_are_refused(row: Submission) -> None:
    data = book.workbook(row)
    other = Submission.objects.exclude(pk=row.pk).exclude(unit=row.round.scope_id).get()
    sheets = opened(data)
    sheets.pop("tuquan")
    for wrong in (data[:-200], book.workbook(other), saved(sheets)):
        with pytest.raises(SheetRefused):
            compare(row, wrong)


def test_a_row_of_ones_own_is_a_fault_not_a_change(row: Submission) -> None:
    def add(rows: list[list[Any]]) -> None:
        rows.append(["", "Số của riêng xã", "vụ", 5, ""])

    (fault,) = compare(row, edited(row, add)).faults
    assert "Số của riêng xã" in fault.sentence


def test_only_the_unit_s_own_office_takes_it(row: Submission) -> None:
    changes = compare(row, edited(row, put(name_of(row, "outreach_points"), 15))).changes
    other = Submission.objects.exclude(pk=row.pk).exclude(unit=row.round.scope_id).get()
    stranger = Post.objects.filter(organ=other.organ_id).first()
    assert stranger is not None
    with pytest.raises(PermissionRefused):
        differences.take(by=stranger.user, submission=row, changes=changes, file_name="bieu.xlsx")
    assert figure(row, "outreach_points").answer == Answer.NOT_REPORTED
