"""How reports and news really write: one case or more for every rule of language, each with its trap."""

from __future__ import annotations

from datetime import date

import pytest

from tuquan.reader import read


def found(text):
    return [(f.indicator, None if f.value is None else float(f.value)) for f in read(text).findings]


def offered(text):
    return [(f.indicator, f.value) for f in read(text).findings if f.confidence != "doubtful"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The share of each of many units is no count of the whole; a sum in the same sentence is.
        (
            "Tỉnh lập 90 tổ bảo vệ an ninh, trật tự; mỗi tổ có 3 thành viên, gồm 1 tổ trưởng, 1 tổ phó và 1 tổ viên.",
            [("security_teams", 90)],
        ),
        ("Mỗi thôn nhân rộng 01 mô hình.", [("schemes_replicated", 1)]),
        # An award needs a word of awarding, the level alone is none.
        ("Khu vực biên giới của tỉnh có 88 tập thể, 210 cá nhân tự quản cột mốc.", []),
        # The board of a scheme is not the steering committee.
        ("Ban Chỉ đạo mô hình gồm 18 thành viên.", [("scheme_board_members", 18)]),
        ("Xã có Ban Chỉ đạo gồm 25 thành viên.", [("steering_committee_members", 25)]),
        # Criteria of the new countryside, households of a village.
        ("Huyện có 76 xã đạt 19/19 tiêu chí.", []),
        ("Thôn Yên Hạ có 210 hộ dân.", []),
        # A clause before the next number speaks of that number.
        (
            "Để lắp camera, dân bỏ 185 triệu đồng, ngân sách cấp 60 triệu đồng.",
            [("contributions_raised", 185e6), ("budget_funding", 60e6)],
        ),
        # What the number before counts says nothing of another subject's.
        (
            "Đảng ủy ban hành 01 nghị quyết, UBND xã ban hành 04 kế hoạch.",
            [("party_resolutions", 1), ("documents_issued", 4)],
        ),
        # The same noun counted anew keeps its own words.
        (
            "Xã có 09 mô hình ở khu dân cư, 03 mô hình ở cơ quan, doanh nghiệp, 02 mô hình trong nhà trường.",
            [("schemes_in_communities", 9), ("schemes_in_institutions", 3), ("schemes_in_schools", 2)],
        ),
        # Elided nouns after a rating.
        (
            "Xếp loại: 21 mô hình khá, tốt; 6 trung bình; 2 yếu.",
            [("schemes_rated_good", 21), ("schemes_rated_average", 6), ("schemes_rated_weak", 2)],
        ),
        # Parts of a line between semicolons are rows of their own.
        (
            "- Đội dân phòng: 09; đội viên dân phòng: 90",
            [("civil_defence_teams", 9), ("civil_defence_team_members", 90)],
        ),
        ("Thôn cách trung tâm xã 4 km, bà con tự quản.", []),
        (
            "Xã Phú An góp 50 triệu đồng mua camera; Hội Cựu chiến binh huyện giữ 13 mô hình.",
            [("contributions_raised", 50e6), ("association_schemes", 13)],
        ),
    ],
)  # fmt: skip
def test_what_is_counted(text, expected):
    assert found(text) == expected


def test_a_norm_of_staff_is_not_read():
    text = "Thôn có từ 350 hộ trở lên bố trí 4 thành viên Tổ bảo vệ an ninh, nơi khác bố trí 03 thành viên."
    assert offered(text) == []


def test_a_small_range_is_a_norm():
    assert offered("Mô hình tổ liên gia gồm 5 đến 15 hộ liền kề.") == []


def test_what_one_person_handed_in_is_a_case():
    assert offered("Ông N. đem nộp 1 lựu đạn, 89 viên đạn.") == []
    assert offered("Bà con trong bản đem nộp 12 quả lựu đạn.") != []


