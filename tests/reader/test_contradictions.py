"""Contradictions: each kind found where it stands, silent where the numbers agree, always tied to the text."""

import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuquan.reader import read
from tuquan.reader.contradictions import KINDS, Contradiction, Known, find

SEEDS = sorted((Path(__file__).parents[3] / "shared" / "seeds").glob("*.txt"))
HEAD = "BÁO CÁO KẾT QUẢ PHONG TRÀO TẠI HUYỆN TUYÊN THỬ NĂM 2021\n\n"


def asked(text: str, known: Known | None = None) -> tuple[Contradiction, ...]:
    return find(read(text), text, known)


def kinds(text: str, known: Known | None = None) -> list[str]:
    return [c.kind for c in asked(text, known)]


# One statement that cannot stand, and one that only looks like it.
CASES = [
    ("more_than_whole", "Trong năm, có 15/12 xã đạt chuẩn.", "Đến ngày 15/12 xã đã nộp báo cáo."),
    (
        "more_than_whole",
        "Có 35 thôn được tuyên truyền trong tổng số 30 thôn.",
        "Tổ chức 45 buổi tuyên truyền trong tổng số 12 xã.",
    ),
    ("percent", "Có 12/15 xã tổ chức Ngày hội, đạt 75%.", "Có 12/15 xã tổ chức Ngày hội, đạt 80%."),
    ("percent", "Có 12/15 xã tổ chức Ngày hội (85%).", "Có 12/15 xã tổ chức Ngày hội, tăng 25%."),
    (
        "parts",
        "Hiện có 46 mô hình đang hoạt động, gồm 30 mô hình khối dân cư và 12 mô hình khối cơ quan.",
        "Hiện có 46 mô hình đang hoạt động, gồm 30 mô hình khối dân cư và 16 mô hình khối cơ quan.",
    ),
    (
        "parts",
        "Hiện có 46 mô hình, riêng 50 mô hình ở nông thôn.",
        "Hiện có 46 mô hình, trong đó 30 mô hình có hồ sơ, 28 mô hình hoạt động đều.",
    ),
    (
        "parts",
        "Tổ có 05 thành viên, gồm 01 tổ trưởng, 01 tổ phó và 04 tổ viên.",
        "Có 19 Hội đồng bảo vệ ANTT cấp xã, gồm 197 thành viên.",
    ),
    (
        "list_length",
        "Trong năm 2021 xây dựng mới 03 mô hình: “Camera an ninh”, “Dòng họ tự quản”.",
        "Trong năm 2021 xây dựng mới 03 mô hình: “Camera an ninh”, “Dòng họ tự quản”, “Cổng rào an ninh”.",
    ),
    (
        "list_length",
        "Xây dựng mới 02 mô hình: “Camera an ninh”; “Dòng họ tự quản”; “Cổng rào an ninh”.",
        "Xây dựng mới 03 mô hình, điển hình như: “Camera an ninh”, “Dòng họ tự quản”.",
    ),
    (
        "denominator",
        "Năm 2021 có 10/18 xã, thị trấn tổ chức Ngày hội. "
        "Có 15/19 xã, thị trấn đạt tiêu chuẩn an toàn về an ninh trật tự.",
        "Năm 2021 có 10/18 xã, thị trấn tổ chức Ngày hội. "
        "Có 4/5 xã biên giới đạt tiêu chuẩn an toàn về an ninh trật tự.",
    ),
    (
        "members",
        "Hội đồng bảo vệ ANTT cấp xã có 19 Hội đồng, với 15 thành viên.",
        "Hội đồng bảo vệ ANTT cấp xã có 19 Hội đồng, với 197 thành viên.",
    ),
    (
        "members",
        "Tổ bảo vệ an ninh, trật tự có 12 tổ với 40 thành viên. Hiện có 19 Hội đồng bảo vệ ANTT cấp xã.",
        "Hiện có 19 Hội đồng bảo vệ ANTT cấp xã.",
    ),
    (
        "told_twice",
        "Hiện có 46 mô hình đang hoạt động.\n\nĐến nay hiện có 48 mô hình đang hoạt động.",
        "Hiện có 46 mô hình đang hoạt động.\n\nTrong đó khối cơ quan hiện có 12 mô hình đang hoạt động.",
    ),
    (
        "text_and_table",
        "Năm 2021, xây dựng mới 03 mô hình.\nMô hình xây dựng mới\t04",
        "Năm 2021, xây dựng mới 01 mô hình.\nNăm 2021, xây dựng mới 03 mô hình.\nMô hình xây dựng mới\t04",
    ),
    (
        "leap",
        "Năm 2021 tổ chức 60 buổi tuyên truyền (cùng kỳ 12 buổi).",
        "Năm 2021 tổ chức 60 buổi tuyên truyền (cùng kỳ 42 buổi).",
    ),
    (
        "denominator",
        "Toàn huyện có 18 xã, thị trấn. Năm 2021 có 15/19 xã, thị trấn tổ chức Ngày hội.",
        "Huyện có 12 xã và 3 thị trấn; đã có 15/15 xã, thị trấn tổ chức Ngày hội; 11/12 xã đạt chuẩn nông thôn mới.",
    ),
    (
        "parts",
        "Trao 25 suất quà, gồm 10 suất cho hộ nghèo, 16 suất cho học sinh.",
        "Trao 25 suất quà, gồm 10 suất cho hộ nghèo, 15 suất cho học sinh, mỗi suất 500.000 đồng.",
    ),
    (
        "balance",
        "Đầu năm 2021 toàn xã có 40 mô hình. Năm 2021 xây dựng mới 03 mô hình, thanh loại 01 mô hình; hiện "
        "có 46 mô hình đang hoạt động.",
        "Đầu năm có 44 mô hình, trong năm xây dựng mới 03 mô hình, thanh loại 01 mô hình, hiện có 46 mô hình "
        "đang hoạt động.",
    ),
    (
        "percent",
        "Có 120/135 thôn đạt tiêu chuẩn an toàn về an ninh trật tự, đạt tỷ lệ 90,5%.",
        "Có 112/118 thôn đạt (94,9%); 35/36 cơ quan đạt 97%.",
    ),
    (
        "list_length",
        "Xây dựng mới 02 mô hình “Camera an ninh”, “Dòng họ tự quản”, “Tiếng kẻng”.",
        "Ra mắt 02 mô hình “Camera an ninh” và “Dòng họ tự quản”, với 120 hộ tham gia.",
    ),
    (
        "parts",
        "Tặng Giấy khen cho 20 tập thể, cá nhân, gồm 12 tập thể và 9 cá nhân.",
        "Tặng Giấy khen cho 20 tập thể, cá nhân, gồm 12 tập thể và 8 cá nhân.",
    ),
    (
        "members",
        "Năm 2021 Tổ bảo vệ an ninh, trật tự có 74 tổ với 70 thành viên.",
        "Toàn huyện có 74 Tổ bảo vệ an ninh, trật tự được thành lập ở 74 thôn, tổ dân phố với 222 thành "
        "viên. Tại xã Quế Thử, mỗi tổ gồm 1 tổ trưởng, 1 tổ phó và 1 tổ viên.",
    ),
    (
        "parts",
        "Năm 2021 có 265 thành viên Tổ bảo vệ an ninh, trật tự; trong đó 74 tổ trưởng, 74 tổ phó, 120 tổ viên.",
        "Tổ gồm 9 người, gồm 1 tổ trưởng, 2 tổ phó và 6 tổ viên.",
    ),
    (
        "leap",
        "Năm 2021 tổ chức 60 buổi tuyên truyền, trong khi năm 2020 chỉ tổ chức 15 buổi tuyên truyền.",
        "Năm 2021 tổ chức 60 buổi tuyên truyền, tăng 45 buổi so với cùng kỳ năm trước.",
    ),
    (
        "parts",
        "Hiện có 46 mô hình, gồm:\n- 30 mô hình khối dân cư;\n- 12 mô hình khối cơ quan;\n- 5 mô hình khối trường học.",
        "Có 46 mô hình, phân loại: 20 mô hình tốt, 15 mô hình khá, 8 mô hình trung bình, 3 mô hình chưa xếp loại.",
    ),
    (
        "parts",
        "Có 46 mô hình, trong đó: 30 mô hình loại tốt, 20 mô hình loại khá.",
        "Hiện nay toàn huyện có 46 mô hình đang hoạt động, trong đó 40 mô hình hoạt động hiệu quả. Khối cơ "
        "quan, doanh nghiệp có 12 mô hình đang hoạt động. Xã Châu Thử có 5 mô hình đang hoạt động.",
    ),
]
# What reports say without saying anything wrong.
INNOCENT = [
    (
        "Năm 2019, toàn tỉnh đã xây dựng mới 5 mô hình, gồm: “Chung tay giúp đỡ” tại xã An Thử (huyện Lệ "
        "Thử); “Khu dân cư an toàn” ở xã Quảng Thử, “Tổ dân phố bảo đảm ANTT” tại phường Long Thử; “Khu dân "
        "cư tự quản” tại xã Cao Thử, “Hội CCB giáo dục” của xã Hóa Thử."
    ),
    (
        "Năm 2021, huyện có 18/18 xã, thị trấn tổ chức Ngày hội; 4/4 phường được công nhận; 120/135 thôn đạt "
        "tiêu chuẩn an toàn về an ninh trật tự, đạt 88,9%; 30/35 tổ dân phố đạt tiêu chuẩn an toàn về an "
        "ninh trật tự."
    ),
    "Hiện có 46 mô hình, gồm 12 loại, tại 82 điểm.",
    "Trong năm xây dựng mới 03 mô hình; trong đó xã Châu Thử 01 mô hình, xã Hóa Thử 02 mô hình.",
    "Xây dựng mới 04 mô hình: “Camera an ninh” tại xã A và xã B; “Dòng họ tự quản”; “Tiếng kẻng”.",
    "Xây dựng mới 04 mô hình: 02 mô hình “Camera an ninh”, 02 mô hình “Dòng họ tự quản”.",
    "Xây dựng mới 03 mô hình: mô hình “Camera an ninh”, mô hình Dòng họ tự quản, mô hình “Tiếng kẻng”.",
    "Xây dựng mới 04 mô hình: “Camera an ninh”, “Dòng họ tự quản”...",
    ("Tổ chức 24 buổi tuyên truyền, gồm 10 buổi tại trường học, 14 buổi tại khu dân cư với 1.200 lượt người."),
    "Có 568 hộ tham gia, chiếm 95%. Có 12/15 thôn, trong đó 80% số hộ ký cam kết.",
    "Ngày hội 19/8 xã tổ chức có 300 người dự. Ngày 18/6 xã họp.",
    "Thực hiện Nghị quyết 12/5 xã đã ban hành kế hoạch.",
    "Tổ 7/5 phường Thử có 20 hộ. Quốc lộ 15/12 xã quản lý.",
    "Đội có 15 đội viên, trong đó có 5 đảng viên, 12 đoàn viên.",
    "Tổ chức kiểm tra 12 đơn vị, gồm 8 xã, 4 trường.",
    ("Năm 2021, có 19 Ban Chỉ đạo cấp xã với 254 thành viên; năm 2020 có 18/18 xã, thị trấn tổ chức Ngày hội."),
    "Kế hoạch năm 2022 xây dựng mới 10 mô hình. Năm 2021 xây dựng mới 02 mô hình.",
    "Năm 2021 tổ chức 60 buổi tuyên truyền với 3.000 lượt người nghe, so với cùng kỳ tăng 12 buổi.",
    "Quý I tổ chức 20 buổi tuyên truyền; quý II tổ chức 60 buổi tuyên truyền.",
    "Hiện có 30 mô hình, trong đó 10 mô hình cấp tỉnh; 15 mô hình cấp huyện; còn lại là cấp xã.",
    "Đã bố trí 35 đồng chí Công an chính quy, gồm 18 trưởng, 17 phó công an xã, thị trấn.",
    "Tính đến 30/6/2021 có 44 mô hình đang hoạt động. Đến 31/12/2021 có 46 mô hình đang hoạt động.",
]


