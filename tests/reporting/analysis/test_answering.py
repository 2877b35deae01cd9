"""The answers of analysis: nothing adds that does not add, changes like for like, few queries, nobody else's area."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_unit
from tests.reporting.analysis.land import (
    DISTINCT,
    FLOW,
    RATIO,
    SECOND,
    STOCK,
    Dim,
    Land,
    Measure,
    Reach,
    Where,
    land,
    quarter,
    texts,
)
from tests.reporting.restating_world import carry_out, closed_round
from tuquan.ground import jobs
from tuquan.reporting import over_time, rollup
from tuquan.reporting.analysis import Cell, NotHere, QuestionRefused, Table, answer, known, long
from tuquan.reporting.analysis.keeping import opened, plain
from tuquan.reporting.models import Indicator, ReportKind
from tuquan.units.models import GroupMembership, Unit, UnitGroup, UnitVersion
from tuquan.units.reforms import plan as plans
from tuquan.vn.windows import Window, calendar_window

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
YEAR = calendar_window("year", 2021)


@pytest.fixture
def world() -> Land:
    return land()


def cells(table: Table) -> dict[tuple[str, str, str, Measure], Cell]:
    return {
        (cell.code, cell.place, cell.span, cell.measure): cell
        for grid in table.grids
        for row in grid.rows
        for cell in row.cells
    }


def of(table: Table, code: str, place: str | int, span: Window | str, measure: Measure = Measure.VALUE) -> Cell:
    name = span if isinstance(span, str) else span.file_name
    return cells(table)[code, str(place), name, measure]


# What a table says.


def test_units_are_rows_and_lines_columns_with_the_total_of_the_level(world: Land) -> None:
    table = world.ask((FLOW, RATIO), (quarter(3),))
    assert texts(table) == [
        ["Châu Hóa", "14", "3/10"],
        ["Đồng Lê", "34", "5/12"],
        ["Ngư Hóa", "24", "4/11"],
        ["Tổng huyện Tuyên Thử", "72", "12/33"],
    ]
    assert table.grids[0].columns[0].items[0].title == "Quý III năm 2021"


def test_a_cell_of_the_whole_is_the_total_of_the_round(world: Land) -> None:
    lines = list(Indicator.objects.filter(code__in=[FLOW, STOCK, RATIO, DISTINCT, SECOND]))
    table = world.ask(tuple(line.code for line in lines), (quarter(2), quarter(4)))
    for part in (2, 4):
        totals = rollup.totals(round=world.rounds[quarter(part)], unit_id=world.top, indicators=lines)
        for code, total in totals.items():
            cell = of(table, code, "all", quarter(part))
            assert (cell.value, cell.of, cell.text) == (total.value, total.of, total.text)
            assert cell.told is not None
            assert cell.told.coverage == total.coverage


def test_parts_and_own_work_add_to_the_total(world: Land) -> None:
    table = world.ask((FLOW, STOCK, "collectives_awarded_district"), (quarter(1), quarter(2)))
    for code in (FLOW, STOCK, "collectives_awarded_district"):
        for part in (1, 2):
            rows = [cell for key, cell in cells(table).items() if key[0] == code and key[2] == quarter(part).file_name]
            parts = sum((cell.value or Decimal(0) for cell in rows if cell.place != "all"), Decimal(0))
            assert parts == of(table, code, "all", quarter(part)).value


def test_the_three_kinds_of_no_number_stay_three(world: Land) -> None:
    table = world.ask((FLOW,), (quarter(2), quarter(4)))
    assert of(table, FLOW, world.unit("Ngư Hóa"), quarter(2)).text == "không phát sinh"
    assert of(table, FLOW, world.unit("Đồng Lê"), quarter(4)).text == "chưa báo cáo"
    assert of(table, FLOW, "all", quarter(4)).told.coverage.missing == ("Đồng Lê",)  # type: ignore[union-attr]


def test_nothing_that_stands_is_added_over_time(world: Land) -> None:
    table = world.ask((FLOW, STOCK, RATIO, DISTINCT), (quarter(1), quarter(2)))
    commune = world.unit("Châu Hóa")
    assert of(table, FLOW, commune, "all").number == 11 + 1 + 12 + 1 == 25
    for code in (STOCK, RATIO, DISTINCT):
        for place in (commune, "all"):
            cell = of(table, code, place, "all")
            assert (cell.text, cell.number) == ("—", None)
            assert cell.why
    assert any("không cộng qua các kỳ" in note for note in table.notes)


def test_overlapping_spans_are_not_added(world: Land) -> None:
    table = world.ask((FLOW,), (quarter(1), YEAR))
    assert "all" not in {key[2] for key in cells(table)}
    assert "trùng ngày" in table.notes[0]


def test_distinct_things_are_not_added_over_units(world: Land) -> None:
    table = world.ask((DISTINCT,), (quarter(1),))
    assert of(table, DISTINCT, "all", quarter(1)).text == "không cộng được"


def test_a_year_out_of_quarters_is_what_over_time_says(world: Land) -> None:
    table = world.ask((FLOW, STOCK, RATIO, SECOND), (YEAR,))
    kind = ReportKind.objects.get(code="schemes_review")
    lines = list(Indicator.objects.filter(code__in=[FLOW, STOCK, RATIO, SECOND]))
    found = over_time.totals(report_kind=kind, unit_id=world.top, window=YEAR, indicators=lines)
    for code, total in found.items():
        cell = of(table, code, "all", YEAR)
        assert (cell.value, cell.of, cell.answer) == (total.value, total.of, total.answer)
    assert of(table, STOCK, world.unit("Đồng Lê"), YEAR).text == "chưa báo cáo"  # not carried over
    assert of(table, FLOW, "all", YEAR).told.coverage.text == "11/12 xã, thị trấn"  # type: ignore[union-attr]


# Measures.


def test_shares_are_of_the_total_and_only_of_what_adds(world: Land) -> None:
    table = world.ask((FLOW, RATIO, DISTINCT), (quarter(3),), measures=(Measure.SHARE,))
    shares = [of(table, FLOW, world.unit(name), quarter(3), Measure.SHARE).number for name in world.district.communes]
    assert shares == [Decimal("19.4"), Decimal("33.3"), Decimal("47.2")]
    assert of(table, FLOW, "all", quarter(3), Measure.SHARE).number == 100
    assert of(table, RATIO, world.unit("Châu Hóa"), quarter(3), Measure.SHARE).text == "—"
    assert of(table, DISTINCT, world.unit("Châu Hóa"), quarter(3), Measure.SHARE).why


def test_ratios_are_sums_over_sums_never_averages(world: Land) -> None:
    table = world.ask((RATIO, FLOW), (quarter(3),), measures=(Measure.RATIO,))
    assert of(table, RATIO, "all", quarter(3), Measure.RATIO).number == Decimal("36.4")  # 12/33
    assert of(table, FLOW, "all", quarter(3), Measure.RATIO).why == "chỉ tiêu này không phải là tỷ lệ"


def test_ranks_skip_the_silent_and_share_places() -> None:
    world = land(communes=3)
    table = world.ask((FLOW, SECOND), (quarter(4),), measures=(Measure.RANK,))
    rank = {name: of(table, FLOW, world.unit(name), quarter(4), Measure.RANK).text for name in world.district.communes}
    assert rank == {"Châu Hóa": "2", "Ngư Hóa": "1", "Đồng Lê": "—"}
    both = {of(table, SECOND, world.unit(name), quarter(4), Measure.RANK).text for name in ("Châu Hóa", "Ngư Hóa")}
    assert both == {"1"}


def test_a_change_counts_only_units_that_answered_both_times(world: Land) -> None:
    table = world.ask((FLOW, STOCK), (quarter(4),), measures=(Measure.BEFORE, Measure.BEFORE_PERCENT, Measure.YEAR))
    whole = of(table, FLOW, "all", quarter(4), Measure.BEFORE)
    assert whole.text == "+2"  # 15 + 25 against 14 + 24; Đồng Lê, silent now, is left out of both
    assert whole.note == "so trên 2/3 xã, thị trấn có số ở cả hai kỳ"
    assert of(table, FLOW, world.unit("Đồng Lê"), quarter(4), Measure.BEFORE).why == "kỳ này chưa báo cáo"
    assert of(table, FLOW, world.unit("Châu Hóa"), quarter(4), Measure.BEFORE_PERCENT).text == "+7,1"
    assert of(table, STOCK, "all", quarter(4), Measure.YEAR).text == "+8"


def test_from_none_to_some_has_no_percentage(world: Land) -> None:
    table = world.ask((FLOW,), (quarter(3),), measures=(Measure.BEFORE, Measure.BEFORE_PERCENT))
    commune = world.unit("Ngư Hóa")
    assert of(table, FLOW, commune, quarter(3), Measure.BEFORE).text == "+24"
    assert of(table, FLOW, commune, quarter(3), Measure.BEFORE_PERCENT).why == "số để so bằng 0"


def test_a_ratio_changes_in_points(world: Land) -> None:
    table = world.ask((RATIO,), (quarter(3),), measures=(Measure.BEFORE,))
    cell = of(table, RATIO, world.unit("Châu Hóa"), quarter(3), Measure.BEFORE)
    assert (cell.text, cell.hint) == ("+10", "điểm phần trăm")


def test_the_first_round_has_nothing_to_be_compared_with(world: Land) -> None:
    table = world.ask((FLOW,), (quarter(1, 2020),), measures=(Measure.BEFORE, Measure.YEAR))
    assert of(table, FLOW, "all", quarter(1, 2020), Measure.BEFORE).why == "không có kỳ trước"
    assert of(table, FLOW, "all", quarter(1, 2020), Measure.YEAR).why == "không có cùng kỳ năm trước"


# Units that changed.


def test_across_a_merger_changes_compare_the_same_ground(world: Land) -> None:
    """Ngư Hóa goes into Châu Hóa between two quarters: it is compared with both of before."""
    one, other = world.unit("Châu Hóa"), world.unit("Ngư Hóa")
    carry_out(plans.merge([one, other], one), date(2022, 1, 1))
    window = quarter(1, 2022)
    said = {one: {FLOW: (50, None)}, world.unit("Đồng Lê"): {FLOW: (40, None)}}
    closed_round(world.top, said, kind="schemes_review", window=window)
    table = world.ask((FLOW,), (window,), measures=(Measure.VALUE, Measure.BEFORE, Measure.YEAR))
    assert of(table, FLOW, one, window, Measure.BEFORE).number == 50 - (15 + 25)
    assert of(table, FLOW, one, window, Measure.YEAR).number == 50 - (12 + 22)
    assert of(table, FLOW, world.unit("Đồng Lê"), window, Measure.BEFORE).number is None
    restated = world.ask((FLOW,), (quarter(4), window), day=date(2022, 3, 31))
    assert of(restated, FLOW, one, quarter(4)).number == 40
    assert [row[0] for row in texts(restated)] == ["Châu Hóa", "Đồng Lê", "Tổng huyện Tuyên Thử"]
    then = world.ask((FLOW,), (quarter(4), window))
    assert [row[0] for row in texts(then)][2] == "Ngư Hóa (đến 31/12/2021)"


def test_an_area_that_ended_is_shown_by_what_became_of_its_units(world: Land) -> None:
    """The district goes, its communes come under the province: its quarter on today's units is theirs."""
    new = make_unit("Mới", "commune", parent=world.district.province.unit_id, begins_on=date(2022, 1, 1))
    question = world.question((FLOW,), (quarter(4),), day=date(2022, 2, 1))
    plan = plans.merge([world.unit(name) for name in world.district.communes], new)
    carry_out(plan, date(2022, 1, 1))
    Unit.objects.filter(pk=world.top).update(ends_on=date(2022, 1, 1))
    UnitVersion.objects.filter(unit=world.top).update(ends_on=date(2022, 1, 1))
    table = answer(question=question, user=None, unit_id=world.top)
    assert texts(table) == [["Mới", "40"], ["Tổng huyện Tuyên Thử", "40"]]
    assert of(table, FLOW, new, quarter(4)).note.startswith("mới có 2/3")


