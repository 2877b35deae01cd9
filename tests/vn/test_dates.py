"""Days: read, refused, printed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuquan.vn.dates import DateError, parse_date, show_date, show_long, show_relative


@pytest.mark.parametrize(
    "text",
    [
        "24/4/2019",
        "24/04/2019",
        "24-4-2019",
        "24.4.2019",
        "ngày 24/4/2019",
        "ngày 24 tháng 4 năm 2019",
        "Ngày 24 tháng 04 năm 2019",
        "24 tháng 4 năm 2019",
        "2019-04-24",
        " 24 / 4 / 2019 ",
    ],
)
def test_reads(text: str) -> None:
    assert parse_date(text) == date(2019, 4, 24)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "date_empty"),
        ("24/4/19", "date_malformed"),
        ("24/4-2019", "date_malformed"),
        ("tháng 4 năm 2019", "date_malformed"),
        ("31/02/2021", "date_no_such_day"),
        ("4/24/2019", "date_no_such_day"),
        ("01/01/0000", "date_no_such_day"),
    ],
)
def test_refuses(text: str, code: str) -> None:
    with pytest.raises(DateError) as refusal:
        parse_date(text)
    assert refusal.value.code == code


@given(st.dates())
def test_both_prints_read_back(day: date) -> None:
    assert parse_date(show_date(day)) == day
    assert parse_date(show_long(day)) == day


def test_official_form_pads_days_and_the_first_two_months() -> None:
    assert show_long(date(2021, 2, 5)) == "ngày 05 tháng 02 năm 2021"
    assert show_long(date(2021, 3, 10)) == "ngày 10 tháng 3 năm 2021"
    assert show_date(date(2019, 4, 24)) == "24/04/2019"


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "hôm nay"), (-1, "hôm qua"), (1, "ngày mai"), (3, "còn 3 ngày"), (-2, "quá 2 ngày")],
)
def test_says_how_far_a_day_is(days: int, said: str) -> None:
    today = date(2021, 12, 31)
    assert show_relative(today + timedelta(days=days), today) == said
