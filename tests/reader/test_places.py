"""Whose number it is: units named without their kind, lists, headings, items, datelines."""

from __future__ import annotations

from datetime import date

import pytest

from tuquan.reader import BUNDLED_NAMES, read
from tuquan.reader.names import bundled


def place_of(text, index=0):
    return read(text).findings[index].place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Tại Đức Trọng, năm 2019 lắp 12 camera.", "Đức Trọng"),
        ("Năm 2021, Công an Mèo Vạc tiếp nhận 12 khẩu súng do dân giao nộp.", "Mèo Vạc"),
        ("Riêng Krông Pắc năm 2021 lắp 24 camera.", "Krông Pắc"),
        ("Thạch Hà (Hà Tĩnh): năm 2021 lắp 24 camera.", "Thạch Hà"),
        ("Vĩnh Tường là huyện đi đầu của tỉnh Vĩnh Phúc. Năm 2021 huyện lắp 24 camera.", "Vĩnh Tường"),
        ("Tại Khả Cửu, năm 2025 dân nộp 16 khẩu súng tự chế.", "Khả Cửu"),
        ("Tả Gia Khâu (Mường Khương) năm 2021 lắp 24 camera.", "Tả Gia Khâu"),
        ("Riêng Nậm Lúa, xã vùng biên, năm 2021 lắp 24 camera.", "Nậm Lúa"),
        ("TPHCM năm 2021 lắp 24 camera.", "TPHCM"),
        ("Còn Khu công nghiệp Phú Tân năm 2021 lắp 24 camera.", "Khu công nghiệp Phú Tân"),
        ("Trên địa bàn khu vực Tây Bắc và phụ cận có 863 mô hình.", "khu vực Tây Bắc và phụ cận"),
        ("Bức tranh chung cả nước: có 700 loại mô hình.", "cả nước"),
        ("Đồng Nai: Câu lạc bộ “Người hoàn lương” xã Hóa An vừa ra mắt, có 20 thành viên.", "xã Hóa An"),
        ("Năm 2021 đã lắp 24 camera tại xã An Phú.", "xã An Phú"),
        (
            "Thành phố Hải Phòng, huyện An Dương dự hội nghị. Trên địa bàn thành phố có 16 mô hình.",
            "thành phố Hải Phòng",
        ),
        ("Suốt ba tuần, từ ngày 7 đến 27/7/2021, công an phường Phước Hòa trao 40 phần quà.", "phường Phước Hòa"),
    ],
)
def test_unit(text, place):
    assert place_of(text) == place


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2021 Trường THPT chuyên, đường Kim Sơn lắp 24 camera.",
        "Ông Nguyễn Kim Sơn cho biết năm 2021 lắp 24 camera.",
        "Năm 2021 gộp An Trường, An Trường A và Tân Bình, lắp 24 camera.",
        "Năm 2021 lắp 24 camera. Xã An Phú có 5 mô hình.",
    ],
)
def test_what_only_looks_like_a_unit(text):
    assert place_of(text) is None


def test_each_item_keeps_its_unit():
    text = "Điểm tin\nI. Xã Sơn Kim: dân giao nộp 6 khẩu súng.\nII. Phường Chũ: dân giao nộp 10 khẩu súng."
    assert [f.place for f in read(text).findings] == ["xã Sơn Kim", "phường Chũ"]


def test_a_heading_names_the_unit_of_what_lies_below():
    text = "Kết quả năm 2021 của tỉnh Gia Lai\n1. Huyện Ia Grai\nLắp 24 camera.\n2. Huyện Chư Sê\nLắp 30 camera."
    assert [f.place for f in read(text).findings] == ["huyện Ia Grai", "huyện Chư Sê"]


def test_a_dateline_is_not_the_unit():
    text = "(Sơn La, 28/7/2023) Hội nghị biểu dương khu vực Tây Bắc và phụ cận. Có 863 mô hình."
    assert place_of(text) == "khu vực Tây Bắc và phụ cận"


def test_what_is_told_of_one_alone_does_not_go_on():
    text = "Năm 2024 tỉnh Hà Giang thu 1.026 khẩu súng tự chế; riêng huyện Đồng Văn thu 188 khẩu súng. Lắp 24 camera."
    assert [f.place for f in read(text).findings][-1] == "tỉnh Hà Giang"


def test_the_country_is_known_by_name():
    assert [c.level for c in BUNDLED_NAMES.candidates("Krông Pắk")] == []
    assert [c.name for c in BUNDLED_NAMES.candidates("Đăk Hà")] == ["huyện Đắk Hà"]
    assert [c.level for c in BUNDLED_NAMES.candidates("xã Khả Cửu")] == ["xã"]
    assert BUNDLED_NAMES.candidates("huyện Đức Trọng", date(2026, 1, 1)) == []
    assert bundled().candidates("Đức Trọng") == []
