"""Place, time and plan: what a sentence says holds for its numbers."""

from __future__ import annotations

from datetime import date

import pytest

from evaluation.evaluate import evaluate, totals
from tuquan.reader import BUNDLED_NAMES, read
from tuquan.reader.mentions import mentions


def first(text):
    return read(text).findings[0]


@pytest.mark.parametrize(
    ("text", "place", "start", "end"),
    [
        ("Tại quận 5 (TP Hồ Chí Minh), năm 2022 lắp 300 camera.", "quận 5", "2022-01-01", "2022-12-31"),
        ("P.5 (Q.3) trong năm 2022 lắp 12 camera.", "phường 5", "2022-01-01", "2022-12-31"),
        ("Đắk Lắk: năm 2021 dân giao nộp 450 khẩu súng.", "Đắk Lắk", "2021-01-01", "2021-12-31"),
        ("Huyện Cư Jút (Đắk Nông) trong quý I/2023 lắp 12 camera.", "huyện Cư Jút", "2023-01-01", "2023-03-31"),
        ("Tính đến 30/6/2023, xã Ea Kao có 12 mô hình.", "xã Ea Kao", None, "2023-06-30"),
        ("Trong 9 tháng năm 2024, phường Tân Phong ra mắt 2 mô hình.", "phường Tân Phong", "2024-01-01", "2024-09-30"),
        ("Từ tháng 1 đến tháng 9/2023, huyện A Lưới phát 12 tờ rơi.", "huyện A Lưới", "2023-01-01", "2023-09-30"),
        ("Năm năm (2016-2020), huyện Ba Vì phát 50 tờ rơi.", "huyện Ba Vì", "2016-01-01", "2020-12-31"),
        ("Theo Quyết định ngày 27/7/2017, năm 2018 xã An Phú phát 5 tờ rơi.", "xã An Phú", "2018-01-01", "2018-12-31"),
    ],
)  # fmt: skip
def test_place_and_time(text, place, start, end):
    f = first(text)
    assert f.place == place
    assert f.period_start == (date.fromisoformat(start) if start else None)
    assert f.period_end == date.fromisoformat(end)


def test_a_bare_word_means_the_unit_named_before():
    text = "Xã Tây Cốc (huyện Đoan Hùng) có 10 khu dân cư. Năm 2022, Công an xã tổ chức 12 buổi tuyên truyền."
    assert first(text).place == "xã Tây Cốc"


def test_a_date_of_posting_bounds_a_state():
    f = first("Ngày đăng: 2023-04\nPhường Phước Hưng hiện có 32 camera an ninh.")
    assert (f.period_start, f.period_end) == (None, date(2023, 4, 30))


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("Năm 2024 phấn đấu đạt 95% khu dân cư đạt tiêu chuẩn an toàn về ANTT.", True),
        ("Hoàn thành chỉ tiêu, xã xây dựng mới 3 mô hình.", False),
        ("Công an xã sẽ lắp thêm 20 camera.", True),
        ("II. Phương hướng, nhiệm vụ\nXây dựng mới 2 mô hình.", True),
        ("I. Phương hướng, nhiệm vụ\nLàm tốt.\nII. Kết quả\nXây dựng mới 2 mô hình.", False),
    ],
)
def test_plans(text, planned):
    assert first(text).planned is planned


@pytest.mark.parametrize(
    ("text", "value", "of", "top", "form"),
    [
        ("1 tỷ 365 triệu đồng", 1_365_000_000, None, None, "money"),
        ("góp 480 triệu.", 480_000_000, None, None, "money"),
        ("5 - 7 triệu đồng", 5_000_000, None, 7_000_000, "money"),
        ("180/240 triệu đồng", 180_000_000, 240_000_000, None, "money"),
        ("77 trong tổng số 89 làng", 77, 89, None, "plain"),
        ("12,5% số hộ", 12.5, None, None, "percent"),
        ("mười hai mô hình", 12, None, None, "word"),
    ],
)
def test_numbers(text, value, of, top, form):
    [m] = mentions(text)
    assert (float(m.value), m.of and float(m.of), m.value_max and float(m.value_max), m.form) == (value, of, top, form)


def test_gazetteer_knows_units_by_day():
    on = {
        day: [c.name for c in BUNDLED_NAMES.candidates("Bình Thuận", day)]
        for day in (date(2024, 1, 1), date(2026, 1, 1))
    }
    assert on == {date(2024, 1, 1): ["tỉnh Bình Thuận"], date(2026, 1, 1): []}


def test_own_marked_sentences_keep_their_score():
    right, wrong, missed = totals(evaluate())
    assert right / (right + wrong) >= 0.97
    assert right / (right + missed) >= 0.97
