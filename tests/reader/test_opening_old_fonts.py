"""Old charsets, where only a part of the document is typed in one: by the font of a run, by paragraph or by cell."""

import io

import pytest
import xlsxwriter

from tests.reader import documents as made
from tests.reader.documents import p, r
from tests.reader.test_opening_formats import TCVN3, UNICODE, VNI
from tuquan.reader import read
from tuquan.reader.opening import OpenedDocument, open_document
from tuquan.reader.opening.fonts import old_font
from tuquan.reader.opening.legacy import legacy_pieces

MODERN = "Tổ chức 24 buổi tuyên truyền với 1.284 lượt người tham gia; các tổ hòa giải hoạt động tốt, được dân tin."


def opened(data: bytes) -> OpenedDocument:
    return open_document(data, file_name="cu.docx")


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def said(document: OpenedDocument, piece: str) -> bool:
    return any(piece in note for note in document.notes)


def test_a_run_in_an_old_font_is_turned_to_unicode_and_its_neighbours_stay() -> None:
    body = p(r("Kết quả: "), r("03 m« h×nh tù qu¶n", font(".VnTime")), r(" được công nhận"))
    document = opened(made.body_docx(body))
    assert document.text == "Kết quả: 03 mô hình tự quản được công nhận"
    assert said(document, ".VnTime")


def test_a_letter_and_its_mark_in_two_runs_are_one_letter() -> None:
    old = font("VNI-Times")
    document = opened(made.body_docx(p(r("03 moâ hình tö", old), r("ï quaûn", old))))
    assert document.text == "03 mô hình tự quản"
    assert said(document, "VNI-Times")


def test_the_soft_hyphen_of_tcvn3_is_a_letter_however_word_keeps_it() -> None:
    inside = f"<w:r><w:rPr>{font('.VnTime')}</w:rPr><w:t>tr</w:t><w:softHyphen/><w:t>êng</w:t></w:r>"
    assert opened(made.body_docx(p(inside))).text == "trường"
    assert opened(made.body_docx(p(r("tr\u00adêng", font(".VnTime"))))).text == "trường"
    assert opened(made.body_docx(p(r("an\u00adninh", font("Arial"))))).text == "anninh"


def test_capitals_of_tcvn3_are_drawn_by_their_font() -> None:
    assert opened(made.body_docx(p(r("b¸o c¸o", font(".VnTimeH"))))).text == "BÁO CÁO"


def test_unicode_typed_in_an_old_font_is_left_alone() -> None:
    assert opened(made.body_docx(p(r(MODERN, font(".VnTime"))))).text == MODERN


@pytest.mark.parametrize("where", ["style", "inherited", "defaults"])
def test_the_font_may_stand_in_a_style(where: str) -> None:
    fonts = f"<w:rPr>{font('.VnTime')}</w:rPr>"
    rows = {
        "style": f'<w:style w:type="paragraph" w:styleId="A">{fonts}</w:style>',
        "inherited": f'<w:style w:type="paragraph" w:styleId="B">{fonts}</w:style>'
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>',
        "defaults": f"<w:docDefaults><w:rPrDefault>{fonts}</w:rPrDefault></w:docDefaults>",
    }
    body = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>b¸o c¸o</w:t></w:r></w:p>'
    assert opened(made.body_docx(body, styles=rows[where])).text == "báo cáo"


@pytest.mark.parametrize(("old", "charset"), [(TCVN3, "TCVN3 (ABC)"), (VNI, "VNI")])
def test_paragraphs_copied_from_an_older_report_are_turned_where_the_rest_is_unicode(old: str, charset: str) -> None:
    lines = [MODERN, old, *[MODERN] * 4, "Công an xã"]
    document = open_document("\n".join(lines).encode(), file_name="a.txt")
    assert document.text.split("\n") == [MODERN, UNICODE, *[MODERN] * 4, "Công an xã"]
    assert [document.text[b.start : b.end] for b in document.blocks] == document.text.split("\n")
    assert document.notes[0].startswith(f"Có 1 đoạn, ô gõ bằng bảng mã cũ {charset}")
    assert {f.value for f in read(document.text).findings if f.indicator == "schemes_founded"} == {3}


def test_cells_of_a_workbook_in_an_old_charset_are_turned() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Biểu")
    for at, row in enumerate([("M« h×nh x©y dùng míi", 3), ("Tæ tuÇn tra nh©n d©n", 12), (MODERN, 1), (MODERN, 2)]):
        sheet.write_row(at, 0, row)
    book.close()
    document = open_document(out.getvalue(), file_name="bieu.xlsx")
    assert document.text.split("\n")[:2] == ["Mô hình xây dựng mới\t3", "Tổ tuần tra nhân dân\t12"]


def test_headings_in_capitals_and_words_without_vietnamese_letters_are_not_taken_for_old() -> None:
    lines = [
        "CÔNG AN XÃ",
        "BÁO CÁO",
        "Công tác Hòa giải",
        "«Nhà tôi»",
        "toà án",
        "hoà bình",
        "xoá bỏ",
        "KHÓM 3",
        "PHÒNG",
    ]
    assert legacy_pieces([*lines * 9, MODERN]) is None


@pytest.mark.parametrize(
    ("name", "charset"),
    [
        (".VnTime", "TCVN3 (ABC)"),
        (".VnArialH", "TCVN3 (ABC)"),
        ("VNI-Times", "VNI"),
        ("Times New Roman", None),
        (None, None),
    ],
)
def test_old_fonts_are_known_by_name(name: str | None, charset: str | None) -> None:
    found = old_font(name)
    assert (found.charset if found else None) == charset
