"""Laws of the language that hold whatever is counted: lists, fields told elsewhere, nouns left out."""

from __future__ import annotations

from decimal import Decimal

from tuquan.reader import read


def told(text: str) -> list[tuple[str, Decimal | None]]:
    return [(f.indicator, f.value) for f in read(text).findings if f.confidence != "doubtful"]


def codes(text: str) -> list[str]:
    return [code for code, _ in told(text)]


def test_a_semicolon_ends_what_is_said_of_a_number() -> None:
    text = "Hôm ấy 14 xã cùng vào cuộc; gần 60 giấy khen của Chủ tịch UBND xã được trao cho tập thể tiêu biểu."
    assert ("collectives_awarded_commune", 14) not in told(text)


def test_ratings_without_their_noun_are_told_of_what_the_sentence_before_counts() -> None:
    text = "Cả huyện hiện có 96 mô hình tự quản. Cuối năm xếp loại tốt 51, khá 30, trung bình 12, yếu 3."
    assert told(text) == [
        ("schemes_active", 96),
        ("schemes_rated_good", 51),
        ("schemes_rated_good", 30),
        ("schemes_rated_average", 12),
        ("schemes_rated_weak", 3),
    ]


def test_blocks_without_their_noun_are_told_of_what_was_counted() -> None:
    text = "Hiện có 70 mô hình. Chia theo địa bàn: trường học 14; cơ quan, doanh nghiệp 11; vùng giáo 10."
    assert codes(text)[1:] == ["schemes_in_schools", "schemes_in_institutions", "schemes_in_religious_areas"]


def test_what_one_item_of_a_list_says_is_not_what_the_others_are_about() -> None:
    text = "* Nhân dân cung cấp: 310 tin, giúp phá án.\n"
    text += "* Rừng: kiểm tra 40 lượt.\n* Cờ bạc: công an khởi tố 3 vụ, 9 bị can."
    assert not [c for c in codes(text)[1:] if c.endswith("_found_through_public")]


def test_what_was_told_last_decides_between_two_carried_from_before() -> None:
    text = (
        "Xã có hai lực lượng. Bảo vệ dân phố ở phường bên làm việc đều.\n"
        "Tổ hòa giải cơ sở thì đông hơn cả. Toàn huyện có trên 220 tổ."
    )
    assert ("ward_guard_teams", 220) not in told(text)


def test_a_number_of_things_of_several_kinds_is_no_count_of_the_first_kind() -> None:
    text = "Năm 2022, 88 thôn, cơ quan, doanh nghiệp được công nhận đạt tiêu chuẩn “An toàn về an ninh, trật tự”."
    assert not [c for c in codes(text) if c.endswith("_meeting_standard")]
    text = "Dịp này huyện trao giấy khen của Chủ tịch UBND huyện cho 17 tập thể, cá nhân."
    assert "awards_mixed" in codes(text)


def test_what_is_said_of_the_whole_is_not_said_of_those_among_them() -> None:
    text = "Rà soát địa bàn: 15 người nghiện đã lập hồ sơ quản lý, 6 người trong đó đang ở xa."
    assert [f.start for f in read(text).findings if f.indicator == "persons_managed"] == [text.index("15 người")]
