"""A sheet of hamlets: looked at before it is taken, every fault with its cell, nothing written on any fault."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.factories import make_unit
from tuquan.ground import clock
from tuquan.ground.models import AuditEvent
from tuquan.sheets import Table, read_paste, read_tables
from tuquan.units.models import Unit, UnitSize, UnitType, UnitVersion
from tuquan.units.places import hamlet_sheet, hamlets, sizes
from tuquan.units.places.errors import SheetFaulty, SheetMoved
from tuquan.units.places.hamlet_sheet import Doing, Preview, Taken

DAY = date(2021, 12, 15)
HEAD = "TT\tTên thôn\tSố hộ\tNhân khẩu\n"


@pytest.fixture
def commune(db: None, day: date) -> int:
    return make_unit("Châu Hóa", parent=make_unit("Tuyên Hóa", "district"))


def _preview(commune: int, text: str, **more: Any) -> Preview:
    return hamlet_sheet.preview(commune_id=commune, day=DAY, tables=read_paste(text), **more)


def _take(commune: int, text: str, **more: Any) -> Taken:
    return hamlet_sheet.take(by=None, commune_id=commune, day=DAY, tables=read_paste(text), source="Bảng thử", **more)


def _names(commune: int) -> list[str]:
    return [row.full_name for row in hamlets.hamlets_of(commune, DAY)]


def xlsx(rows: Sequence[Sequence[Any]], *, merge: str = "", sheet: str = "Thôn", more: Sequence[str] = ()) -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet(sheet)
    dated = book.add_format({"num_format": "dd/mm/yyyy"})
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(at, column, cell, dated)  # type: ignore[arg-type]
            else:
                page.write(at, column, cell)
    if merge:
        page.merge_range(merge, "gộp")
    for name in more:
        book.add_worksheet(name).write_row(0, 0, rows[0])
    book.close()
    return buffer.getvalue()


def test_types_in_names_and_titles_above_the_list(commune: int) -> None:
    text = (
        "DANH SÁCH THÔN XÃ CHÂU HÓA\n\n" + HEAD + "1\tThôn Lâm Lang\t210\t845\n2\tTDP 03\t1.284\t\n"
        "3\tBản Cà Xen\t\t\n4\tTK Lưu Thuận\t95\t401\nTổng cộng\t\t1.589\t1246\n"
    )
    shown = _preview(commune, text)
    assert shown.faults == ()
    assert [line.full_name for line in shown.lines] == [
        "thôn Lâm Lang", "tổ dân phố 3", "bản Cà Xen", "tiểu khu Lưu Thuận",
    ]  # fmt: skip
    assert shown.notes == ("Bỏ qua dòng cộng ở Bảng dán!8.",)
    assert not Unit.objects.filter(level=4).exists(), "a preview writes nothing"
    assert _take(commune, text, seen=shown.seen) == Taken(founded=4, sized=0, unchanged=0)
    size = sizes.size_of(hamlets.hamlets_of(commune, DAY)[0].unit_id, DAY)
    assert str(size) == "1.284 hộ"
    total = sizes.sum_over(hamlets.hamlets_of(commune, DAY), commune, DAY)
    assert (total.households, total.population, total.coverage) == (
        1589, 1246, "3/4 thôn có số hộ; 2/4 thôn có số nhân khẩu",
    )  # fmt: skip
    assert total.without_households == ("bản Cà Xen",)


def test_columns_in_any_order_from_a_real_workbook(commune: int) -> None:
    data = xlsx(
        [
            ["UBND xã Châu Hóa"],
            ["Dân số", "Ghi chú", "Mã thôn", "Loại hình", "Thôn, bản", "Số hộ (hộ)", "Tại ngày"],
            [845, "gần chợ", "LL", "Thôn", "Lâm Lang", 210, date(2021, 6, 30)],
            ["401", None, None, "tổ dân phố", "2", "95", "01/07/2021"],
        ]
    )
    tables = read_tables(data, file_name="thon.xlsx")
    shown = hamlet_sheet.preview(commune_id=commune, day=DAY, tables=tables)
    assert shown.faults == ()
    assert shown.notes == ("Không dùng cột « Ghi chú ».",)
    hamlet_sheet.take(by=None, commune_id=commune, day=DAY, tables=tables)
    assert _names(commune) == ["tổ dân phố 2", "thôn Lâm Lang"]
    rows = UnitSize.objects.order_by("on").values_list("on", "households", "population")
    assert list(rows) == [(date(2021, 6, 30), 210, 845), (date(2021, 7, 1), 95, 401)]
    assert UnitVersion.objects.get(name="Lâm Lang").code == "LL"


def test_what_stands_is_known_again_however_it_is_spelt(commune: int) -> None:
    _take(commune, HEAD + "1\tThôn Lâm Hoá\t210\t845\n2\tThôn 3\t\t\n3\tThôn Tân Sơn\t50\t\n")
    nfd = unicodedata.normalize("NFD", "thôn Lâm Hóa")
    shown = _preview(commune, f"Tên thôn\tSố hộ\n{nfd}\t215\nTHÔN 03\t\n")
    assert shown.faults == ()
    assert [(line.doing, line.words) for line in shown.lines] == [
        (Doing.SIZE, "sửa số đã ghi cho ngày 15/12/2021: 215 hộ (đang ghi 210 hộ, 845 nhân khẩu)"),
        (Doing.SAME, "không đổi"),
    ]
    assert shown.missing == ("thôn Tân Sơn",), "silence removes nothing, and is told"


def test_a_type_in_front_may_be_part_of_a_standing_name(commune: int) -> None:
    _take(commune, "Tên thôn\tLoại\nBản Chùa\tThôn\n")
    assert _names(commune) == ["thôn Bản Chùa"]
    (line,) = _preview(commune, "Tên thôn\tSố hộ\nBản Chùa\t12\n").lines
    assert (line.doing, line.full_name) == (Doing.SIZE, "thôn Bản Chùa")
    _take(commune, "Tên thôn\tLoại\nChùa\tBản\n")
    assert "« bản Chùa » hoặc « thôn Bản Chùa »" in _preview(commune, "Tên thôn\nBản Chùa\n").faults[0]
    assert _preview(commune, "Tên thôn\tLoại\nBản Chùa\tBản\n").lines[0].full_name == "bản Chùa"


def test_a_later_count_is_a_new_row_and_the_earlier_stays(commune: int) -> None:
    _take(commune, HEAD + "1\tThôn 1\t100\t400\n")
    with clock.at(date(2022, 6, 15)):
        tables = read_paste("Tên thôn\tSố hộ\tNgày\nThôn 1\t104\t14/06/2022\n")
        taken = hamlet_sheet.take(by=None, commune_id=commune, day=DAY, tables=tables)
    assert taken == Taken(founded=0, sized=1, unchanged=0)
    unit = hamlets.hamlets_of(commune, DAY)[0].unit_id
    assert sizes.size_of(unit, date(2022, 6, 13)).households == 100
    later = sizes.size_of(unit, date(2022, 6, 14))
    assert (later.households, later.population, later.population_on) == (104, 400, DAY)


def test_all_faults_at_once_with_their_cells_and_nothing_written(commune: int) -> None:
    _take(commune, HEAD + "1\tThôn Tân Lập\t100\t400\n2\tThôn 7\t10\t30\n3\tTDP 7\t10\t30\n")
    before = list(UnitVersion.objects.values_list()), list(UnitSize.objects.values_list()), AuditEvent.objects.count()
    text = (
        "Tên thôn\tLoại\tSố hộ\tNhân khẩu\tNgày\tXã\n"
        "Lâm Lang\tThôn\tmười\t50\t\tChâu Hóa\n"
        "\tThôn\t5\t20\t\t\n"
        "\n"
        "Kinh Châu\tXứ\t12,5\t50\t31/02/2021\t\n"
        "Lam Lang\tthôn\t10\t50\t01/01/2030\txã Văn Hóa\n"
        "Uyên Phong\t\t90\t50\t\t\n"
        "7\t\t10\t30\t\t\n"
        "Tân Lấp\tThôn\t-3\t\t\t\n"
    )
    shown = _preview(commune, text)
    told = "\n".join(shown.faults)
    for cell, words in [
        ("C2", "« mười » không phải là một số"),
        ("A3", "chưa có tên"),
        ("4", "dòng trống giữa danh sách"),
        ("B5", "« Xứ » không phải là loại"),
        ("C5", "« 12,5 » không phải là số đếm"),
        ("E5", "Không có ngày « 31/02/2021 »"),
        ("E6", "chưa tới"),
        ("F6", "« xã Văn Hóa » không phải là xã Châu Hóa"),
        ("A6", "« thôn Lam Lang » chỉ khác dấu với « thôn Lâm Lang » ở Bảng dán!A2"),
        ("D7", "50 nhân khẩu ít hơn 90 hộ"),
        ("A7", "chưa có trong xã và chưa rõ loại"),
        ("A8", "có thể là « thôn 7 » hoặc « tổ dân phố 7 »"),
        ("A9", "xã đang có « thôn Tân Lập »"),
        ("C9", "« -3 » không phải là số đếm"),
    ]:
        assert any(fault.startswith(f"Bảng dán!{cell}: ") and words in fault for fault in shown.faults), (cell, told)
    with pytest.raises(SheetFaulty) as caught:
        _take(commune, text)
    assert caught.value.faults == list(shown.faults)
    after = list(UnitVersion.objects.values_list()), list(UnitSize.objects.values_list()), AuditEvent.objects.count()
    assert before == after


def test_merged_cells_are_told_with_their_range(commune: int) -> None:
    data = xlsx([["Tên thôn", "Số hộ"], ["Thôn 1", 3], ["Thôn 2", 4], ["Thôn 3", 5]], merge="B3:B4")
    shown = hamlet_sheet.preview(commune_id=commune, day=DAY, tables=read_tables(data, file_name="a.xlsx"))
    assert any(fault.startswith("Thôn!B3:B4: các ô bị gộp") for fault in shown.faults)


def test_two_lists_in_one_file_are_not_half_taken(commune: int) -> None:
    data = xlsx([["Tên thôn"], ["Thôn 1"]], more=["Xã khác"])
    shown = hamlet_sheet.preview(commune_id=commune, day=DAY, tables=read_tables(data, file_name="a.xlsx"))
    assert shown.faults == (
        "Có 2 trang đều là danh sách (« Thôn », « Xã khác »). Để mỗi lần một trang, xóa hoặc ẩn các trang kia.",
    )


@pytest.mark.parametrize("text", ["không có tiêu đề\nThôn 1\n", "Số hộ\n12\n"])
def test_without_headers_it_says_what_is_needed(commune: int, text: str) -> None:
    assert "Không thấy dòng tiêu đề có cột « Tên thôn »" in _preview(commune, text).faults[0]


def test_what_changed_since_it_was_shown_is_not_written(commune: int) -> None:
    text = HEAD + "1\tThôn 1\t100\t400\n"
    seen = _preview(commune, text).seen
    hamlets.found_hamlet(by=None, commune_id=commune, type=UnitType.VILLAGE, name="1", on=DAY)
    with pytest.raises(SheetMoved):
        _take(commune, text, seen=seen)
    assert not UnitSize.objects.exists()


def test_a_fault_of_another_day_is_a_fault_and_no_crash(commune: int) -> None:
    shown = _preview(commune, "Tên thôn\tSố hộ\tNgày\nThôn 1\t10\t01/01/1999\n")
    assert shown.faults == ("Bảng dán!C2: ngày 01/01/1999 xã chưa có trong danh mục hoặc đã kết thúc. Ghi ngày khác.",)


_NAMES = st.sampled_from(["Lâm Lang", "Lâm Hoá", "Lâm Hóa", "1", "02", "2", "Cà Xen", "Quý Hoà", "Quí Hòa", "Tân Lập"])
_ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Thôn ", "TDP ", "Bản ", "tiểu khu ", ""]),
        _NAMES,
        st.one_of(st.none(), st.integers(0, 300)),
        st.one_of(st.none(), st.integers(300, 2000)),
        st.sampled_from(["", "30/06/2021", "15/12/2021"]),
    ),
    max_size=6,
)


def _rows_of_database() -> list[Any]:
    return [list(model.objects.order_by("pk").values_list()) for model in (Unit, UnitVersion, UnitSize, AuditEvent)]


class Twice(TestCase):
    @settings(max_examples=60)
    @given(first=_ROWS, second=_ROWS)
    def test_taking_a_sheet_twice_writes_nothing_the_second_time(self, first: list[Any], second: list[Any]) -> None:
        with clock.at(DAY):
            commune = make_unit("Châu Hóa")
            for rows in (first, second):
                lines = "".join(f"{a}{b}\t{c or ''}\t{d or ''}\t{e}\n" for a, b, c, d, e in rows)
                tables: tuple[Table, ...] = read_paste("Tên thôn\tSố hộ\tNhân khẩu\tNgày\n" + lines)
                stood = _rows_of_database()
                try:
                    hamlet_sheet.take(by=None, commune_id=commune, day=DAY, tables=tables)
                except SheetFaulty:
                    assert _rows_of_database() == stood
                    continue
                once = _rows_of_database()
                again = hamlet_sheet.take(by=None, commune_id=commune, day=DAY, tables=tables)
                assert (again.founded, again.sized) == (0, 0)
                assert _rows_of_database() == once