def test_a_divided_unit_is_not_compared(world: Land) -> None:
    unit = make_unit("Tân Hóa", "commune", parent=world.top)
    closed_round(world.top, {unit: {FLOW: (9, None)}}, kind="schemes_review", window=quarter(1, 2022))
    fresh = [plans.Begin(key, "commune", f"Mới {key}", world.top) for key in "ab"]
    carry_out(plans.split(unit, fresh), date(2022, 4, 1))
    new = UnitVersion.objects.get(name="Mới a").unit_id
    window = quarter(2, 2022)
    closed_round(world.top, {new: {FLOW: (9, None)}}, kind="schemes_review", window=window)
    table = world.ask((FLOW,), (window,), measures=(Measure.BEFORE,))
    cell = of(table, FLOW, new, window, Measure.BEFORE)
    assert (cell.text, cell.number) == ("không so sánh được", None)
    assert "không so sánh được" in cell.why


# Layouts.


@pytest.mark.parametrize(
    ("rows", "columns", "layers"),
    [
        ((Dim.PLACE,), (Dim.SPAN, Dim.INDICATOR), ()),
        ((Dim.INDICATOR, Dim.PLACE), (Dim.SPAN,), ()),
        ((Dim.SPAN,), (Dim.PLACE,), (Dim.INDICATOR,)),
        ((Dim.PLACE, Dim.SPAN, Dim.INDICATOR), (), ()),
        ((Dim.SPAN,), (), (Dim.PLACE, Dim.INDICATOR)),
    ],
)
def test_every_arrangement_holds_the_same_cells(
    world: Land, rows: tuple[Dim, ...], columns: tuple[Dim, ...], layers: tuple[Dim, ...]
) -> None:
    asked = (FLOW, RATIO), (quarter(1), quarter(2))
    measures = (Measure.VALUE, Measure.RANK)
    plain_table = world.ask(*asked, measures=measures)
    other = world.ask(*asked, measures=measures, rows=rows, columns=columns, layers=layers)
    told = {key: cell.text for key, cell in cells(plain_table).items()}
    assert {key: cell.text for key, cell in cells(other).items()} == told
    assert other.size == plain_table.size == len(told)


