"""Names told after a count: kept as candidates for the registry, never read as figures, never a person's."""

from __future__ import annotations

import pytest

from tuquan.reader import read
from tuquan.reader.contradictions import find

CAMERA, GONG, KIN = "Camera an ninh", "Tiếng kẻng an ninh", "Dòng họ tự quản"


def named(text):
    return read(text).findings[0].named


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # In quotes of every kind, with or without a word that opens the list.
        (f"Năm 2021 xây dựng mới 03 mô hình: “{CAMERA}”, “{GONG}” và “{KIN}”.", (CAMERA, GONG, KIN)),
        (f"Năm 2021 xây dựng mới 02 mô hình “{CAMERA}” và “{GONG}”.", (CAMERA, GONG)),
        (f"Năm 2021 ra mắt 02 mô hình gồm: '{CAMERA}', '{GONG}'.", (CAMERA, GONG)),
        (f"Năm 2021 ra mắt 02 mô hình: ‘{CAMERA}’; ‘{GONG}’.", (CAMERA, GONG)),
        (f"Năm 2021 ra mắt 01 mô hình mới là “{CAMERA}”, thu hút 300 người.", (CAMERA,)),
        # Quotes left open end where the next name begins.
        (f"Năm 2021 ra mắt 02 mô hình: “{CAMERA}, “{GONG}.", (CAMERA, GONG)),
        # Without quotes: semicolons, commas, brackets, numbering.
        (f"Xây dựng mới 03 mô hình, gồm: {CAMERA}; {GONG}; {KIN}.", (CAMERA, GONG, KIN)),
        (f"Xây dựng mới 03 mô hình ({CAMERA}, trật tự; {GONG}; {KIN}).", (f"{CAMERA}, trật tự", GONG, KIN)),
        (f"Xây dựng mới 03 mô hình gồm {CAMERA}, trật tự, {GONG} và {KIN}.", (f"{CAMERA}, trật tự", GONG, KIN)),
        (f"Xây dựng mới 02 mô hình: 1) {CAMERA}; 2) {GONG}.", (CAMERA, GONG)),
        (
            "Xây dựng mới 03 mô hình: camera an ninh, tiếng kẻng an ninh, dòng họ tự quản.",
            ("camera an ninh", "tiếng kẻng an ninh", "dòng họ tự quản"),
        ),
        # Places, figures and what was done are no part of a name.
        (f"Nhân rộng 02 mô hình, gồm: {CAMERA} (05 điểm), {GONG} (03 điểm).", (CAMERA, GONG)),
        (f"Ra mắt 02 mô hình: mô hình {CAMERA} tại thôn Lâm Lang; mô hình {GONG} ở xã An Phú.", (CAMERA, GONG)),
        (f"Ra mắt 02 mô hình: {CAMERA}; {GONG}; củng cố 05 mô hình cũ.", (CAMERA, GONG)),
        # Examples are names too.
        ("Xã có 05 mô hình như Tổ tự quản đường biên, Zalo an ninh, …", ("Tổ tự quản đường biên", "Zalo an ninh")),
        (f"Xã có 15 mô hình, điển hình là {CAMERA}, {GONG} và các mô hình khác.", (CAMERA, GONG)),
        # One a line.
        (
            f"Trong năm ra mắt 03 mô hình:\n- Mô hình {CAMERA}\n- “{GONG}” tại thôn Lâm Lang\n- {KIN}: 5 dòng họ\nHết.",
            (CAMERA, GONG, KIN),
        ),
        (f"Trong năm ra mắt 02 mô hình, gồm:\n1. Mô hình {CAMERA}.\n2. Mô hình {GONG}.", (CAMERA, GONG)),
        # The name of a scheme may hold digits.
        ("Ra mắt 02 mô hình: “5 không 3 có” và “Tổ 3 trong 1”.", ("5 không 3 có", "Tổ 3 trong 1")),
        ("Xã có 02 mô hình hay: “3 không” ở thôn Đông và “2+1”.", ("3 không", "2+1")),
        ("Xã duy trì 02 mô hình là Camera an ninh và Tiếng kẻng an ninh.", (CAMERA, GONG)),
        # Clubs keep their kind in the name.
        (
            "Xã có 02 câu lạc bộ, gồm: Câu lạc bộ Phòng, chống tội phạm; Câu lạc bộ Phụ nữ với pháp luật.",
            ("Câu lạc bộ Phòng, chống tội phạm", "Câu lạc bộ Phụ nữ với pháp luật"),
        ),
    ],
)  # fmt: skip
def test_names_are_kept(text, names):
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Xã có 03 mô hình, gồm 02 mô hình ở thôn, 01 mô hình ở trường học.",
        "Xã lập 12 tổ tự quản gồm cán bộ, đoàn viên và hội viên.",
        "Mô hình được nhân ra 03 điểm: thôn Lâm Lang, thôn Kinh Trừng, thôn Vĩnh Xuân.",
        "Mô hình được nhân ra 03 điểm: Lâm Lang, Uyên Phong, Kinh Châu.",
        "Trong năm xây dựng mới 02 mô hình:\n+ Tổ chức tuyên truyền 12 buổi.\n+ Phát 300 tờ rơi.",
        "Huyện có 125 mô hình, trong đó: Khối xã, thị trấn 100 mô hình; khối cơ quan 25 mô hình.",
        "Xã hiện có 12 mô hình đang hoạt động, với 50 thành viên.",
        "Xã có 02 tổ, gồm: 12 nam trực đêm; 20 nữ trực ngày.",
        "Xã tổ chức 03 hội nghị tuyên truyền: “Toàn dân bảo vệ an ninh”.",
    ],
)
def test_what_is_no_list_of_names_gives_none(text):
    assert named(text) == ()


