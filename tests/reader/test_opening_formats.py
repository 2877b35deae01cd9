"""The kinds of file that offices send: what comes out of each, where it stood, what is said of what was left out."""

import io
import unicodedata
from pathlib import Path

import pytest
import xlsxwriter

from tests.reader import documents as made
from tuquan.reader import read
from tuquan.reader.opening import Unreadable, open_document

FILES = Path(__file__).parent / "files"
SENTENCE = "Trong năm 2021 đã xây dựng mới 03 mô hình tự quản; tổ chức 24 buổi tuyên truyền với 1.284 lượt người."
ROWS = "Chỉ tiêu\tKết quả\nMô hình xây dựng mới\t03"
HTML = f"""<!DOCTYPE html><html><head><title>x</title><script>var a = 99 + " mô hình";</script></head><body>
<nav>Trang chủ 15 mô hình</nav><h1>BÁO CÁO</h1><p>{SENTENCE.replace("xây", "<b>xây</b>")}</p>
<table><tr><td>Chỉ tiêu</td><td><p>Kết quả</p></td></tr><tr><td>Mô hình xây dựng mới</td><td>03</td></tr></table>
<footer>Lượt xem 1.000</footer></body></html>"""
RTF = (
    r"{\rtf1\ansi\ansicpg1252{\header\pard C\'f4ng an x\'e3\par}\pard BC\par "
    + "".join(f"\\u{ord(letter)}?" if ord(letter) > 127 else letter for letter in SENTENCE)
    + r"\par}"
)


def _stored(name: str) -> bytes:
    return (FILES / name).read_bytes()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bao-cao.doc", _stored("bao-cao.doc")),
        ("bao-cao.odt", _stored("bao-cao.odt")),
        ("bao-cao.rtf", RTF.encode()),
        ("bao-cao.html", HTML.encode()),
    ],
)
def test_each_kind_gives_the_same_sentence_and_the_same_figures(name: str, data: bytes) -> None:
    opened = open_document(data, file_name=name)
    assert SENTENCE in opened.text
    found = {f.indicator: f.value for f in read(opened.text).findings}
    assert found["schemes_founded"] == 3
    assert found["outreach_sessions"] == 24
    assert found["outreach_attendances"] == 1284


@pytest.mark.parametrize("name", ["bao-cao.doc", "bao-cao.odt"])
def test_rows_of_tables_keep_their_cells(name: str) -> None:
    assert ROWS in open_document(_stored(name), file_name=name).text


def test_every_block_stands_where_it_says() -> None:
    opened = open_document(_stored("bao-cao.odt"), file_name="bao-cao.odt")
    assert [opened.text[block.start : block.end] for block in opened.blocks][-2:] == ["Mô hình xây dựng mới", "03"]
    assert opened.blocks[-1].label == "bảng sau đoạn 2, dòng 2, cột 2"


def test_a_web_page_leaves_menus_and_scripts_out_and_says_so() -> None:
    opened = open_document(HTML.encode(), file_name="bai.html")
    assert "99" not in opened.text
    assert "15 mô hình" not in opened.text
    assert "Đã bỏ 2 phần quanh bài (trình đơn, chân trang, cột bên) của trang web." in opened.notes


@pytest.mark.parametrize("name", ["mat.doc", "mat.odt"])
def test_a_secrecy_mark_in_a_header_is_brought_to_the_top(name: str) -> None:
    assert open_document(_stored(name), file_name=name).text.startswith("MẬT\n")


def test_a_secrecy_mark_in_the_header_of_an_rtf_is_read() -> None:
    data = rb"{\rtf1\ansi{\headerr\pard M\u7852?T\par}\pard BC\par}"
    assert open_document(data, file_name="a.rtf").text.lstrip().startswith("MẬT\n")


def test_an_old_workbook_gives_its_cells_with_sheet_and_address() -> None:
    opened = open_document(_stored("bieu.xls"), file_name="bieu.xls")
    assert "Lượt người nghe\t33446" in opened.text
    assert opened.blocks[-1].label == "trang tính “Năm 2021”, ô B3"


def test_a_hidden_sheet_is_left_out_and_said() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.add_worksheet("Năm").write_row(0, 0, ["Tỷ lệ", 12.5])
    hidden = book.add_worksheet("Nháp")
    hidden.write(0, 0, "99 mô hình")
    hidden.hide()
    book.close()
    opened = open_document(out.getvalue(), file_name="bieu.xlsx")
    assert opened.text == "Tỷ lệ\t12,5"
    assert "Đã bỏ 1 trang tính ẩn." in opened.notes


TCVN3 = "Trong n¨m 2021 x©y dùng míi 03 m« h×nh tù qu¶n, tr­êng häc kh«ng ma tóy, ®­îc nh©n d©n ñng hé"
VNI = "Trong naêm 2021 xaây döïng môùi 03 moâ hình töï quaûn, tröôøng hoïc khoâng ma tuùy, ñöôïc nhaân daân uûng hoä"
UNICODE = "Trong năm 2021 xây dựng mới 03 mô hình tự quản, trường học không ma túy, được nhân dân ủng hộ"


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (TCVN3.encode("latin-1"), "TCVN3 (ABC)"),
        (made.docx_of([TCVN3]), "TCVN3 (ABC)"),
        (VNI.encode("latin-1"), "VNI"),
        (VNI.encode(), "VNI"),
        (made.docx_of([VNI, VNI]), "VNI"),
    ],
)
def test_old_charsets_become_unicode_with_a_note_and_blocks_that_still_hold(data: bytes, charset: str) -> None:
    opened = open_document(data, file_name="cu.docx")
    assert opened.text.split("\n")[0] == UNICODE
    assert charset in opened.notes[0]
    assert {opened.text[block.start : block.end] for block in opened.blocks} == {UNICODE}
    assert {f.value for f in read(opened.text).findings if f.indicator == "schemes_founded"} == {3}


def test_windows_1258_is_read() -> None:
    data = _cp1258(UNICODE)
    assert open_document(data, file_name="cu.txt").text == UNICODE


def _cp1258(text: str) -> bytes:
    """Windows-1258 has ă, â, ê, ô, ơ, ư and đ as one sign each; the tone follows as another."""
    signs = ""
    for letter in text:
        marks = unicodedata.normalize("NFD", letter)
        tone = next((mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"), "")
        signs += unicodedata.normalize("NFC", marks.replace(tone, "", 1)) + tone if tone else letter
    return signs.encode("cp1258")


@pytest.mark.parametrize("cut", [100, 3000, 5000])
@pytest.mark.parametrize("name", ["bao-cao.doc", "bao-cao.odt", "bieu.xls"])
def test_a_file_cut_short_is_refused_in_words(name: str, cut: int) -> None:
    with pytest.raises(Unreadable) as refused:
        open_document(_stored(name)[:cut], file_name=name)
    assert refused.value.code in {"damaged", "unknown_type"}