# Places.


def test_chosen_units_a_group_and_oneself(world: Land) -> None:
    two = (world.unit("Châu Hóa"), world.unit("Ngư Hóa"))
    table = world.ask((FLOW,), (quarter(3),), where=Where(world.top, Reach.CHOSEN, two))
    assert texts(table) == [["Châu Hóa", "14"], ["Ngư Hóa", "24"], ["Tổng các đơn vị đã chọn", "38"]]
    group = UnitGroup.objects.create(
        name="Cụm 1", type="emulation_cluster", scope_id=world.top, begins_on=date(2015, 1, 1), sort_key="1"
    )
    for unit in two:
        GroupMembership.objects.create(group=group, unit_id=unit, begins_on=date(2015, 1, 1))
    table = world.ask((FLOW,), (quarter(3),), where=Where(world.top, Reach.GROUP, group=group.pk))
    assert [row[1] for row in texts(table)] == ["14", "24", "38"]
    assert [row[1] for row in texts(world.ask((FLOW,), (quarter(3),), where=Where(world.top, Reach.ITSELF)))] == ["72"]


def test_a_province_sees_its_districts_as_sums_of_their_communes(world: Land) -> None:
    province = world.district.province.unit_id
    for reach, names in ((Reach.CHILDREN, ["Tuyên Thử"]), (Reach.GRANDCHILDREN, ["Châu Hóa", "Đồng Lê", "Ngư Hóa"])):
        table = world.ask((FLOW,), (quarter(3),), where=Where(province, reach))
        assert [row[0] for row in texts(table)][: len(names)] == names
        assert texts(table)[-1] == ["Tổng tỉnh Quảng Thử", "72"]
    assert texts(world.ask((FLOW,), (quarter(3),), where=Where(province, Reach.COMMUNES)))[0] == ["Châu Hóa", "14"]


