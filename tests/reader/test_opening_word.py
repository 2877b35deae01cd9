"""Word documents as Word saves them: made by python-docx, saved and opened again."""

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml

from tests.reader import documents as made
from tests.reader.documents import p, r
from tuquan.reader.lint import secrecy_mark
from tuquan.reader.opening import OpenedDocument, open_document


def opened(document: Document) -> OpenedDocument:
    return open_document(made._saved(document), file_name="a.docx")


def added(document: Document, xml: str) -> None:
    """Put a paragraph or table before the last section of the document."""
    spaces = f'{made.W} {made.MC} xmlns:v="urn:schemas-microsoft-com:vml"'
    document.element.body.insert(-1, parse_xml(xml.replace(">", f" {spaces}>", 1)))


def said(document: OpenedDocument, piece: str) -> bool:
    return any(piece in note for note in document.notes)


def test_lists_by_style_are_numbered_as_word_draws_them_also_in_cells() -> None:
    paper = docx.Document()
    for text, style in (
        ("Một", "List Number"),
        ("gạch", "List Bullet"),
        ("Hai", "List Number"),
        ("sâu", "List Number 2"),
    ):
        paper.add_paragraph(text, style=style)
    table = paper.add_table(2, 2)
    for row, label in zip(table.rows, ("Mô hình", "Tổ an ninh"), strict=True):
        row.cells[0].paragraphs[0].style = "List Number"
        row.cells[1].text = label
    document = opened(paper)
    assert document.text.split("\n") == ["1. Một", "gạch", "2. Hai", "1. sâu", "3.\tMô hình", "4.\tTổ an ninh"]
    assert [b.label for b in document.blocks[-2:]] == ["bảng 1, dòng 2, cột 1", "bảng 1, dòng 2, cột 2"]


def test_a_style_based_on_a_numbered_style_is_numbered_and_one_that_says_none_is_not() -> None:
    paper = docx.Document()
    below = paper.styles.add_style("Điểm", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    below.base_style = paper.styles["List Number"]
    paper.add_paragraph("Một", style="Điểm")
    plain = paper.add_paragraph("không số", style="Điểm")
    plain._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {made.W}><w:numId w:val="0"/></w:numPr>'))
    paper.add_paragraph("Hai", style="Điểm")
    assert opened(paper).text.split("\n") == ["1. Một", "không số", "2. Hai"]


LEVEL = '<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(levels: str, *nums: str) -> str:
    return f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>' + "".join(nums)


def num(key: int, more: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="7"/>{more}</w:num>'


def item(text: str, number: int, level: int = 0) -> str:
    link = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{link}</w:pPr>{r(text) if text else ''}</w:p>"


def test_lists_of_one_shape_go_on_counting_unless_one_restarts() -> None:
    levels = LEVEL.format(at=0, style="decimal", text="%1.", more="")
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    data = made.body_docx(
        item("a", 1) + item("b", 2) + item("c", 3) + item("d", 3) + item("e", 1),
        numbering=numbering(levels, num(1), num(2), num(3, restart)),
    )
    assert open_document(data, file_name="a.docx").text.split("\n") == ["1. a", "2. b", "5. c", "6. d", "7. e"]


def test_a_level_tied_to_a_style_and_a_level_in_plain_figures() -> None:
    levels = LEVEL.format(at=0, style="upperRoman", text="%1.", more='<w:pStyle w:val="H1"/>') + LEVEL.format(
        at=1, style="decimal", text="%1.%2.", more='<w:pStyle w:val="H2"/><w:isLgl/>'
    )
    link = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = "".join(f'<w:style w:type="paragraph" w:styleId="{key}">{link}</w:style>' for key in ("H1", "H2"))
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{key}"/></w:pPr>{r(text)}</w:p>'
        for key, text in (("H1", "KẾT QUẢ"), ("H2", "Mô hình"), ("H1", "TỒN TẠI"), ("H2", "Ý"))
    )
    data = made.body_docx(body, numbering=numbering(levels, num(1)), styles=styles)
    assert open_document(data, file_name="a.docx").text.split("\n") == [
        "I. KẾT QUẢ", "1.1. Mô hình", "II. TỒN TẠI", "2.1. Ý",
    ]  # fmt: skip


def test_a_deleted_paragraph_takes_no_number() -> None:
    levels = LEVEL.format(at=0, style="decimal", text="%1.", more="")
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>'
        "<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del></w:p>"
    )
    data = made.body_docx(item("a", 1) + gone + item("b", 1), numbering=numbering(levels, num(1)))
    document = open_document(data, file_name="a.docx")
    assert document.text.split("\n") == ["1. a", "2. b"]
    assert said(document, "bị xóa")