@pytest.mark.parametrize(("kind", "wrong", "right"), CASES)
def test_each_kind_is_asked_and_its_trap_is_not(kind: str, wrong: str, right: str) -> None:
    assert kinds(wrong) == [kind]
    assert kinds(right) == []


@pytest.mark.parametrize("text", INNOCENT)
def test_what_is_right_raises_no_question(text: str) -> None:
    assert kinds(text) == []


NAMES = ("Camera", "Dòng họ", "Cổng rào", "Tiếng kẻng", "Zalo")
STOCK = "Năm 2021 xây dựng mới 03 mô hình, thanh loại 01 mô hình. Đến cuối năm 2021 hiện có {} mô hình đang hoạt động."


def test_a_stock_is_held_against_the_last_one_and_what_came_and_went() -> None:
    known = Known(last_round={"schemes_active": Decimal(44)})
    assert kinds(STOCK.format(46), known) == []
    assert kinds(STOCK.format(49), known) == ["balance"]
    assert kinds(STOCK.format(49), Known(last_round=known.last_round, follows=False)) == []


def test_the_records_say_otherwise() -> None:
    text = "Năm 2021 hiện có 46 mô hình đang hoạt động."
    [found] = asked(text, Known(registry={"schemes_active": Decimal(45)}))
    assert (found.kind, found.second.start) == ("registry", None)
    assert "45" in found.second.sentence
    assert kinds(text, Known(registry={"schemes_active": Decimal(46)})) == []
    assert kinds(text, Known(registry={"schemes_active": Decimal(45)}, own=frozenset())) == []