# Who may ask what.


def test_outside_ones_area_nothing_exists(world: Land) -> None:
    commune = world.district.communes["Châu Hóa"]
    elsewhere = make_unit("Nơi khác", "district")
    for top in (world.top, elsewhere, 10**6):
        with pytest.raises(NotHere):
            world.ask((FLOW,), (quarter(3),), who=commune, where=Where(top, Reach.CHILDREN))
    mine = world.ask((FLOW,), (quarter(3),), who=commune, where=Where(commune.unit_id, Reach.ITSELF))
    assert texts(mine) == [["Châu Hóa", "14"]]
    other = (world.unit("Ngư Hóa"),)
    with pytest.raises(NotHere):
        world.ask((FLOW,), (quarter(3),), who=commune, where=Where(commune.unit_id, Reach.CHOSEN, other))


def test_what_is_not_stored_is_refused_and_what_is_limited_shows_no_parts(world: Land) -> None:
    closed = Indicator.objects.filter(access="restricted").first()
    assert closed is not None
    with pytest.raises(QuestionRefused, match="không lưu"):
        world.ask((closed.code,), (quarter(3),))
    limited = Indicator.objects.filter(access="limited").first()
    assert limited is not None
    row = texts(world.ask((limited.code, FLOW), (quarter(3),)))[0]
    assert sorted(row[1:]) == ["14", "—"]