def test_moves_insertions_and_deletions_read_as_accepted() -> None:
    paper = docx.Document()
    added(paper, p("có ", f"<w:moveFrom>{r('05')}</w:moveFrom>", f"<w:moveTo>{r('07')}</w:moveTo>", " mô hình"))
    row = f"<w:tr><w:tc>{p('a')}</w:tc><w:tc><w:tcPr><w:cellDel/></w:tcPr>{p('99')}</w:tc><w:tc>{p('b')}</w:tc></w:tr>"
    added(paper, f"<w:tbl>{row}</w:tbl>")
    document = opened(paper)
    assert document.text == "có 07 mô hình\na\t\tb"
    assert said(document, "Đã bỏ 2 chỗ chữ bị xóa")


def test_words_hidden_by_a_style_are_left_out() -> None:
    paper = docx.Document()
    style = paper.styles.add_style("Kín", docx.enum.style.WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    line = paper.add_paragraph("Củng cố ")
    line.add_run("99", style="Kín")
    line.add_run("05 mô hình")
    document = opened(paper)
    assert document.text == "Củng cố 05 mô hình"
    assert said(document, "chữ ẩn")


def field(*pieces: str) -> str:
    """A complex field: codes, then the result that is drawn."""
    edge = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    codes, result = pieces[:-1], pieces[-1]
    return edge.format("begin") + "".join(codes) + edge.format("separate") + r(result) + edge.format("end")


def test_of_a_field_only_its_result_is_read() -> None:
    code = "<w:r><w:instrText> IF </w:instrText></w:r>"
    paper = docx.Document()
    added(paper, p("Tổng ", field(code, field(code, "99"), r(" = 1"), "12"), " mô hình"))
    added(paper, p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', code))
    added(paper, p("Đoạn sau."))
    assert opened(paper).text == "Tổng 12 mô hình\nĐoạn sau."


def test_signs_of_symbol_fonts_are_read_or_said() -> None:
    paper = docx.Document()
    sign = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'
    added(paper, p("đạt ", sign.format("Symbol", "F0B3"), "80%", sign.format("Wingdings", "F04A")))
    document = opened(paper)
    assert document.text == "đạt ≥80%"
    assert said(document, "Có 1 ký hiệu")


def test_merged_cells_keep_the_columns_of_their_rows() -> None:
    paper = docx.Document()
    table = paper.add_table(3, 3)
    for row, texts in zip(table.rows, (("Chỉ tiêu", "", "Số"), ("1", "Mô hình", "05"), ("", "Tổ", "12")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 0).merge(table.cell(2, 0))
    document = opened(paper)
    assert document.text.split("\n") == ["Chỉ tiêu\tSố", "1\tMô hình\t05", "\tTổ\t12"]
    labels = {document.text[b.start : b.end]: b.label for b in document.blocks}
    assert (labels["Số"], labels["12"]) == ("bảng 1, dòng 1, cột 3", "bảng 1, dòng 3, cột 3")


def test_endnotes_and_footnotes_have_their_places() -> None:
    note = '<w:{0} w:id="1">{1}</w:{0}>'
    data = made.body_docx(
        p("thân"), footnotes=note.format("footnote", p("cuối trang")), endnotes=note.format("endnote", p("cuối bài"))
    )
    document = open_document(data, file_name="a.docx")
    assert document.text == "thân\ncuối bài\ncuối trang"


@pytest.mark.parametrize("where", ["body", "header"])
def test_drawn_letters_and_watermarks_are_seen(where: str) -> None:
    shape = '<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="TỐI MẬT"/></v:shape>'
    art = f"<w:r><w:pict>{shape}</w:pict></w:r>"
    paper = docx.Document()
    paper.add_paragraph("BÁO CÁO")
    container = paper.element.body if where == "body" else paper.sections[0].header._element
    line = parse_xml(p(art).replace("<w:p>", f"<w:p {made.W}>", 1))
    container.insert(0, line)
    assert secrecy_mark(opened(paper).text) == "TỐI MẬT"