def test_three_times_the_last_round_is_asked_and_small_counts_are_not() -> None:
    text = "Năm 2021 xây dựng mới {} mô hình."
    assert kinds(text.format(30), Known(last_round={"schemes_founded": Decimal(10)})) == ["leap"]
    assert kinds(text.format(30), Known(last_year={"schemes_founded": Decimal(100)})) == ["leap"]
    assert kinds(text.format(29), Known(last_round={"schemes_founded": Decimal(10)})) == []
    assert kinds(text.format("03"), Known(last_round={"schemes_founded": Decimal(1)})) == []


def test_what_the_text_says_of_last_year_is_held_against_the_report_of_then() -> None:
    text = "Năm 2020 xây dựng mới 04 mô hình. Năm 2021 xây dựng mới 05 mô hình."
    known = Known(last_year={"schemes_founded": Decimal(6)}, last_year_end=date(2020, 12, 31))
    assert kinds(text, known) == ["last_report"]
    assert kinds(text, Known(last_year={"schemes_founded": Decimal(4)}, last_year_end=date(2020, 12, 31))) == []


def test_no_restricted_digit_is_shown() -> None:
    text = "Gọi hỏi, răn đe 568 lượt đối tượng; có 15/12 xã đạt chuẩn."
    [found] = asked(text)
    assert "568" not in str(found.as_dict())
    assert "15/12" in found.first.sentence


