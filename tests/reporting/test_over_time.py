"""Longer windows: Σ of flows, the last of stocks, Σ/Σ, coverage by unit and window, windows that do not fit."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.factories import make_unit
from tests.reporting import restating_world as worlds
from tests.reporting.restating_world import Said
from tuquan.ground import clock
from tuquan.reporting import actions, catalogue, forms, over_time, rollup
from tuquan.reporting.derived import derived_for
from tuquan.reporting.models import Answer, Figure, Indicator, OverTime, ReportKind, RoundPart, Submission
from tuquan.reporting.over_time import SpanTotal
from tuquan.reporting.tiling import tile
from tuquan.reporting.views import AS_WAS, Restated, View
from tuquan.units.reforms import plan as plans
from tuquan.vn.windows import Window, calendar_window, decree_09_window

YEAR = calendar_window("year", 2021)
FLOW, STOCK, RATIO, RATE = "outreach_points", "schemes_active", "schemes_with_full_dossier", "training_topics"
MONTHS = [calendar_window("month", 2021, n) for n in range(1, 13)]


class Place:
    """A district with communes, before any round."""

    def __init__(self, communes: int = 2) -> None:
        catalogue.load()
        forms.load()
        self.country = make_unit("Nước Thử", "country", begins_on=date(2020, 1, 1))
        self.province = make_unit("Tỉnh Thử", "province", parent=self.country, begins_on=date(2020, 1, 1))
        self.top = make_unit("Huyện Thử", "district", parent=self.province, begins_on=date(2020, 1, 1))
        self.communes = [make_unit(f"Xã {n}", parent=self.top, begins_on=date(2020, 1, 1)) for n in range(communes)]

    def round(self, window: Window, *said: Any, code: str = FLOW, own: Any = None) -> Any:
        """What each commune says in turn: a number, (x, y), "none" or "silent"."""
        told: dict[int, dict[str, Said | str]] = {
            unit: {code: one if isinstance(one, str | tuple) else (one, None)}
            for unit, one in zip(self.communes, said, strict=True)
        }
        if own is not None:
            told[self.top] = {code: own}
        return worlds.closed_round(self.top, told, window=window)

    def ask(self, code: str = FLOW, window: Window = YEAR, unit: int | None = None, view: View = AS_WAS) -> SpanTotal:
        return over_time.total(
            report_kind=ReportKind.objects.get(code="movement_year"), unit_id=unit or self.top, window=window,
            indicator=Indicator.objects.get(code=code), view=view,
        )  # fmt: skip


@pytest.fixture
def place(db: None) -> Iterator[Place]:
    with clock.at(date(2022, 1, 5)):
        yield Place()


# How windows lie.


def test_the_finest_windows_that_fit_are_taken() -> None:
    quarters = [calendar_window("quarter", 2021, n) for n in (1, 2, 3, 4)]
    assert tile(YEAR, [*MONTHS, *quarters, YEAR]).pieces == tuple(MONTHS)
    # March was never asked alone: the first quarter stands for its months.
    found = tile(YEAR, [*MONTHS[:2], *MONTHS[3:], *quarters])
    assert found.pieces == (quarters[0], *MONTHS[3:])
    assert tile(YEAR, [YEAR]).pieces == (YEAR,)
    assert not tile(YEAR, [YEAR]).derived


def test_gaps_and_overlaps_are_named() -> None:
    found = tile(YEAR, MONTHS[:11])
    assert (found.exact, found.gaps) == (False, (MONTHS[11],))
    assert found.why_not == "không có kỳ nào cho tháng 12 năm 2021"
    second = decree_09_window("half", 2021, 2)
    found = tile(YEAR, [calendar_window("half", 2021, 1), second])
    assert not found.exact
    assert found.overlaps == ((calendar_window("half", 2021, 1), second),)
    assert "trùng ngày" in found.why_not


# Through the database.


def test_a_flow_is_the_sum_over_units_and_windows(place: Place) -> None:
    for number, month in enumerate(MONTHS):
        place.round(month, number, 100)
    found = place.ask()
    assert (found.value, found.answer) == (66 + 1200, Answer.VALUE)
    assert found.coverage.text == "24/24 lượt báo cáo của 2 xã × 12 tháng"
    assert [row.window for row, _ in found.parts] == MONTHS
    assert found.missing_windows == ()
    assert place.ask(unit=place.communes[0]).value == 66
    assert place.ask(unit=place.province).value == 1266
    assert place.ask(window=calendar_window("quarter", 2021, 1)).value == 3 + 300


def test_who_is_missing_is_named_with_the_window(place: Place) -> None:
    quarters = [calendar_window("quarter", 2021, n) for n in (1, 2, 3, 4)]
    for number, window in enumerate(quarters):
        place.round(window, 5, "silent" if number in (1, 2) else "none")
    found = place.ask()
    assert (found.value, found.coverage.got, found.coverage.expected) == (20, 6, 8)
    assert found.coverage.missing == ("Xã 1 (quý II năm 2021, quý III năm 2021)",)
    assert found.coverage.text == "6/8 lượt báo cáo của 2 xã × 4 quý"
    assert found.coverage.pairs == (("Xã 1", quarters[1]), ("Xã 1", quarters[2]))


def test_a_stock_is_that_of_the_end_and_is_not_carried_over(place: Place) -> None:
    for month in MONTHS[:11]:
        place.round(month, 7, 8, code=STOCK)
    found = place.ask(STOCK)
    assert (found.value, found.answer, found.missing_windows) == (None, Answer.NOT_REPORTED, (YEAR,))
    assert found.text == "chưa báo cáo"
    last = place.round(MONTHS[11], 9, "silent", code=STOCK)
    found = place.ask(STOCK)
    assert (found.value, found.coverage.text, found.coverage.missing) == (9, "1/2 xã", ("Xã 1",))
    assert [row for row, _ in found.parts] == [last]
    Figure.objects.filter(submission__round=last).update(answer="not_reported", chosen=None)


def test_a_stock_whose_last_window_is_silent_is_not_reported(place: Place) -> None:
    for number, month in enumerate(MONTHS):
        place.round(month, *(("silent", "silent") if number == 11 else (7, 8)), code=STOCK)
    found = place.ask(STOCK)
    assert (found.value, found.answer, found.note) == (None, Answer.NOT_REPORTED, "số cuối kỳ chưa báo cáo")


def test_ratios_are_the_last_or_sums_over_sums(place: Place) -> None:
    for number, month in enumerate(MONTHS):
        place.round(month, (number, 20), (1, 10), code=RATIO)
    found = place.ask(RATIO)
    assert (found.value, found.of) == (12, 30), "a state: the last"
    Indicator.objects.filter(code=RATIO).update(over_time=OverTime.SUM)
    found = place.ask(RATIO)
    assert (found.value, found.of) == (66 + 12, 12 * 30)
    Indicator.objects.filter(code=RATIO).update(over_time=OverTime.NONE)
    found = place.ask(RATIO)
    assert (found.value, found.text, len(found.parts)) == (None, "không cộng được", 12)


def test_a_share_without_its_whole_is_left_out_and_said(place: Place) -> None:
    Indicator.objects.filter(code=RATIO).update(over_time=OverTime.SUM)
    halves = [calendar_window("half", 2021, n) for n in (1, 2)]
    place.round(halves[0], (3, 4), "none", code=RATIO)
    place.round(halves[1], 2, "none", code=RATIO)
    found = place.ask(RATIO)
    assert (found.value, found.of) == (3, 4)
    assert found.note == "6 tháng cuối năm 2021: không rõ mẫu số của Xã 0"
    assert place.ask(RATIO, unit=place.communes[0]).note == "không rõ mẫu số của 6 tháng cuối năm 2021"


def test_what_does_not_fit_is_not_summed(place: Place) -> None:
    for month in MONTHS[:5]:
        place.round(month, 1, 1)
    found = place.ask()
    assert (found.value, found.text) == (None, "không cộng được")
    assert "không có kỳ nào cho từ 01/06/2021 đến 31/12/2021" in found.note
    assert found.missing_windows == (Window(date(2021, 6, 1), date(2021, 12, 31)),)


def test_a_typed_cumulative_competes_and_is_never_added(place: Place) -> None:
    year = place.round(YEAR, 70, 50)
    alone = place.ask()
    assert (alone.value, alone.typed, [row for row, _ in alone.parts]) == (120, None, [year])
    for month in MONTHS[:3]:
        place.round(month, 1, 1)
    assert place.ask().value == 120, "three months do not make a year: what was typed is what there is"
    for month in MONTHS[3:]:
        place.round(month, 4, 5)
    found = place.ask()
    assert found.value == 6 + 81
    assert found.typed is not None
    assert (found.typed.value, found.difference, found.differs) == (120, 33, True)
    assert found.sentence == "Điểm tuyên truyền: báo cáo cả kỳ ghi 120; từ 12 tháng là 87, chênh 33."


def test_a_line_that_only_the_long_round_asks_is_taken_from_it(place: Place) -> None:
    place.round(YEAR, 3, 4, code="schemes_founded")
    for month in MONTHS:
        place.round(month, 1, 1)
    found = place.ask("schemes_founded")
    assert (found.value, found.typed) == (7, None)


def test_a_correction_of_an_early_month_flows_into_the_year(place: Place) -> None:
    rounds = [place.round(month, 1, 1) for month in MONTHS]
    assert place.ask().value == 24
    figure = Figure.objects.get(submission__round=rounds[1], submission__unit=place.communes[0])
    actions.reopen(by=None, figure=figure, reason="đếm sót")
    assert place.ask().value == 24, "being corrected, it counts as it was approved"
    actions.claim(
        by=None, submission=figure.submission, indicator=FLOW, value=11, source_kind="typed", source_label="nhập tay"
    )
    actions.approve_figure(by=None, figure=figure)
    assert place.ask().value == 34


def test_own_work_is_counted_once_a_window(place: Place) -> None:
    for month in MONTHS:
        place.round(month, 1, "none", own=(2, None))
    found = place.ask()
    assert (found.value, found.coverage.expected) == (12 + 24, 24)


def test_units_that_changed_within_the_long_window(place: Place) -> None:
    for month in MONTHS:
        place.round(month, 1, 2)
    worlds.carry_out(plans.merge(place.communes, place.communes[0]), date(2022, 1, 1))
    found = place.ask(unit=place.communes[0], view=Restated(date(2022, 1, 1)))
    assert (found.value, found.comparable) == (36, True)
    assert place.ask(unit=place.communes[0]).value == 12, "as it was: what the unit itself said"
    assert found.view_label == "quy về đơn vị ngày 01/01/2022"


def test_nothing_elsewhere_is_taken_in(place: Place) -> None:
    other = make_unit("Tỉnh Khác", "province", parent=place.country, begins_on=date(2020, 1, 1))
    for month in MONTHS:
        place.round(month, 1, 2)
    found = place.ask(unit=other)
    assert (found.value, found.answer, found.parts) == (None, Answer.NOT_REPORTED, ())


def test_a_rate_is_shown_window_by_window(place: Place) -> None:
    for month in MONTHS:
        place.round(month, Decimal(1), "none", code=RATE)
    found = place.ask(RATE)
    assert (found.value, found.note, found.text) == (None, "không cộng được", "không cộng được")


# A round that is made of shorter ones.


def derived_year(place: Place, rounds: list[Any], *said: Any) -> Any:
    year = place.round(YEAR, *said) if said else worlds.closed_round(place.top, {}, window=YEAR)
    year.derived = True
    year.save()
    RoundPart.objects.bulk_create(RoundPart(round=year, part=row) for row in rounds)
    return year


def test_a_derived_round_takes_its_totals_from_its_parts(place: Place) -> None:
    rounds = [place.round(month, n, "silent" if n == 2 else 10, own=(1, None)) for n, month in enumerate(MONTHS)]
    year = derived_year(place, rounds)
    found = rollup.total(round=year, unit_id=place.top, indicator=FLOW)
    assert (found.value, found.coverage.text) == (66 + 110 + 12, "23/24 lượt báo cáo của 2 xã × 12 tháng")
    assert [(part.name, part.value) for part in found.parts] == [("Xã 0", 66), ("Xã 1", 110)]
    assert found.parts[1].coverage is not None
    assert found.parts[1].coverage.text == "11/12 tháng"
    assert found.parts[1].coverage.missing == ("tháng 3 năm 2021",)
    assert found.own is not None
    assert found.own.value == 12
    assert sum(part.value or 0 for part in found.sources) == 176, "each with its own approved revision"
    assert all(part.revision_id for part in found.sources if part.value is not None)
    assert rollup.total(round=year, unit_id=place.communes[1], indicator=FLOW).value == 110


def test_the_grid_is_offered_what_the_parts_make(place: Place) -> None:
    rounds = [place.round(month, n, 10) for n, month in enumerate(MONTHS)]
    year = derived_year(place, rounds, 70, 120)
    row = Submission.objects.get(round=year, unit=place.communes[0])
    found = derived_for(row)[FLOW]
    assert (found.value, found.typed and found.typed.value, found.difference) == (66, 70, 4)
    assert found.sentence == "Điểm tuyên truyền: báo cáo cả kỳ ghi 70; từ 12 tháng là 66, chênh 4."
    assert derived_for(Submission.objects.get(round=rounds[0], unit=place.communes[0])) == {}
    # Typed all the same, by one unit or by all: it competes, the total stays what the parts make.
    assert rollup.total(round=year, unit_id=place.top, indicator=FLOW).value == 66 + 120