def test_a_persons_name_is_no_name_of_a_scheme():
    assert named(f"Ra mắt 02 mô hình: “Gia đình ông Nguyễn Văn An”, “{GONG}”.") == (GONG,)
    assert named(f"Ra mắt 02 mô hình: Tổ của ông Trần Văn Bình; {GONG}.") == ()


def test_a_digit_in_a_name_is_no_figure():
    text = "Năm 2023 ra mắt 02 mô hình: 5 không 3 sạch; Tổ 10 hộ liền kề. Toàn xã có 64 camera."
    assert [(f.indicator, int(f.value)) for f in read(text).findings] == [("schemes_founded", 2), ("cameras", 64)]


def test_the_names_of_a_list_do_not_say_what_is_counted():
    [found] = read(f"Xã hiện có 03 mô hình: {CAMERA} tại thôn Đông; {GONG}; {KIN}.").findings
    assert found.indicator == "schemes_active"


def test_offsets_do_not_move_with_names():
    text = f"Xây dựng mới 02 mô hình, gồm: {CAMERA}; {GONG}. Toàn xã có 64 camera."
    assert [text[f.start : f.end] for f in read(text).findings] == ["02 mô hình", "64 camera"]


def asked(text):
    return [c for c in find(read(text), text) if c.kind == "list_length"]


@pytest.mark.parametrize(
    "text",
    [
        f"Xây dựng mới 03 mô hình, gồm: {CAMERA}; {GONG}.",
        f"Xây dựng mới 02 mô hình, gồm: {CAMERA}, {GONG} và {KIN}.",
        f"Trong năm ra mắt 03 mô hình:\n- Mô hình {CAMERA}\n- Mô hình {GONG}\nXã làm tốt.",
        f"Xây dựng mới 03 mô hình: “{CAMERA}”, “{GONG}”.",
    ],
)
def test_a_list_that_is_clearly_whole_is_counted(text):
    [question] = asked(text)
    assert "kể tên" in question.question


@pytest.mark.parametrize(
    "text",
    [
        f"Xây dựng mới 02 mô hình, gồm: {CAMERA}; {GONG}.",
        f"Xã có 15 mô hình như {CAMERA}, {GONG}.",
        f"Xã có 15 mô hình, gồm: {CAMERA}; {GONG}; …",
        f"Xã có 15 mô hình, gồm: {CAMERA}; {GONG}, v.v.",
        f"Xã có 15 mô hình, gồm: {CAMERA}; {GONG} và các mô hình khác.",
        f"Xây dựng mới 03 mô hình gồm {CAMERA}, trật tự, {GONG} và {KIN}.",
        f"Nhân rộng 05 mô hình, gồm: {CAMERA} tại thôn Lâm Lang, thôn Kinh Trừng; {GONG} (03 điểm).",
        "Xây dựng mới 03 mô hình: camera an ninh, tiếng kẻng an ninh.",
        f"Trong năm ra mắt 03 mô hình:\n- Mô hình {CAMERA}\n- Mô hình {GONG}\n- Các mô hình khác.",
    ],
)
def test_where_the_list_may_not_be_whole_nothing_is_asked(text):
    assert asked(text) == []
