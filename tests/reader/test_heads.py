"""What a document says of itself, in the layout of Decree 30/2020/NĐ-CP and as offices really type it."""

from __future__ import annotations

from datetime import date

import pytest

from tuquan.reader import read

LETTERHEADS = [
    (
        "UBND XÃ MINH TÂN\nBAN CHỈ ĐẠO 138\nSố: 14/BC-BCĐ\nMinh Tân, ngày 05 tháng 12 năm 2023\n"
        "BÁO CÁO\nKết quả công tác năm 2023\n(Từ ngày 15/12/2022 đến ngày 14/12/2023)\nCó 7 mô hình.",
        ("xã Minh Tân", "2023-12-05", "14/BC-BCĐ", "BAN CHỈ ĐẠO 138", "2022-12-15", "2023-12-14"),
    ),
    (
        "CÔNG AN TỈNH QUẢNG BÌNH\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nCÔNG AN HUYỆN TUYÊN HÓA\tĐộc lập - Tự do\n"
        "Số: 1234/BC-CAH-PV05\tTuyên Hóa, ngày 14 tháng 6 năm 2022\nBÁO CÁO\nSơ kết 6 tháng đầu năm 2022",
        ("huyện Tuyên Hóa", "2022-06-14", "1234/BC-CAH-PV05", "CÔNG AN HUYỆN TUYÊN HÓA", "2022-01-01", "2022-06-30"),
    ),
    (
        "ĐẢNG BỘ HUYỆN KỲ ANH\nĐẢNG ỦY XÃ KỲ PHONG\n*\nSố 56-BC/ĐU\nKỳ Phong, ngày 20 tháng 11 năm 2021\nBÁO CÁO\n"
        "Tổng kết 10 năm thực hiện Chỉ thị 48 (2011-2021)",
        ("xã Kỳ Phong", "2021-11-20", "56-BC/ĐU", "ĐẢNG ỦY XÃ KỲ PHONG", "2011-01-01", "2021-12-31"),
    ),
    (
        "ỦY BAN MTTQ VIỆT NAM\nHUYỆN BẮC HÀ\nBAN THƯỜNG TRỰC\nSố: 21/BC-MTTQ\nBắc Hà, ngày 02 tháng 7 năm 2020\n"
        "BÁO CÁO\nKết quả 6 tháng đầu năm 2020",
        (
            "huyện Bắc Hà",
            "2020-07-02",
            "21/BC-MTTQ",
            "ỦY BAN MTTQ VIỆT NAM HUYỆN BẮC HÀ",
            "2020-01-01",
            "2020-06-30",
        ),
    ),
    (
        "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ ĐÀ LẠT\n-------\nSố: 2/BC-UBND\nĐà Lạt, ngày 15 tháng 3 năm 2024\nBÁO CÁO\n"
        "V/v thực hiện phong trào quý I năm 2024",
        (
            "thành phố Đà Lạt",
            "2024-03-15",
            "2/BC-UBND",
            "ỦY BAN NHÂN DÂN THÀNH PHỐ ĐÀ LẠT",
            "2024-01-01",
            "2024-03-31",
        ),
    ),
    (
        "HUYỆN ỦY MƯỜNG LA\nSố: 301-BC/HU\nMường La, ngày 30/6/2023\nBÁO CÁO\nTình hình quý II/2023",
        ("huyện Mường La", "2023-06-30", "301-BC/HU", "HUYỆN ỦY MƯỜNG LA", "2023-04-01", "2023-06-30"),
    ),
    (
        "UBND PHƯỜNG TÂN LỢI\nCÔNG AN PHƯỜNG\nSố:      /BC-CAP\nTân Lợi, ngày     tháng 6 năm 2025\nBÁO CÁO\n"
        "Công tác xây dựng phong trào tháng 6/2025",
        ("phường Tân Lợi", None, None, "CÔNG AN PHƯỜNG", "2025-06-01", "2025-06-30"),
    ),
]


@pytest.mark.parametrize(("text", "told"), LETTERHEADS)
def test_letterhead(text, told):
    head = read(text).head
    days = (d.isoformat() if d else None for d in (head.issued_on, head.period_start, head.period_end))
    issued, first, last = days
    assert (head.place, issued, head.number, head.issuer, first, last) == told


def test_what_the_letterhead_says_holds_for_the_text():
    f = read(LETTERHEADS[0][0]).findings[0]
    assert (f.place, f.period_start, f.period_end) == ("xã Minh Tân", None, date(2023, 12, 5))


def test_news_has_no_letterhead():
    head = read("Ngày đăng: 2022-08\nXã An Phú có 12 mô hình tự quản.").head
    assert (head.number, head.issuer, head.issued_on) == (None, None, None)
