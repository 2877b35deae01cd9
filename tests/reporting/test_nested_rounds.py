"""Rounds inside one another: a province's total is its communes' figures and each level's own work, each once."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.factories import make_unit
from tests.reporting import factories as make
from tests.reporting import nested_world as worlds
from tests.reporting.nested_world import Nested
from tests.reporting.restating_world import carry_out, closed_round
from tuquan.ground import clock
from tuquan.reporting import asked, rollup
from tuquan.reporting.models import Answer, Figure, Submission
from tuquan.reporting.queries.part_whole import part_whole
from tuquan.reporting.rollup import Restated, Total
from tuquan.units.models import UnitVersion
from tuquan.units.reforms import plan as plans
from tuquan.units.reforms.plan import Begin

LINE = "outreach_points"
AFTER = date(2022, 1, 1)


@pytest.fixture
def land(db: None) -> Iterator[Nested]:
    with clock.at(date(2022, 1, 5)):
        yield worlds.land()


def numbers(units: list[int], *said: Any) -> dict[int, dict[str, Any]]:
    return {
        unit: {LINE: one if isinstance(one, str | tuple) else (one, None)}
        for unit, one in zip(units, said, strict=True)
    }


def opened(land: Nested) -> tuple[int, int]:
    """Both districts ask their communes, the province asks the districts."""
    one, two = land.districts
    land.ask(one, numbers(land.districts[one], 1, 2))
    land.ask(two, numbers(land.districts[two], 10, 20, "silent"))
    land.ask(land.province, numbers([one, two], "silent", "silent"))
    return one, two


def total(land: Nested, unit: int, area: int | None = None, code: str = LINE, **more: Any) -> Total:
    return rollup.total(round=land.rounds[area or land.province], unit_id=unit, indicator=code, **more)


def test_a_province_sums_communes_through_their_districts(land: Nested) -> None:
    one, two = opened(land)
    found = total(land, land.province)
    assert (found.value, found.coverage.text, found.coverage.missing) == (33, "4/5 xã", ("Xã 2.3",))
    assert [(part.name, part.value) for part in found.parts] == [("Huyện 1", 3), ("Huyện 2", 30)]
    covered = [part.coverage.text for part in found.parts if part.coverage]
    assert covered == ["2/2 xã", "2/3 xã"]
    assert [old.name for old in found.parts[0].made_of] == ["Xã 1.1", "Xã 1.2"], "down to the communes"
    assert len(found.sources) == 5
    assert all(part.revision_id for part in found.sources if part.answer != Answer.NOT_REPORTED)
    for area in (one, two, land.province):  # asked through whichever of the rounds
        assert total(land, land.province, area).value == 33
        assert total(land, land.country, area).value == 33
        assert (total(land, one, area).value, total(land, two, area).value) == (3, 30)
        assert total(land, land.districts[two][1], area).value == 20
    assert total(land, one).coverage.text == "2/2 xã"
    assert total(land, one).parts[0].name == "Xã 1.1"


def test_what_a_district_types_for_its_communes_is_only_compared(land: Nested) -> None:
    one, _two = opened(land)
    figure = Figure.objects.get(submission__round=land.rounds[land.province], submission__unit=one)
    make_approved(figure, 99)
    found = total(land, land.province)
    assert found.value == 33
    part = found.parts[0]
    assert part.stated is not None
    assert (part.value, part.stated.value) == (3, 99)
    assert total(land, one).value == 3
    stated = total(land, one).stated
    assert stated is not None
    assert stated.value == 99


def test_part_and_whole_are_compared_at_every_level(land: Nested) -> None:
    one, _two = opened(land)
    assert part_whole(land.rounds[land.province], land.province) == []
    figure = Figure.objects.get(submission__round=land.rounds[land.province], submission__unit=one)
    make_approved(figure, 99)
    (found,) = part_whole(land.rounds[land.province], land.province)
    assert (found.unit_id, found.difference) == (one, 96)
    assert found.sentence == "Điểm tuyên truyền, Huyện 1: tự ghi 99, các đơn vị cộng lại 3 (2/2 xã), chênh 96."
    assert (found.question.figure_id, found.question.blocking) == (figure.pk, False)
    assert [row.sentence for row in part_whole(land.rounds[one], one)] == [found.sentence], "the district sees it, too"
    assert part_whole(land.rounds[land.province], _two) == []


def test_the_own_work_of_every_level_counts_once(land: Nested) -> None:
    make.own_work(LINE)
    one, two = land.districts
    land.ask(one, numbers([*land.districts[one], one], 1, 2, 5))
    land.ask(two, numbers(land.districts[two], 10, 20, 30))
    # The province asked the first district for its own work, too; the second answers only here.
    land.ask(land.province, numbers([one, two, land.province], 5, 7, 100))
    assert total(land, one).value == 8
    assert total(land, two).value == 67
    found = total(land, land.province)
    assert found.value == 8 + 67 + 100
    assert [part.value for part in found.parts] == [8, 67]
    assert found.own is not None
    assert found.own.value == 100
    assert found.coverage.text == "5/5 xã", "a level's own work is not expected of anybody"
    assert "Huyện 1 (số của chính cấp này)" in [part.name for part in found.parts[0].made_of]
    assert total(land, land.country).value == 175


def test_a_district_without_a_round_of_its_own_answers_for_itself(land: Nested) -> None:
    one, two = land.districts
    land.ask(one, numbers(land.districts[one], 1, 2))
    land.ask(land.province, numbers([one, two], 50, 40))
    found = total(land, land.province)
    assert (found.value, found.coverage.text) == (43, "3/3 huyện, xã"), "the first district's 50 is only compared"
    assert [(part.name, part.value) for part in found.parts] == [("Huyện 1", 3), ("Huyện 2", 40)]


def test_a_line_that_only_districts_are_asked_is_their_own_answer(land: Nested) -> None:
    one, two = land.districts
    land.ask(one, {unit: {"village_meetings": (1, None)} for unit in land.districts[one]})
    land.ask(two, {unit: {"village_meetings": (1, None)} for unit in land.districts[two]})
    land.ask(land.province, numbers([one, two], 50, "silent"))
    found = total(land, land.province)
    assert (found.value, found.coverage.text, found.coverage.missing) == (50, "1/2 huyện", ("Huyện 2",))
    assert total(land, land.province, code="village_meetings").value == 5


def test_a_unit_that_two_rounds_ask_counts_once(land: Nested) -> None:
    one, _two = opened(land)
    first = land.districts[one][0]
    # The ministry asks a commune by itself, in a round over the country.
    land.ask(land.country, numbers([land.province, first], "silent", 4))
    found = total(land, land.country)
    assert found.value == 33
    assert found.comparable_note == "Xã 1.1 còn báo 4 (cơ quan khác, không tính)"


def test_rounds_of_another_window_report_or_place_are_not_taken_in(land: Nested) -> None:
    one, _ = opened(land)
    elsewhere = make_unit("Tỉnh Khác", "province", parent=land.country, begins_on=worlds.BEGIN)
    far = make_unit("Huyện Xa", "district", parent=elsewhere, begins_on=worlds.BEGIN)
    there = [make_unit("Xã Xa", parent=far, begins_on=worlds.BEGIN)]
    land.ask(far, numbers(there, 1000))
    closed_round(land.province, numbers([one], 1000), kind="schemes_review")
    assert total(land, land.province).value == 33
    assert total(land, far).value == 1000, "through any round of the same report and window"
    assert total(land, land.country).value == 1033
    country = total(land, land.country)
    assert [part.name for part in country.parts] == ["Huyện Xa", "Quảng Thử"]


def test_only_what_is_approved_goes_up(land: Nested) -> None:
    one, _ = opened(land)
    Submission.objects.filter(unit=land.districts[one][0]).update(state="submitted", approved_at=None)
    assert total(land, land.province).value == 33, "its last approved revision keeps counting"
    part = total(land, land.province).sources[0]
    assert part.reopened


def test_the_district_of_a_nested_round_sums_in_the_provinces_too(land: Nested) -> None:
    one, two = land.districts
    land.ask(land.province, numbers([one, two], "silent", "silent"))
    row = Submission.objects.get(round=land.rounds[land.province], unit=one)
    assert not asked.is_summing(row)
    land.ask(one, numbers(land.districts[one], 1, 2))
    row = Submission.objects.get(pk=row.pk)
    assert asked.is_summing(row), "its communes were asked: it types totals only to compare them"


def test_restated_after_the_districts_are_gone(land: Nested) -> None:
    make.own_work(LINE)
    one, two = land.districts
    a, b = land.districts[one]
    c, d, e = land.districts[two]
    land.ask(one, numbers([a, b, one], 1, 2, 5))
    land.ask(two, numbers([c, d, e], 10, 20, 30))
    land.ask(land.province, numbers([one, two, land.province], "silent", "silent", 100))
    # Communes of two districts become one; the others stay; the districts end, their communes lie under the province.
    carry_out(plans.merge([b, c], "x", Begin("x", "commune", "Xã Mới", one)), AFTER)
    fresh = UnitVersion.objects.get(name="Xã Mới").unit_id
    view = Restated(AFTER)
    found = total(land, fresh, one, view=view)
    assert (found.value, found.comparable) == (12, True)
    whole = total(land, land.province, view=view)
    assert (whole.value, whole.comparable) == (168, True)
    assert {part.name: part.value for part in whole.parts}["Xã Mới"] == 12
    assert total(land, land.country, view=view).value == 168
    now = total(land, one, view=view)  # the first district now holds a commune of the second
    assert (now.value, now.comparable) == (1 + 12 + 5, True)
    assert total(land, two, view=view).value == 50


def test_the_number_of_queries_does_not_grow_with_the_units(db: None, django_assert_max_num_queries: Any) -> None:
    small = worlds.land(2, 2, 2, 30)
    for district, communes in small.districts.items():
        small.ask(district, {unit: {LINE: (1, None)} for unit in communes})
    small.ask(small.province, numbers(list(small.districts), *["silent"] * 4))
    with django_assert_max_num_queries(6 + 2 * 4):
        assert total(small, small.province).value == 36


def make_approved(figure: Figure, value: int) -> None:
    from tests.reporting.restating_world import _answer

    _answer([(figure, (value, None))])
