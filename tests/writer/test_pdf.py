"""The pdf says the same as the docx, and nothing written into it is ever run."""

from dataclasses import replace
from io import BytesIO

import docx
import pypdfium2
import pytest
from hypothesis import given, settings

from tests.writer.any_paper import papers
from tests.writer.samples import LETTERHEAD, paper, paragraph
from tuquan.writer import Appendix, ContentError, PaperContent
from tuquan.writer.docx import render_docx
from tuquan.writer.pdf import render_pdf
from tuquan.writer.typefaces import faces


def _pages(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _holds_in_order(text: str, shown: list[str]) -> None:
    place = 0
    for each in shown:
        found = text.find(_squeezed(each), place)
        assert found >= 0, each
        place = found + len(_squeezed(each))


def test_both_renderings_hold_every_number_in_order() -> None:
    content = paper()
    shown = [each.shown for each in content.numbers()]
    document = docx.Document(BytesIO(render_docx(content)))
    for text in ("".join(_pages(render_pdf(content))), "".join(document.element.itertext())):
        _holds_in_order(_squeezed(text), shown)


def test_the_words_stand_in_the_order_of_the_decree() -> None:
    text = _squeezed("".join(_pages(render_pdf(paper()))))
    _holds_in_order(
        text,
        [
            "BAN CHỈ ĐẠO PHONG TRÀO TOÀN DÂN BẢO VỆ AN NINH TỔ QUỐC",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Số: 05/BC-BCĐ",
            "Sơn Hà, ngày 08 tháng 01 năm 2026",
            "BÁO CÁO",
            paper().subject,
            "Kính gửi:",
            "I. ĐẶC ĐIỂM, TÌNH HÌNH",
            "…………… [số việc: điền tay]",
            "loa và camera./.",
            "Nơi nhận:",
            "- Lưu: VT, CA.",
            "TM. BAN CHỈ ĐẠO",
            "Nguyễn Thị Hòa",
            "Phụ lục",
            "SỐ LIỆU PHONG TRÀO NĂM 2025",
        ],
    )


def test_markup_in_the_words_prints_as_text() -> None:
    hostile = '#read("/etc/passwd") *đậm* _x_ $y$ - = + @a <b> // http://x.vn \\ `z` [k] #sys.inputs'
    content = paper(subject=hostile, blocks=(paragraph("k", hostile),), recipients=(hostile,))
    text = _squeezed("".join(_pages(render_pdf(content))))
    assert text.count(_squeezed(hostile)) == 3
    assert "root:" not in text


def test_a_first_page_shows_no_number_and_an_annex_counts_from_one() -> None:
    pages = _pages(render_pdf(paper()))
    firsts = [page.split()[0] for page in pages]
    annex = next(place for place, page in enumerate(pages) if page.startswith("Phụ lục"))
    assert firsts[1:annex] == [str(place) for place in range(2, annex + 1)]
    assert firsts[annex + 1] == "2"
    assert firsts[0] != "1"


def test_the_header_of_a_long_table_is_repeated() -> None:
    pages = _pages(render_pdf(paper()))
    assert sum("Đơn vị tính" in page for page in pages) == 2


@pytest.mark.parametrize("demonstration", [True, False])
def test_a_demonstration_says_so_on_every_page(demonstration: bool) -> None:
    pages = _pages(render_pdf(paper(demonstration=demonstration)))
    assert all(("DỮ LIỆU MINH HỌA" in page) is demonstration for page in pages)


def test_the_signature_has_words_of_the_body_on_its_page() -> None:
    page = next(page for page in _pages(render_pdf(paper())) if "Nơi nhận:" in page)
    assert "./." in page
    assert "Nguyễn Thị Hòa" in page


def test_a_flat_annex_lies_flat() -> None:
    data = render_pdf(paper(appendix=(Appendix("A", "", (), landscape=True),)))
    sizes = [page.get_size() for page in pypdfium2.PdfDocument(data)]
    assert [width > height for width, height in sizes][-1]
    assert not sizes[0][0] > sizes[0][1]


def test_properties_and_standards() -> None:
    data = render_pdf(paper())
    assert data == render_pdf(paper())
    properties = pypdfium2.PdfDocument(data).get_metadata_dict()
    assert properties["Title"] == f"Báo cáo {paper().subject}"
    assert properties["Author"] == "Ban Chỉ đạo phong trào toàn dân bảo vệ an ninh Tổ quốc"
    assert b"pdfuaid:part" in data


def test_the_packaged_face_alone_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    families, folders = faces()
    monkeypatch.setattr("tuquan.writer.pdf.faces", lambda: (families[-1:], folders[-1:]))
    text = _squeezed("".join(_pages(render_pdf(paper()))))
    _holds_in_order(text, ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", *(each.shown for each in paper().numbers())])


@given(papers)
@settings(max_examples=12, deadline=None)
def test_any_content_becomes_a_pdf(content: PaperContent) -> None:
    """Or is refused by a sentence: no face draws every letter of Unicode."""
    try:
        data = render_pdf(content)
    except ContentError as error:
        data = b"%PDF" if error.code == "no_glyph" else b""
    assert data.startswith(b"%PDF")


def test_a_letter_no_face_can_draw_is_named() -> None:
    with pytest.raises(ContentError) as caught:
        render_pdf(paper(subject="Tổng kết 𓀀"))
    assert caught.value.code == "no_glyph"
    assert "“𓀀”" in caught.value.message


def test_a_draft_without_a_day_has_a_pdf() -> None:
    text = "".join(_pages(render_pdf(paper(letterhead=replace(LETTERHEAD, number=None, day=None)))))
    assert "năm" in text