@pytest.mark.parametrize("wrong", [case[1] for case in CASES])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_both_sentences_stand_in_the_text(wrong: str, form: str) -> None:
    text = unicodedata.normalize(form, HEAD + wrong)
    found = asked(text)
    assert found
    for c in found:
        assert c.kind in KINDS
        assert c.question.endswith("?")
        for side in (c.first, c.second):
            assert text[side.start : side.end] == side.quote
            assert text[side.sentence_start : side.sentence_end] == side.sentence
            assert side.quote in side.sentence
        assert {s.finding for s in (c.first, c.second)} <= {None, *range(len(read(text).findings))}


@st.composite
def agreeing(draw: st.DrawFn) -> str:
    """A report whose numbers agree, in any order of its sentences."""
    communes = draw(st.integers(3, 30))
    holding = draw(st.integers(1, communes))
    homes, offices = draw(st.integers(1, 60)), draw(st.integers(1, 60))
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, unique=True))
    bodies, each = draw(st.integers(1, communes)), draw(st.integers(1, 9))
    share = f"{Decimal(holding * 100) / communes:.1f}".replace(".", ",")
    told = [
        f"Có {holding}/{communes} xã, thị trấn tổ chức Ngày hội, đạt {share}%.",
        f"Hiện có {homes + offices} mô hình đang hoạt động, gồm {homes:02} mô hình khối dân cư "
        f"và {offices:02} mô hình khối cơ quan.",
        f"Trong năm xây dựng mới {len(names):02} mô hình: {', '.join(f'“{name}”' for name in names)}.",
        f"Hội đồng bảo vệ ANTT cấp xã có {bodies} Hội đồng, với {bodies * each} thành viên.",
        f"Có {bodies}/{communes} xã, thị trấn đạt tiêu chuẩn an toàn về an ninh trật tự.",
    ]
    return HEAD + "\n".join(draw(st.permutations(told)))


@settings(max_examples=60, deadline=None)
@given(agreeing())
def test_numbers_that_agree_raise_no_question(text: str) -> None:
    assert asked(text) == ()


@settings(max_examples=60, deadline=None)
@given(st.text("0123456789/%,.:; \n\t“”xãmôhìnhgồvtrđ", max_size=80))
def test_any_text_is_examined_without_falling(text: str) -> None:
    assert asked(text) == asked(text)


@pytest.mark.skipif(not SEEDS, reason="the real reports are not here")
def test_real_reports_raise_only_true_questions() -> None:
    found = {path.name[:3]: asked(path.read_text(encoding="utf-8")) for path in SEEDS}
    assert [(c.kind, c.first.quote, c.second.quote) for c in found["000"]] == [
        ("denominator", "18 xã, thị trấn", "19 Hội đồng")
    ]
    assert found["001"] == ()
