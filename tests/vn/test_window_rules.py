"""The windows of a year: no gap, no overlap, names that read back, the cut-offs of Decree 09/2019/NĐ-CP."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuquan.vn.window_rules import WindowPattern, begins_in
from tuquan.vn.windows import Window, WindowError, calendar_window, decree_09_window, parse_window

YEARS = st.integers(min_value=1900, max_value=2200)
DAYS = {"first_day": st.integers(1, 28), "lead_months": st.integers(0, 11)}
TILING = st.builds(
    lambda months, first_day, lead_months: WindowPattern(months, first_day, lead_months, 1, 12 // months),
    st.sampled_from([1, 2, 3, 4, 6, 12]),
    **DAYS,
)
ANY = st.integers(1, 12).flatmap(
    lambda months: st.integers(1, 12 // months).flatmap(
        lambda first: st.builds(
            WindowPattern,
            months=st.just(months),
            first_part=st.just(first),
            parts=st.integers(1, 12 // months - first + 1),
            **DAYS,
        )
    )
)


@given(TILING, YEARS)
def test_windows_follow_each_other_over_the_years(pattern: WindowPattern, year: int) -> None:
    rows = [row.window for year_ in (year, year + 1) for row in pattern.of_year(year_)]
    assert pattern.whole_year
    assert all(after.first == before.last + timedelta(days=1) for before, after in pairwise(rows))
    assert all(row.whole_months == pattern.months for row in rows)


@given(ANY, YEARS)
def test_names_read_back_to_the_same_window(pattern: WindowPattern, year: int) -> None:
    for row in pattern.of_year(year):
        assert parse_window(row.name) == row.window
        assert Window.from_iso(row.window.iso) == row.window
        assert pattern.named(row.window) == row


@given(ANY, st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(0, 800))
def test_windows_are_found_by_their_last_day_once_each(pattern: WindowPattern, first: date, days: int) -> None:
    middle, last = first + timedelta(days=days // 2), first + timedelta(days=days)
    whole = list(pattern.ending(first, last))
    parts = [*pattern.ending(first, middle), *pattern.ending(middle + timedelta(days=1), last)]
    assert whole == parts
    assert whole == sorted(whole, key=lambda row: row.window)
    assert all(first <= row.window.last <= last for row in whole)


def test_the_windows_of_the_decree() -> None:
    assert [row.window for row in WindowPattern(3, 15, 1, 1, 4).of_year(2025)] == [
        decree_09_window("quarter", 2025, part) for part in (1, 2, 3, 4)
    ]
    second_half, nine, year = WindowPattern(6, 15, 1, 2), WindowPattern(9, 15, 1), WindowPattern(12, 15, 1)
    assert second_half.of_year(2025)[0].window == Window(date(2025, 6, 15), date(2025, 12, 14))
    assert nine.of_year(2025)[0].window == Window(date(2024, 12, 15), date(2025, 9, 14))
    assert year.of_year(2025)[0].name == "năm 2025 (15/12/2024–14/12/2025)"
    assert [row.window for row in WindowPattern(1, 15, 1, 1, 12).of_year(2025)][1] == Window(
        date(2025, 1, 15), date(2025, 2, 14)
    )


@pytest.mark.parametrize("kind", ["month", "quarter", "year"])
def test_calendar_windows_go_by_name_alone(kind: str) -> None:
    months = {"month": 1, "quarter": 3, "year": 12}[kind]
    row = WindowPattern(months, parts=12 // months).of_year(2025)[0]
    assert row.window == calendar_window(kind, 2025, 1)  # type: ignore[arg-type]
    assert "(" not in row.name


def test_windows_of_residential_areas_and_of_the_force() -> None:
    assert WindowPattern(12, 1, 2).of_year(2025)[0].window == Window(date(2024, 11, 1), date(2025, 10, 31))
    assert WindowPattern(12, 15, 2).of_year(2025)[0].window == Window(date(2024, 11, 15), date(2025, 11, 14))
    assert begins_in(WindowPattern(12, 15, 2)) == "từ ngày 15 tháng 11 năm trước"
    assert begins_in(WindowPattern(12)) == "từ ngày 1 tháng 1"


@pytest.mark.parametrize(
    "given_",
    [(12, 29), (12, 0), (13,), (0,), (12, 1, 12), (6, 1, 0, 2, 2), (6, 1, 0, 0), (6, 1, 0, 1, 0), (9, 1, 0, 2)],
)
def test_patterns_that_cannot_be_laid_are_refused(given_: tuple[int, ...]) -> None:
    with pytest.raises(WindowError) as refused:
        WindowPattern(*given_)
    assert refused.value.code == "window_rule_malformed"
