"""Charts: no style or script for the page, zero-based, gaps stay gaps, numbers as Vietnamese write them."""

import re
from itertools import pairwise

import pytest

from tuquan.design.vega import Point, Series, bars, lines, multiples, png, svg
from tuquan.design.vega.lines import _levels
from tuquan.design.vega.rows import Spec, span_of

NAMES = ("Châu Hóa", "Ngư Hóa", "Đồng Lê")


def series(name: str = "Châu Hóa", values: tuple[int | None, ...] = (1200, None, 33446)) -> Series:
    return Series(
        name, tuple(Point(f"Quý {n}", v, "chưa báo cáo" if v is None else f"{v}") for n, v in enumerate(values))
    )


@pytest.mark.parametrize("spec", [bars(series()), lines([series(), series("Ngư Hóa")]), multiples([series()] * 5)])
def test_nothing_in_the_svg_needs_a_style_or_a_script(spec: Spec) -> None:
    drawn = svg(spec, label='Số điểm "tuyên truyền" \\1 <b>')
    assert drawn.startswith("<svg ")
    assert 'role="img" aria-label="Số điểm &quot;tuyên truyền&quot; \\1 &lt;b&gt;"' in drawn
    assert not re.search(r"\bstyle=|<style|<script|\bon[a-z]+=|https?://(?!www\.w3\.org/2000/svg)", drawn)
    assert "Be Vietnam Pro" in drawn


def test_an_axis_is_written_as_vietnamese_write_numbers() -> None:
    assert ">20.000<" in svg(lines([series()]), label="x")


def test_a_gap_is_written_out_and_draws_no_bar() -> None:
    drawn = svg(bars(series()), label="x")
    assert "chưa báo cáo" in drawn
    assert len(re.findall(r'<path[^>]*fill="#0b5a47"', drawn)) == 2


def test_a_line_is_broken_where_a_round_is_missing() -> None:
    whole = svg(lines([series(values=(1, 2, 3, 4, 5))]), label="x")
    broken = svg(lines([series(values=(1, 2, None, 4, 5))]), label="x")
    paths = [re.findall(r'<path d="(M[^"Z]*)" stroke="#18221e"', drawn) for drawn in (whole, broken)]
    assert [paths[0][0].count("M"), paths[1][0].count("M")] == [1, 2]


def test_scales_hold_zero_whatever_the_values() -> None:
    assert span_of([series(values=(500, 900))])[0] == 0
    low, high = span_of([series(values=(-5, 10))])
    assert low < -5 < 0 < 10 < high
    assert span_of([series(values=(None, None))]) == (0.0, 1.0)


def test_names_at_the_ends_of_lines_never_lie_on_one_another() -> None:
    rows = [series(name, (5, 5, 5)) for name in NAMES]
    levels = sorted(_levels(rows, (0, 10), 320))
    assert all(after - before >= 16.9 for before, after in pairwise(levels))
    assert levels[-1] <= 330


def test_a_picture_for_papers() -> None:
    assert png(bars(series())).startswith(b"\x89PNG")


def test_bars_of_the_same_name_stay_two_bars() -> None:
    twice = Series("x", (Point("Thanh Hóa", 3, "3"), Point("Thanh Hóa", 5, "5")))
    assert len(re.findall(r'<path[^>]*fill="#0b5a47"', svg(bars(twice), label="x"))) == 2
