"""The kind or field of what is counted goes to `detail`; a heading that sets it reaches to the next of its rank."""

from __future__ import annotations

import pytest

from tuquan.reader import BUNDLED_WORDS, read
from tuquan.reader.words_data import WordsInvalid, load

OFFICES, COMMUNES = "khối cơ quan, doanh nghiệp", "địa bàn dân cư"


def details(text):
    return [f.detail for f in read(text).findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bà con đem nộp 19 khẩu súng tự chế.", ["tự chế"]),
        ("Thu hồi 40 khẩu súng hơi, súng săn, súng tự chế.", ["súng hơi, súng săn, tự chế"]),
        ("Thu hồi 12 khẩu súng quân dụng.", ["quân dụng"]),
        ("Nhân dân giao nộp 2 quả lựu đạn, 35 viên đạn.", ["lựu đạn", None]),
        ("Thu hồi 19 khẩu súng (gồm 10 súng hơi, 9 súng kíp).", [None, "súng hơi", "súng kíp"]),
        ("Trong năm thanh loại 03 mô hình phòng, chống ma túy.", ["phòng, chống ma túy"]),
        ("Trong năm xây dựng mới 02 mô hình về PCCC.", ["phòng cháy, chữa cháy"]),
        ("Trong năm xây dựng mới 05 mô hình của Hội Cựu chiến binh.", ["Hội Cựu chiến binh"]),
        ("Dịp này 7 tập thể lĩnh cờ thi đua.", ["cờ thi đua"]),
        # The block that opens the clause, up to the whole.
        ("Riêng khối cơ quan, doanh nghiệp cung cấp 75 tin có liên quan đến an ninh, trật tự.", [OFFICES]),
        ("Khối cơ quan, doanh nghiệp: xây dựng mới 05 mô hình, nhân rộng 03 mô hình.", [OFFICES, OFFICES]),
        ("- Địa bàn dân cư: xây dựng mới 11 mô hình, nhân rộng 06 mô hình.", [COMMUNES, COMMUNES]),
        ("Khối xã, phường xây dựng mới 05 mô hình; toàn huyện nhân rộng 20 mô hình.", [COMMUNES, None]),
        # What the code says itself, or what is told in passing, is no detail.
        ("Toàn huyện có 64 camera, dân góp 300 triệu đồng.", [None, None]),
        ("Bà con đem nộp 12 công cụ hỗ trợ như kích điện.", [None]),
        ("Ban Chỉ đạo chỉ đạo các cơ quan, doanh nghiệp. Trong năm xây dựng mới 05 mô hình.", [None]),
    ],
)  # fmt: skip
def test_the_detail(text, expected):
    assert details(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1. Khối cơ quan, doanh nghiệp:\n- Xây dựng mới 05 mô hình.\n- Nhân rộng 03 mô hình.\n"
            "2. Khối xã, phường, thị trấn\n- Xây dựng mới 11 mô hình.\n3. Kết quả chung\n- Xây dựng mới 20 mô hình.",
            [OFFICES, OFFICES, COMMUNES, None],
        ),
        # A heading below does not end the block, one beside it does.
        (
            "a) Khối cơ quan, doanh nghiệp\n- Xây dựng mô hình:\n+ Xây dựng mới 05 mô hình.\n"
            "b) Công tác tuyên truyền\n- Xây dựng mới 02 mô hình.",
            [OFFICES, None],
        ),
        ("Địa bàn dân cư:\nXây dựng mới 05 mô hình.", [COMMUNES]),
        # A line that tells more than the block is no heading of it.
        ("1. Công tác phối hợp với cơ quan, doanh nghiệp\n- Xây dựng mới 05 mô hình.", [None]),
        ("Khối cơ quan, doanh nghiệp\nXây dựng mới 05 mô hình.", [None]),
    ],
)
def test_a_heading_reaches_the_lines_under_it(text, expected):
    assert details(text) == expected


def test_codes_of_details_begin_codes_of_the_catalogue():
    codes = set(BUNDLED_WORDS.by_code)
    for detail in BUNDLED_WORDS.details.all:
        for start in detail.codes:
            assert any(code.startswith(start) for code in codes), (detail.name, start)


def test_every_detail_is_said_by_its_own_phrases():
    for detail in BUNDLED_WORDS.details.all:
        detail.said.check()
        assert detail.codes


def test_own_words_may_bring_their_own_details(tmp_path):
    (tmp_path / "own.toml").write_text(
        '[[indicator]]\ncode = "halls"\naccess = "open"\nkind = "stock"\ncount = ["hội quán"]\nrules = [ {} ]\n',
        "utf-8",
    )
    (tmp_path / "details.toml").write_text(
        '[[detail]]\nname = "nuôi cá"\nsaid = ["nuôi cá"]\nfor = ["halls"]\n', "utf-8"
    )
    [found] = read("Xã có 12 hội quán nuôi cá.", words=load(tmp_path)).findings
    assert found.detail == "nuôi cá"
    assert read("Xã có 12 hội quán.", words=load(tmp_path)).findings[0].detail is None


def test_a_faulty_detail_is_refused_with_its_file(tmp_path):
    (tmp_path / "details.toml").write_text('[[detail]]\nname = "x"\nsaid = ["(x"]\nfor = ["y"]\n', "utf-8")
    with pytest.raises(WordsInvalid, match=r"details\.toml"):
        load(tmp_path)
