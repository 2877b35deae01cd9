"""The secrecy mark is found however it is set, and the word in a sentence is none."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reader import documents as made
from tuquan.reader.lint import mark_in_name, secrecy_mark
from tuquan.reader.opening import open_document

HEAD = "UBND XÃ HÀ LONG\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
BODY = "\nBÁO CÁO\nTrong năm 2021 xây dựng mới 03 mô hình."


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("MẬT", "MẬT"),
        ("Mật", "MẬT"),
        ("mật", "MẬT"),
        ("M Ậ T", "MẬT"),
        ("(MẬT)", "MẬT"),
        ("[ TỐI  MẬT ]", "TỐI MẬT"),
        ("T Ố I  M Ậ T", "TỐI MẬT"),
        ("tối mật", "TỐI MẬT"),
        ("Tuyệt mật", "TUYỆT MẬT"),
        ("TUYỆT   MẬT", "TUYỆT MẬT"),
        ("Độ mật: Mật", "MẬT"),
        ("ĐỘ MẬT : TỐI MẬT", "TỐI MẬT"),
        ("Mức độ mật: tuyệt mật", "TUYỆT MẬT"),
        ("Dấu mật: Mật", "MẬT"),
        ("MẬT - HỎA TỐC", "MẬT"),
        ("Số: 12/BC-UBND\tMẬT", "MẬT"),
        ("UBND XÃ HÀ LONG MẬT\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "MẬT"),
        ("CÔNG AN TỈNH TỐI MẬT Số: 12/BC", "TỐI MẬT"),
        ("M.Ậ.T", "MẬT"),
        ("Văn bản mật", "MẬT"),
        ("TÀI LIỆU TỐI MẬT", "TỐI MẬT"),
        ("Dấu chỉ độ mật: Tuyệt mật", "TUYỆT MẬT"),
        ("Độ khẩn: thường; Độ mật: Mật", "MẬT"),
        ("Số: 15/BC-CAX (MẬT)", "MẬT"),
    ],
)
def test_a_mark_in_the_head_is_found(line, mark):
    for text in (line + BODY, HEAD + line + BODY, unicodedata.normalize("NFD", HEAD + line + BODY)):
        assert secrecy_mark(text) == mark


@pytest.mark.parametrize(
    "text",
    [
        HEAD + BODY,
        "Công tác bảo vệ bí mật nhà nước được quan tâm.",
        "Mật độ dân số 1.200 người/km2",
        "BÁO CÁO\nCÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC NĂM 2021",
        "CÔNG TÁC BẢO VỆ BÍ\nMẬT\nNHÀ NƯỚC",
        "BÍ MẬT\nNHÀ NƯỚC",
        "Không có tài liệu MẬT nào." + BODY,
        "bảo mật thông tin, mật khẩu, thân mật",
        "Độ mật: Không",
        "cần giữ bí\nmật.\nHết",
        "Quản lý 05 tài liệu\tTối mật độ",
        "BẢO MẬT\tAN TOÀN",
        "MẬT ONG\tMẬT DANH",
        "giữ bí mật cho người báo tin qua đường dây nóng bí mật",
        HEAD + BODY + "\nHòm thư tố giác\tBí mật",
        HEAD + BODY + "\nbí\tmật",
        HEAD + BODY + "\nSản phẩm\tMật",
        HEAD + BODY + "\nTối mật\t0\nMật\t03",
        HEAD + BODY + "\nđảm bảo bí - mật",
        HEAD + BODY + "\nVăn bản mật\t05",
        "",
    ],
)
def test_the_word_in_a_sentence_is_no_mark(text):
    if text.startswith("Không có tài liệu"):
        text = "BÁO CÁO\n" + text
    assert secrecy_mark(text) is None
    assert secrecy_mark(unicodedata.normalize("NFD", text)) is None


@pytest.mark.parametrize(
    ("name", "mark"),
    [("BC_MẬT", "MẬT"), ("Báo cáo Mật 2021", "MẬT"), ("KH (tối mật)", "TỐI MẬT"), ("12-TUYỆT.MẬT", "TUYỆT MẬT"),
     ("Mật - BC quý 3", "MẬT"), ("Bảo vệ bí mật nhà nước", None), ("BC bảo mật", None), ("Mật độ dân cư", None),
     ("bao cao mat trat tu", None), ("Báo cáo quý 3", None)],
)  # fmt: skip
def test_the_name_of_a_file_may_say_it(name, mark):
    assert mark_in_name(name) == mark
    assert mark_in_name(unicodedata.normalize("NFD", name)) == mark


def test_the_strictest_mark_counts():
    assert secrecy_mark("MẬT\nTUYỆT MẬT\nTỐI MẬT") == "TUYỆT MẬT"


def test_a_capital_mark_on_its_own_line_counts_wherever_a_text_box_ended_up():
    long = "\n".join(f"Đoạn {number} nói về mô hình." for number in range(60))
    assert secrecy_mark(f"{long}\nMẬT") == "MẬT"
    assert secrecy_mark(f"{long}\nmật") is None


def test_a_mark_in_the_letterhead_table_of_a_docx_is_found():
    cell = made.p("CÔNG AN HUYỆN") + made.p("CÔNG AN XÃ") + made.p("MẬT")
    data = made.body_docx(made.table([cell, made.p("CỘNG HÒA")]) + made.p("BÁO CÁO"))
    assert secrecy_mark(open_document(data, file_name="a.docx").text) == "MẬT"


@given(st.text(st.sampled_from("MẬTtốiTUYỆ \n\t-bíđộ:"), max_size=60))
def test_any_text_has_a_mark_of_the_three_or_none_and_nfd_agrees(text):
    mark = secrecy_mark(text)
    assert mark in (None, "MẬT", "TỐI MẬT", "TUYỆT MẬT")
    assert secrecy_mark(unicodedata.normalize("NFD", text)) == mark
