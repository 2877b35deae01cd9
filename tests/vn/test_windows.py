"""Windows: names, ISO names, spoken names, and the cut-offs of Decree 09/2019/NĐ-CP."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuquan.vn.windows import Window, WindowError, calendar_window, decree_09_window, parse_window

ARBITRARY = st.tuples(st.dates(), st.dates()).map(lambda days: Window(min(days), max(days)))
PARTS = st.sampled_from(
    [("year", 1), ("nine_months", 1), ("half", 1), ("half", 2)]
    + [("quarter", n) for n in range(1, 5)]
    + [("month", n) for n in range(1, 13)]
)
RULES = st.sampled_from([calendar_window, decree_09_window])
NAMED = st.builds(lambda rule, part, year: rule(part[0], year, part[1]), RULES, PARTS, st.integers(2, 9998))
WINDOWS = st.one_of(ARBITRARY, NAMED)


@given(WINDOWS)
def test_iso_and_file_names_read_back(window: Window) -> None:
    assert Window.from_iso(window.iso) == window
    assert Window.from_iso(window.file_name) == window
    assert "/" not in window.file_name


@given(WINDOWS)
def test_titles_read_back(window: Window) -> None:
    assert parse_window(window.title()) == window


@given(WINDOWS, st.dates())
def test_a_window_holds_its_days(window: Window, day: date) -> None:
    assert (day in window) == window.covers(Window(day, day))
    assert window.first in window
    assert window.last in window
    assert window.first + timedelta(days=window.days - 1) == window.last


@pytest.mark.parametrize(
    ("first", "last", "iso"),
    [
        ((2024, 12, 15), (2025, 12, 14), "2024-12-15/P1Y"),
        ((2021, 1, 1), (2021, 6, 30), "2021-01-01/P6M"),
        ((2021, 1, 15), (2021, 2, 14), "2021-01-15/P1M"),
        ((2020, 1, 1), (2021, 12, 31), "2020-01-01/P2Y"),
        ((2021, 5, 1), (2021, 5, 10), "2021-05-01/P10D"),
        ((2021, 1, 31), (2021, 2, 28), "2021-01-31/P29D"),
        ((2021, 5, 1), (2021, 5, 1), "2021-05-01/P1D"),
        ((375, 1, 2), (8709, 2, 1), "0375-01-02/P100009M"),
        ((1, 1, 1), (9999, 12, 31), "0001-01-01/P3652059D"),
    ],
)
def test_iso(first: tuple[int, int, int], last: tuple[int, int, int], iso: str) -> None:
    assert Window(date(*first), date(*last)).iso == iso
    assert Window.from_iso(iso) == Window(date(*first), date(*last))


@pytest.mark.parametrize(
    "text",
    ["", "2021", "2021-01-01", "2021-01-01/P0D", "2021-01-31/P1M", "2021-02-30/P1D", "9999-01-01/P1Y", "2021-01-01/1Y"],
)
def test_refuses_other_iso_names(text: str) -> None:
    with pytest.raises(WindowError) as refusal:
        Window.from_iso(text)
    assert refusal.value.code == "window_malformed"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("năm 2021", "2021-01-01/P1Y"),
        ("6 tháng đầu năm 2021", "2021-01-01/P6M"),
        ("6 tháng cuối năm 2021", "2021-07-01/P6M"),
        ("sáu tháng đầu năm 2021", "2021-01-01/P6M"),
        ("9 tháng năm 2021", "2021-01-01/P9M"),
        ("9 tháng đầu năm 2021", "2021-01-01/P9M"),
        ("quý I/2021", "2021-01-01/P3M"),
        ("Quý II năm 2021", "2021-04-01/P3M"),
        ("quí IV/2021", "2021-10-01/P3M"),
        ("quý 3/2021", "2021-07-01/P3M"),
        ("tháng 2/2021", "2021-02-01/P1M"),
        ("Tháng 02 năm 2021", "2021-02-01/P1M"),
        ("từ 15/12/2020 đến 14/12/2021", "2020-12-15/P1Y"),
        ("từ ngày 25/5/2017 đến ngày 24/4/2019", "2017-05-25/P23M"),
        ("15/12/2020 - 14/12/2021", "2020-12-15/P1Y"),
    ],
)
def test_reads_what_is_said(text: str, iso: str) -> None:
    assert parse_window(text).iso == iso


def test_a_year_left_out_is_asked_for() -> None:
    assert parse_window("6 tháng cuối năm", year=2021).iso == "2021-07-01/P6M"
    with pytest.raises(WindowError) as refusal:
        parse_window("6 tháng cuối năm")
    assert refusal.value.code == "window_no_year"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "window_malformed"),
        ("tháng 13/2021", "window_malformed"),
        ("quý V/2021", "window_malformed"),
        ("từ 31/02/2021 đến 14/12/2021", "window_malformed"),
        ("từ 15/12/2021 đến 14/12/2020", "window_reversed"),
        ("năm 0000", "window_no_such_part"),
    ],
)
def test_refuses(text: str, code: str) -> None:
    with pytest.raises(WindowError) as refusal:
        parse_window(text)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("kind", "year", "part", "first", "last"),
    [
        ("year", 2025, 1, (2024, 12, 15), (2025, 12, 14)),
        ("half", 2025, 1, (2024, 12, 15), (2025, 6, 14)),
        ("half", 2025, 2, (2025, 6, 15), (2025, 12, 14)),
        ("nine_months", 2025, 1, (2024, 12, 15), (2025, 9, 14)),
        ("quarter", 2025, 1, (2024, 12, 15), (2025, 3, 14)),
        ("quarter", 2025, 3, (2025, 6, 15), (2025, 9, 14)),
        ("month", 2025, 1, (2024, 12, 15), (2025, 1, 14)),
        ("month", 2025, 2, (2025, 1, 15), (2025, 2, 14)),
    ],
)
def test_cut_offs_of_decree_09(kind, year, part, first, last) -> None:  # type: ignore[no-untyped-def]
    assert decree_09_window(kind, year, part) == Window(date(*first), date(*last))


@given(RULES, st.integers(2, 9998))
def test_months_fill_the_year_without_gap(rule, year: int) -> None:  # type: ignore[no-untyped-def]
    months = [rule("month", year, part) for part in range(1, 13)]
    assert months[0].first == rule("year", year).first
    assert months[-1].last == rule("year", year).last
    assert all(b.first - a.last == timedelta(days=1) for a, b in pairwise(months))


@pytest.mark.parametrize(
    ("window", "title"),
    [
        (calendar_window("year", 2021), "năm 2021"),
        (decree_09_window("year", 2021), "năm 2021 (15/12/2020–14/12/2021)"),
        (calendar_window("quarter", 2021, 1), "quý I năm 2021"),
        (decree_09_window("quarter", 2021, 4), "quý IV năm 2021 (15/09/2021–14/12/2021)"),
        (calendar_window("half", 2021, 2), "6 tháng cuối năm 2021"),
        (calendar_window("nine_months", 2021), "9 tháng năm 2021"),
        (calendar_window("month", 2021, 2), "tháng 02 năm 2021"),
        (Window(date(2017, 5, 25), date(2019, 4, 24)), "từ 25/05/2017 đến 24/04/2019"),
        (Window(date(2020, 11, 1), date(2021, 10, 31)), "từ 01/11/2020 đến 31/10/2021"),
    ],
)
def test_titles(window: Window, title: str) -> None:
    assert window.title() == title


def test_refuses_days_in_reverse() -> None:
    with pytest.raises(WindowError) as refusal:
        Window(date(2021, 2, 1), date(2021, 1, 31))
    assert refusal.value.code == "window_reversed"
