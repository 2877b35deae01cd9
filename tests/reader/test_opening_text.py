"""A plain text file: encodings, line ends, invisible characters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuquan.reader.opening import OpenedDocument, open_document

REPORT = "Báo cáo\nXây dựng mới 03 mô hình tự quản."


def opened(data: bytes) -> OpenedDocument:
    return open_document(data, file_name="a.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_encodings_give_the_same_text(encoding):
    assert opened(REPORT.encode(encoding)).text == REPORT
    assert opened(REPORT.encode(encoding)).notes == ()


def test_big_endian_utf_16_is_known_by_its_mark():
    assert opened(b"\xfe\xff" + REPORT.encode("utf-16-be")).text == REPORT


def test_nfd_stays_as_typed():
    typed = unicodedata.normalize("NFD", REPORT)
    assert opened(typed.encode()).text == typed


def test_lines_are_blocks_with_their_number_in_the_file():
    document = opened("một\r\n\r\nhai\rba \n".encode())
    assert document.text == "một\n\nhai\nba"
    assert [(block.kind, block.label) for block in document.blocks] == [
        ("line", "dòng 1"),
        ("line", "dòng 3"),
        ("line", "dòng 4"),
    ]


def test_a_few_control_characters_are_dropped_said_and_moved_no_offset():
    document = opened(("một\x00 hai\x07\n" + "ba bốn năm " * 20).encode())
    assert document.text.startswith("một hai\nba")
    assert document.notes == ("Đã bỏ 2 ký tự điều khiển hoặc ký tự ẩn.",)
    assert document.text[document.blocks[1].start :].startswith("ba")


def test_two_letters_that_begin_a_program_may_begin_a_text():
    assert opened("BM và MZ là chữ".encode()).text == "BM và MZ là chữ"


def test_french_and_english_are_not_taken_for_old_vietnamese_charsets():
    french = "L'été où nous étions à côté de la forêt, où les élèves aimaient être à l'ombre des chênes. " * 5
    assert opened(french.encode()).text == french.strip()


@given(st.text(st.sampled_from("aăđở́\u0301\u00a003.\n\r\t\x0bM\u200b"), max_size=80))
def test_blocks_slice_exactly_and_hold_every_visible_character(typed):
    document = opened(("đầu " + typed).encode())
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end
        assert not document.text[end : block.start].strip()
        assert document.text[block.start : block.end].strip()
        end = block.end
    assert end == len(document.text)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_gives_its_cells_with_row_and_column(delimiter):
    rows = (("TT", "Chỉ tiêu", "Kết quả"), ("1", '"Mô hình; xây, dựng mới"', "03"), ("2", "Tổ an ninh", "12"))
    data = "\r\n".join(delimiter.join(row) for row in rows).encode("utf-8-sig")
    document = open_document(data, file_name="a.csv")
    assert document.text.split("\n")[1:] == ["1\tMô hình; xây, dựng mới\t03", "2\tTổ an ninh\t12"]
    assert document.blocks[-1].label == "dòng 3, cột 3"
    assert document.text[document.blocks[-1].start : document.blocks[-1].end] == "12"


def test_prose_with_commas_is_no_csv():
    text = "Trong năm, toàn xã xây dựng mới 03 mô hình.\nBan hành kế hoạch; tổ chức 24 buổi.\nCuối năm, tổng kết."
    assert open_document(text.encode(), file_name="a.txt").text == text
