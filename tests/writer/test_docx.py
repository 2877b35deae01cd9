"""The docx opens, keeps the schema's order, and carries every number with its tag, in order."""

import re
from datetime import datetime
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import docx
import pytest
from hypothesis import given, settings
from lxml import etree

from tests.writer.any_paper import papers
from tests.writer.samples import paper
from tuquan.marks import from_tag
from tuquan.writer import Appendix, PaperContent
from tuquan.writer.docx import render_docx
from tuquan.writer.docx.breaking import balanced
from tuquan.writer.docx.measures import mm, text_width
from tuquan.writer.docx.tables import shares

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# ECMA-376 part 1, the parts of these types that we write, in their order.
ORDER = {
    "pPr": "pStyle keepNext keepLines pBdr spacing ind jc outlineLvl sectPr",
    "rPr": "rFonts b bCs i iCs color sz szCs highlight lang",
    "sdtPr": "alias tag id text",
    "sdt": "sdtPr sdtContent",
    "tblPr": "tblW jc tblBorders tblLayout tblCellMar tblCaption",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tcPr": "tcW vAlign",
    "sectPr": "headerReference type pgSz pgMar pgNumType titlePg",
}


def _parts(data: bytes) -> dict[str, etree._Element]:
    with ZipFile(BytesIO(data)) as package:
        return {name: etree.fromstring(package.read(name)) for name in package.namelist()}


def _controls(root: etree._Element) -> list[tuple[str, str]]:
    found = []
    for control in root.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        assert tag is not None
        found.append((tag.get(f"{W}val"), "".join(each.text or "" for each in control.iter(f"{W}t"))))
    return found


def _in_order(root: etree._Element) -> None:
    for name, order in ORDER.items():
        places = {f"{W}{child}": place for place, child in enumerate(order.split())}
        for element in root.iter(f"{W}{name}"):
            if name == "pPr" and element.getparent().tag == f"{W}pPrDefault":  # type: ignore[union-attr]
                continue
            found = [places[child.tag] for child in element]
            assert found == sorted(found), etree.tostring(element)


@given(papers)
@settings(max_examples=40, deadline=None)
def test_any_content_becomes_a_sound_document(content: PaperContent) -> None:
    data = render_docx(content)
    assert data == render_docx(content)
    parts = _parts(data)
    for name in ("word/document.xml", "word/styles.xml", "word/header1.xml", "word/header2.xml"):
        _in_order(parts[name])
    root = parts["word/document.xml"]
    assert _controls(root) == [(each.tag, each.shown) for each in content.numbers()]
    ids = [each.get(f"{W}val") for each in root.iter(f"{W}id")]
    assert len(set(ids)) == len(ids)
    docx.Document(BytesIO(data))


def test_every_table_cell_ends_with_a_paragraph_and_widths_agree() -> None:
    root = _parts(render_docx(paper()))["word/document.xml"]
    for cell in root.iter(f"{W}tc"):
        assert cell[-1].tag == f"{W}p"
    for table in root.iter(f"{W}tbl"):
        grid = [each.get(f"{W}w") for each in table.iter(f"{W}gridCol")]
        for row in table.iter(f"{W}tr"):
            assert [each.get(f"{W}w") for each in row.iter(f"{W}tcW")] == grid


def test_page_and_properties_follow_the_decree() -> None:
    document = docx.Document(BytesIO(render_docx(paper())))
    section = document.sections[0]
    lengths = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(length.mm) for length in lengths] == [210, 297, 20, 30]  # type: ignore[union-attr]
    assert 15 <= round(section.right_margin.mm) <= 20  # type: ignore[union-attr]
    assert document.core_properties.author == "Ban Chỉ đạo phong trào toàn dân bảo vệ an ninh Tổ quốc"
    assert document.core_properties.created.replace(tzinfo=None) == datetime(2026, 1, 8)  # noqa: DTZ001
    assert document.core_properties.language == "vi-VN"


def test_words_of_the_paper_stand_in_order() -> None:
    document = docx.Document(BytesIO(render_docx(paper())))
    head = document.tables[0]
    assert head.cell(0, 1).text.split("\n")[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert (head.cell(1, 0).text, head.cell(1, 1).text) == ("Số: 05/BC-BCĐ", "Sơn Hà, ngày 08 tháng 01 năm 2026")
    lines = [each.text.replace("\n", " ") for each in document.paragraphs if each.text]
    assert lines[:3] == ["BÁO CÁO", paper().subject, "Kính gửi:"]
    assert any(line.endswith("loa và camera./.") for line in lines)
    assert "Phụ lục" in lines


def test_annexes_are_sections_counted_from_one_and_may_lie_flat() -> None:
    content = paper(appendix=(Appendix("A", "", ()), Appendix("B", "", (), landscape=True)))
    data = render_docx(content)
    sections = docx.Document(BytesIO(data)).sections
    assert [section.page_width.mm > 250 for section in sections] == [False, False, True]  # type: ignore[union-attr]
    starts = _parts(data)["word/document.xml"].iter(f"{W}pgNumType")
    assert [each.get(f"{W}start") for each in starts] == ["1", "1", "1"]


@pytest.mark.parametrize("demonstration", [True, False])
def test_a_demonstration_says_so_on_every_page(demonstration: bool) -> None:
    parts = _parts(render_docx(paper(demonstration=demonstration)))
    for name in ("word/header1.xml", "word/header2.xml"):
        assert ("DỮ LIỆU MINH HỌA" in "".join(parts[name].itertext())) is demonstration


def test_a_blank_is_marked_and_no_control() -> None:
    root = _parts(render_docx(paper()))["word/document.xml"]
    marked = [run for run in root.iter(f"{W}r") if run.find(f"{W}rPr/{W}highlight") is not None]
    assert ["".join(run.itertext()) for run in marked] == ["…………… [số việc: điền tay]"]


def test_tags_in_the_document_are_marks() -> None:
    tags = re.findall(
        r'w:tag w:val="([^"]+)"', ZipFile(BytesIO(render_docx(paper()))).read("word/document.xml").decode()
    )
    assert len(tags) == len(paper().numbers())
    assert from_tag(tags[2]).figure == 8812


def test_titles_break_evenly_and_keep_their_words() -> None:
    title = "Kết quả công tác xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc năm 2025"
    lines = balanced(title, 14, mm(165))
    assert " ".join(lines) == title
    assert len(lines) == 2
    widths = [text_width(line, 14) for line in lines]
    assert min(widths) > 0.7 * max(widths)
    assert balanced("ỦY BAN NHÂN DÂN XÃ SƠN HÀ", 13, mm(66)) == ("ỦY BAN NHÂN DÂN", "XÃ SƠN HÀ")
    assert balanced("Ngắn", 14, mm(165)) == ("Ngắn",)


def test_column_shares_fill_the_page() -> None:
    widths = shares((1, 6, 2, 2), 9354)
    assert sum(widths) == 9354
    assert all(width > 0 for width in widths)
    assert [small < large for small, large in pairwise(widths[:2])] == [True]
