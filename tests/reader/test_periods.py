"""Which time holds: windows, beginnings, ends, stamps, what the text is an account of."""

from __future__ import annotations

import pytest

from tuquan.reader import read
from tuquan.reader.stamps import is_stamp


def time_of(text, index=0):
    f = read(text).findings[index]
    return f.period_start and f.period_start.isoformat(), f.period_end and f.period_end.isoformat()


POSTED = "Ngày đăng: 2022-12\n"
IN_2023 = "BÁO CÁO\nKết quả công tác năm 2023\n"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        # Windows.
        ("Năm học 2019-2020, xã An Phú mở 45 buổi tuyên truyền.", "2019-09-01", "2020-05-31"),
        ("Hai tháng cuối năm 2022, xã An Phú mở 8 buổi tuyên truyền.", "2022-11-01", "2022-12-31"),
        ("Đợt này (15/12 đến hết 25/12/2025) xã An Phú thu 46 khẩu súng do dân nộp.", "2025-12-15", "2025-12-25"),
        ("Từ ngày 7 đến 27/7/2021, xã An Phú trao 40 phần quà.", "2021-07-07", "2021-07-27"),
        ("Từ tháng 11/2021 đến tháng 2/2022 xã An Phú lắp 5 camera.", "2021-11-01", "2022-02-28"),
        ("9 tháng năm 2022 lắp 22 camera; cùng kỳ năm 2021 là 14 camera.", "2022-01-01", "2022-09-30"),
        # The year comes from the day of posting.
        (POSTED + "Tháng 7 vừa qua, xã An Phú lắp 5 camera.", "2022-07-01", "2022-07-31"),
        (POSTED + "Năm ngoái, xã An Phú lắp 5 camera.", "2021-01-01", "2021-12-31"),
        # Beginnings run until the day the text speaks from.
        (POSTED + "Từ tháng 6 đến nay, xã An Phú lắp 5 camera.", "2022-06-01", "2022-12-31"),
        ("Kể từ khi ra mắt (1/7/2024) đến nay, tổ tuần tra 18 lượt.\n10/01/2025 08:15", "2024-07-01", "2025-01-31"),
        ("Giữa tháng 10/2023, xã họp. Từ đầu năm xã lắp 5 camera.", "2023-01-01", "2023-10-31"),
        # Ends without a beginning.
        ("Đến tháng 9/2023, xã An Phú lắp thêm 5 camera.", None, "2023-09-30"),
        ("Mô hình có từ năm 2020. Đến hết tháng 5/2023, xã lắp thêm 5 camera.", "2020-01-01", "2023-05-31"),
        # Days of posting.
        ("Xã An Phú vừa lắp 5 camera. (15/5/2022)", "2022-05-01", "2022-05-15"),
        # Acts.
        ("Quỹ lập theo Quyết định số 13 ngày 27/7/2017, tỉnh rót 5 camera lắp mới.", "2017-01-01", "2017-12-31"),
        # What the text is an account of.
        (IN_2023 + "Xã An Phú lắp 5 camera.", "2023-01-01", "2023-12-31"),
        (
            "BÁO CÁO\nSơ kết 6 tháng đầu năm 2022\n(Từ ngày 15/12/2021 đến ngày 14/6/2022)\nXã An Phú lắp 5 camera.",
            "2021-12-15",
            "2022-06-14",
        ),
        (IN_2023 + "III. PHƯƠNG HƯỚNG NĂM 2024\nLắp thêm 5 camera.", "2024-01-01", "2024-12-31"),
        ("PHỤ LỤC (tính đến 31/12/2024)\nTrong năm lắp thêm 5 camera.", "2024-01-01", "2024-12-31"),
    ],
)  # fmt: skip
def test_flow(text, first, last):
    assert time_of(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Trước năm 2018, toàn xã có 12 mô hình.", "2017-12-31"),
        ("Dù mới ra mắt tháng 3/2023, mô hình đã có 86 hộ tham gia.\nCập nhật 10/9/2023", "2023-09-10"),
        ("Cập nhật: 19/1/2024\nHội nghị tổng kết công tác năm 2023\nXã An Phú có 12 mô hình.", "2023-12-31"),
        ("Ngày 18-11-2019, tỉnh tổng kết 10 năm (2009-2019). UBND tỉnh khen; hiện tỉnh có 41 mô hình.", "2019-11-18"),
        ("Hội nghị biểu dương giai đoạn 2018 - 2023\nThống kê chốt ngày 31/5/2023: có 863 mô hình.", "2023-05-31"),
        ("Xã An Phú có 12 mô hình tự quản. (3/2023)", "2023-03-31"),
        ("Lớp nghiệp vụ mở tháng 9/2024. Xã An Phú lúc này có 12 mô hình.", "2024-09-30"),
    ],
)
def test_state(text, last):
    assert time_of(text) == (None, last)


def test_the_same_window_of_the_year_before():
    text = "9 tháng năm 2022 lắp 22 camera; cùng kỳ năm 2021 lắp 14 camera."
    assert time_of(text, 1) == ("2021-01-01", "2021-09-30")


def test_each_piece_of_news_has_its_dateline():
    text = "(Sơn La, 5/2021) Tỉnh có 12 mô hình.\n(Gia Lai, 10/2024) Tỉnh có 13 mô hình."
    assert [time_of(text, i)[1] for i in range(2)] == ["2021-05-31", "2024-10-31"]


def test_a_year_told_for_one_thing_only_is_not_that_of_the_others():
    text = "Mười năm, người dân cung cấp 36.720 nguồn tin. Riêng năm 2011, lắp 523 camera. Công an xử lý 21 vụ."
    assert time_of(text, 1) == ("2011-01-01", "2011-12-31")
    assert time_of(text, 2) != ("2011-01-01", "2011-12-31")


def test_what_was_supposed_is_said():
    reasons = read("Ngày đăng: 2022-12\nXã An Phú lắp 5 camera.").findings[0].reasons
    assert "Thời gian lấy theo ngày đăng hoặc ngày ký văn bản." in reasons


@pytest.mark.parametrize(
    ("line", "day", "stamp"),
    [
        ("tin tức - ngày đăng : 08:00, 01/03/2023", "01/03/2023", True),
        ("thứ hai, 27/03/2023 07:15", "27/03/2023", True),
        ("tiếng việt | english | 15/12/2017 - 01:15", "15/12/2017", True),
        ("tân hưng, ngày 05 tháng 12 năm 2023", "05 tháng 12 năm 2023", True),
        ("lực lượng cơ sở (đăng 9/12/2025)", "9/12/2025", True),
        ("ngày 15/12/2025, theo công an tỉnh, xã nhận 5 khẩu súng.", "15/12/2025", False),
        ("tính đến 30/9/2023, xã có 12 mô hình.", "30/9/2023", False),
    ],
)
def test_stamps(line, day, stamp):
    start = line.index(day)
    assert is_stamp(line, start, start + len(day)) is stamp