@pytest.mark.parametrize(
    ("codes", "spans", "said"),
    [
        ((), (quarter(3),), "Chưa chọn chỉ tiêu"),
        ((FLOW,), (), "Chưa chọn kỳ"),
        ((FLOW,), (quarter(3, 2015),), "Không có kỳ quý III năm 2015"),
        (("nothing",), (quarter(3),), "Danh mục không có"),
    ],
)
def test_a_question_that_cannot_be_answered_says_what_to_change(
    world: Land, codes: tuple[str, ...], spans: tuple[Window, ...], said: str
) -> None:
    with pytest.raises(QuestionRefused, match=said):
        world.ask(codes, spans)


def test_questions_have_a_size_and_a_shape(world: Land) -> None:
    with pytest.raises(QuestionRefused, match="nhiều nhất 30"):
        world.question(tuple(f"c{n}" for n in range(31)), (quarter(3),))
    with pytest.raises(QuestionRefused, match="nhiều nhất 24"):
        world.question((FLOW,), tuple(calendar_window("year", 1990 + n) for n in range(25)))
    with pytest.raises(QuestionRefused, match="đúng một chỗ"):
        world.question((FLOW,), (quarter(3),), rows=(Dim.PLACE, Dim.SPAN), columns=(Dim.SPAN,))
    with pytest.raises(QuestionRefused, match="quy ngược"):
        world.ask((FLOW,), (quarter(3),), day=date(2021, 1, 1))


# How many questions it asks of the database.


def queries(world: Land, codes: tuple[str, ...], spans: tuple[Window, ...], **more: object) -> int:
    with CaptureQueriesContext(connection) as asked:
        world.ask(codes, spans, **more)
    return len(asked)


def test_queries_grow_with_rounds_alone() -> None:
    few = land(communes=2)
    everything = tuple(Measure)
    lean = queries(few, (FLOW,), (quarter(4),), measures=everything)
    assert queries(few, (FLOW, STOCK, RATIO, SECOND), (quarter(4),), measures=everything) == lean
    assert lean <= 60


def test_queries_do_not_grow_with_units() -> None:
    small = land(communes=2, parts=(4,))
    lean = queries(small, (FLOW, RATIO), (quarter(4),))
    for name in ("A", "B", "C", "D", "E", "F"):
        make_unit(f"Thêm {name}", "commune", parent=small.top)
    assert queries(small, (FLOW, RATIO), (quarter(4),)) == lean


# Long work.


def test_a_kept_table_is_the_table(world: Land) -> None:
    question = world.question((FLOW, RATIO), (quarter(3), YEAR), measures=(Measure.VALUE, Measure.BEFORE_PERCENT))
    made = answer(question=question, user=None, unit_id=world.top)
    kept = opened(plain(made), question, known(None, world.top, question.report_kind))
    assert texts(kept) == texts(made)
    bare = [[cell.__dict__ | {"told": None} for cell in row.cells] for row in made.grids[0].rows]
    assert [[cell.__dict__ for cell in row.cells] for row in kept.grids[0].rows] == bare
    assert (kept.coverage, kept.notes, kept.spans, kept.lines) == (made.coverage, made.notes, made.spans, made.lines)


def test_a_large_question_runs_as_a_job_for_its_owner(world: Land) -> None:
    who = world.district.top
    question = world.question((FLOW, STOCK), (quarter(3), quarter(4)))
    job = long.begin(by=who.officer, question=question, unit_id=who.unit_id, address="ct=x", title="2 chỉ tiêu")
    again = long.begin(by=who.officer, question=question, unit_id=who.unit_id, address="ct=x", title="2 chỉ tiêu")
    assert again.pk == job.pk
    jobs.run_job.func(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == ("done", 3, 3)
    direct = answer(question=question, user=who.officer, unit_id=who.unit_id)
    assert texts(long.result(job)) == texts(direct)
