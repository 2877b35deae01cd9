"""Minus signs, names that end with their line or cell, rows whose label only resembles an indicator's name."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tuquan.reader import read


def found(text):
    return read(text).findings


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Năm 2021 xây dựng mới -3 mô hình.", "-3 mô hình"),
        ("Năm 2021 xây dựng mới −3 mô hình.", "−3 mô hình"),
        ("Năm 2021 xây dựng mới âm 3 mô hình.", "âm 3 mô hình"),
        ("Mô hình xây dựng mới\t-3", "-3"),
    ],
)
def test_a_negative_number_is_never_a_count(text, quote):
    (f,) = found(text)
    assert (f.value, f.confidence, f.quote) == (Decimal(-3), "doubtful", quote)
    assert "Số âm không thể là một số đếm." in f.reasons


@pytest.mark.parametrize(
    "text",
    [
        "- 3 mô hình xây dựng mới.",
        "Năm 2021 xây dựng mới 3-5 mô hình.",
        "Năm 2021 xây dựng mới 3 -5 mô hình.",
        "Ngày 5-3 xây dựng mới 3 mô hình.",
        "Kế hoạch số 12-KH, xây dựng mới 3 mô hình.",
    ],
)
def test_strokes_that_are_no_minus(text):
    assert [int(f.value) for f in found(text)] == [3]


def test_a_column_head_is_no_town():
    text = "Năm 2021\nTT\tLực lượng\tSố lượng\nxã SƠN HÓA\nSố mô hình: 3"
    assert {f.place for f in found(text)} == {"xã Sơn Hóa"}


def test_a_town_keeps_its_short_type():
    assert found("Tại TT Đồng Lê xây dựng mới 3 mô hình.")[0].place == "TT.Đồng Lê"
    assert found("Tại TT. Ba Đồn xây dựng mới 3 mô hình.")[0].place == "TT.Ba Đồn"


@pytest.mark.parametrize(
    ("row", "indicator", "value"),
    [
        ("3\tBan An ninh, trật tự thôn, bản, tiểu khu (Ban)\t07", "village_security_boards", 7),
        (
            "4\tThành viên Ban An ninh, trật tự thôn, bản, tiểu khu (người)\t43",
            "village_security_board_members",
            43,
        ),
        (
            "6\tBảo vệ bán chuyên trách cơ quan, doanh nghiệp (đồng chí)\t09\t12",
            "facility_guards_part_time",
            9,
        ),
    ],
)
def test_a_label_that_resembles_an_indicator_is_read_likely(row, indicator, value):
    (f,) = found(f"TT\tLực lượng\tSố lượng\n{row}")
    assert (f.indicator, f.value, f.confidence) == (indicator, Decimal(value), "likely")
    assert row.split("\t")[2] == f.quote


def test_a_label_of_something_else_is_left_alone():
    assert not found("TT\tNội dung\tSố\n1\tDiện tích rừng trồng (ha)\t120\n2\tDân số trung bình\t5600")


def test_a_letterhead_in_one_line_names_its_lowest_organ():
    head = read(
        "CÔNG AN HUYỆN TUYÊN HÓA CÔNG AN XÃ ĐỨC HÓA Số: 43/BC-CAX\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM "
        "Độc lập - Tự do - Hạnh phúc Đức Hóa, ngày 18 tháng 12 năm 2021\nBÁO CÁO\nKết quả năm 2021"
    ).head
    assert (head.place, head.number, head.issuer) == ("xã Đức Hóa", "43/BC-CAX", "CÔNG AN XÃ ĐỨC HÓA")
    assert head.issued_on is not None
    assert head.issued_on.isoformat() == "2021-12-18"


def test_a_blank_forgotten_before_a_number():
    found = [(f.indicator, f.quote) for f in read("Xã đã xây dựng mới03 mô hình và phát2.000 tờ rơi.").findings]
    assert found == [("schemes_founded", "03 mô hình"), ("leaflets", "2.000 tờ rơi")]
    assert read("Theo kế hoạch của PC07, súng K54 và mục12 của đề án.").findings == ()


def test_a_row_may_count_the_number_of_something():
    rows = "Số buổi tuyên truyền\t64\nSố lượt người nghe\t5.120"
    assert [(f.indicator, int(f.value)) for f in read(rows).findings] == [
        ("outreach_sessions", 64), ("outreach_attendances", 5120),
    ]  # fmt: skip
