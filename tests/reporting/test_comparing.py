"""A change is only said between numbers of one area, counted one way."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.reporting import factories as make
from tuquan.reporting import queries
from tuquan.reporting.comparing import change
from tuquan.reporting.models import Answer, Indicator, IndicatorVersion, Submission
from tuquan.reporting.values import Value
from tuquan.units.models import Change as UnitChange
from tuquan.units.models import Succession
from tuquan.vn.windows import calendar_window

CODE = "outreach_points"


def value(number: str, of: str | None = None) -> Value:
    return Value(Answer.VALUE, Decimal(number), Decimal(of) if of else None)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (value("12"), value("10"), "+2 (+20%)"),
        (value("10"), value("12"), "−2 (−16,7%)"),
        (value("10"), value("10"), "0"),
        (value("5"), value("0"), "+5"),
        (Value(Answer.NONE_AROSE), value("4"), "−4 (−100%)"),
        (value("4"), Value(Answer.NONE_AROSE), "+4"),
        (value("33446"), value("1"), "+33.445 (+3.344.500%)"),
    ],
)
def test_the_change_in_number_and_share(now: Value, before: Value, said: str) -> None:
    found = change(Indicator(kind="flow"), now, before)
    assert found is not None
    assert found.text == said


def test_what_is_unknown_has_no_change() -> None:
    silent = Value(Answer.NOT_REPORTED)
    for pair in ((value("1"), None), (value("1"), silent), (silent, value("1"))):
        assert change(Indicator(kind="flow"), *pair) is None


def test_x_of_y_changes_by_points() -> None:
    found = change(Indicator(kind="ratio"), value("17", "20"), value("15", "20"))
    assert found is not None
    assert found.text == "+10 điểm %"
    assert change(Indicator(kind="ratio"), value("0", "0"), value("1", "2")) is None


@pytest.fixture
def pair(db: Any, day: Any) -> tuple[make.District, Submission]:
    """The same commune's 2020, answered, and its 2021."""
    district = make.district(2)
    unit = district.communes["Châu Hóa"]
    before = make.submission(district.open(calendar_window("year", 2020), title="năm 2020"), unit)
    make.say(before, CODE, 10)
    make.send(before)
    now = make.submission(district.open(), unit)
    make.say(now, CODE, 12)
    return district, now


def line(row: Submission) -> queries.Line:
    found = next(line for section in queries.grid(row) for line in section.lines if line.indicator.code == CODE)
    alone = replace(one(row), required=found.required)
    assert found == alone, "one line costs less and says the same, but for whether it is required"
    return found


def one(row: Submission) -> Any:
    from tuquan.reporting.queries.grid import one_line

    return one_line(row, make.line(CODE))


def test_like_with_like(pair: tuple[make.District, Submission]) -> None:
    found = line(pair[1])
    assert found.moved is not None
    assert found.moved.text == "+2 (+20%)"
    assert not found.why_not


def test_another_area_is_not_compared(pair: tuple[make.District, Submission]) -> None:
    district, row = pair
    act = UnitChange.objects.create(title="Nhập một phần", act_number="1/NQ", effective_on=date(2021, 3, 1))
    Succession.objects.create(change=act, old_id=district.communes["Ngư Hóa"].unit_id, new_id=row.unit_id, whole=False)
    found = line(row)
    assert found.moved is not None
    assert found.moved.text == "không so sánh được"
    assert found.change is None
    assert "01/03/2021" in found.why_not


def test_a_change_after_the_round_bars_nothing(pair: tuple[make.District, Submission]) -> None:
    district, row = pair
    act = UnitChange.objects.create(title="Nhập một phần", act_number="2/NQ", effective_on=date(2022, 3, 1))
    Succession.objects.create(change=act, old_id=district.communes["Ngư Hóa"].unit_id, new_id=row.unit_id, whole=False)
    assert line(row).change == 2


def test_another_way_of_counting_is_not_compared(pair: tuple[make.District, Submission]) -> None:
    row = pair[1]
    told = {"name": "điểm tuyên truyền", "measure": "điểm", "access": "open", "over_units": "sum", "over_time": "sum"}
    asked = make.line(CODE)
    IndicatorVersion.objects.filter(indicator=asked).delete()
    IndicatorVersion.objects.create(
        indicator=asked, begins_on=date(2010, 1, 1), ends_on=date(2021, 6, 1), definition="cũ", **told
    )
    IndicatorVersion.objects.create(indicator=asked, begins_on=date(2021, 6, 1), definition="mới", **told)
    assert "cách tính thay đổi ngày 01/06/2021" in line(row).why_not
    assert line(row).change is None