def test_a_later_sentence_lends_no_word():
    text = "Mô hình đã giúp 47 người lầm lỗi vay vốn. Ban Chỉ đạo mô hình gồm 18 thành viên."
    assert ("scheme_board_members", 47.0) not in found(text)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Dịp này 2 tập thể được Chủ tịch UBND phường khen. Tại ngày hội, khu dân cư Tân Lập trao 5 suất quà.",
            [None, "khu dân cư Tân Lập"],
        ),
        ("Theo hội thảo tại Cần Thơ, cả nước đang có 700 mô hình.", ["cả nước"]),
        ("Riêng Sơn La năm 2023 có 66 mô hình.", ["Sơn La"]),
        ("Huyện đảo Cô Tô có 3 câu lạc bộ.", ["huyện Cô Tô"]),
        ("Thôn Bành Văn 1 (xã Bản Luốc) có 2 mô hình.", ["thôn Bành Văn 1"]),
        (
            "Thí điểm: phường Tân Phong dựng 14 tổ liên gia an toàn PCCC, phường Trảng Dài 9 tổ liên gia an toàn PCCC.",
            ["phường Tân Phong", "phường Trảng Dài"],
        ),
    ],
)
def test_where(text, places):
    assert [f.place for f in read(text).findings] == places


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        # A time told in passing does not reach the next sentence, nor does the year compared with.
        (
            "Ngày 21/1/2021, xã An Phú họp. Xã về đích nông thôn mới tháng 10/2020. Dân đã phát 50 tờ rơi.",
            "2021-01-21",
            "2021-01-21",
        ),
        ("Năm 2023 xã phát 50 tờ rơi, nhiều hơn so với năm 2022.", "2023-01-01", "2023-12-31"),
        ("Tháng 8.2021, xã An Phú phát 50 tờ rơi.", "2021-08-01", "2021-08-31"),
        ("Từ năm 2018 đến tháng 10/2023, tỉnh phát 50 tờ rơi.", "2018-01-01", "2023-10-31"),
        # "Dịp này" is the day of the event, not the window told before.
        (
            "Ngày 16/8/2022, xã mở Ngày hội. Từ đầu năm đến nay xã khá yên. Dịp này, UBND xã khen 4 cá nhân.",
            "2022-08-16",
            "2022-08-16",
        ),
        ("Đăng ngày 02/11/2023. Trong 10 tháng đầu năm 2023, huyện phát 50 tờ rơi.", "2023-01-01", "2023-10-31"),
    ],
)
def test_when(text, start, end):
    f = read(text).findings[-1]
    assert (f.period_start, f.period_end) == (date.fromisoformat(start), date.fromisoformat(end))


def test_last_years_figure_in_brackets_is_of_last_year():
    now, before = read("Năm 2021 tổ chức 60 buổi tuyên truyền (cùng kỳ 12 buổi).").findings
    assert (now.period_start.year, before.period_start.year) == (2021, 2020)


def test_a_state_is_bounded_by_the_day_of_posting():
    f = read("Ngày đăng: 2024-08\nGiai đoạn 2019-2024 tỉnh thi đua. Tới nay tỉnh có 41 loại mô hình.").findings[0]
    assert (f.period_start, f.period_end) == (None, date(2024, 8, 31))


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("Xã được giao xây dựng 10 mô hình trong năm 2023.", [True]),
        ("Duyệt 44/52 hồ sơ đề nghị khen.", [False]),
    ],
)
def test_plans(text, planned):
    assert [f.planned for f in read(text).findings] == planned


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("Lắp 210 bóng đèn trên 38 trụ đèn.", "exact"),
        ("Lắp trên 38 trụ đèn.", "over"),
        ("Tỷ lệ khu dân cư đạt tiêu chuẩn an toàn về ANTT cao hơn năm trước 1,7%.", "exact"),
    ],
)
def test_qualifiers(text, qualifier):
    assert read(text).findings[-1].qualifier == qualifier


def test_a_sentence_may_end_in_a_year():
    assert [f.sentence for f in read("Xã đạt chuẩn năm 2020. Nay có 5 mô hình.").findings] == ["Nay có 5 mô hình."]
