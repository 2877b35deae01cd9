"""A docx as text with positions: order, tables, tracked changes, boxes, notes, content controls."""

import unicodedata

import pytest
from docx.oxml import parse_xml
from hypothesis import given
from hypothesis import strategies as st

from tests.reader import documents as made
from tests.reader.documents import control, p, r, table
from tuquan.reader.opening import OpenedDocument, open_document


def opened(data: bytes) -> OpenedDocument:
    return open_document(data, file_name="a.docx")


def labelled(document: OpenedDocument) -> list[tuple[str, str, str]]:
    return [(block.kind, block.label, document.text[block.start : block.end]) for block in document.blocks]


def said(document: OpenedDocument, piece: str) -> bool:
    return any(piece in note for note in document.notes)


def test_a_word_document_opens_with_paragraphs_and_rows_as_lines():
    document = opened(made.docx_of(table=made.TABLE))
    assert document.kind == "docx"
    assert document.notes == ()
    assert document.text.split("\n") == [*made.REPORT, *("\t".join(row) for row in made.TABLE)]
    assert labelled(document)[2] == ("paragraph", "đoạn 3", made.REPORT[2])
    assert labelled(document)[-1] == ("cell", "bảng 1, dòng 3, cột 3", "12")


def test_text_stays_as_typed_in_nfd():
    typed = unicodedata.normalize("NFD", "Mô hình tự quản ở xã Hà Long")
    assert opened(made.docx_of([typed])).text == typed


def test_order_is_the_order_of_the_document_and_blank_paragraphs_do_not_count():
    document = opened(made.body_docx(p("một") + p(" ") + table([p("a"), p("b")]) + p("hai") + table([p("c"), p("d")])))
    assert document.text == "một\na\tb\nhai\nc\td"
    assert [label for _, label, _ in labelled(document)] == [
        "đoạn 1",
        "bảng 1, dòng 1, cột 1",
        "bảng 1, dòng 1, cột 2",
        "đoạn 2",
        "bảng 2, dòng 1, cột 1",
        "bảng 2, dòng 1, cột 2",
    ]


def test_tabs_and_line_breaks_stay_in_paragraphs_and_become_spaces_in_cells():
    broken = p("Số", "<w:r><w:tab/></w:r>", "12", "<w:r><w:br/></w:r>", "ngày", "<w:r><w:noBreakHyphen/></w:r>")
    assert opened(made.body_docx(broken)).text == "Số\t12\nngày-"
    assert opened(made.body_docx(table([broken, p("x")]))).text == "Số 12 ngày-\tx"


def test_paragraphs_of_a_cell_join_unless_the_cell_is_a_frame():
    two = p("một") + p("") + p("hai")
    assert opened(made.body_docx(table([two, p("ba")]))).text == "một hai\tba"
    assert opened(made.body_docx(table([two]))).text == "một\nhai"


def test_empty_cells_keep_their_column_and_empty_rows_leave_no_line():
    document = opened(made.body_docx(table([p("a"), p(""), p("c")], [p(""), p(""), p("")], [p("d"), p("e"), p("")])))
    assert document.text == "a\t\tc\nd\te"
    assert ("cell", "bảng 1, dòng 1, cột 3", "c") in labelled(document)
    assert ("cell", "bảng 1, dòng 3, cột 1", "d") in labelled(document)


def test_columns_are_counted_on_the_grid_over_merged_cells():
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    body = table([wide + p("Chỉ tiêu"), p("Số")], [p("1"), p("Mô hình"), p("05")])
    assert ("cell", "bảng 1, dòng 1, cột 3", "Số") in labelled(opened(made.body_docx(body)))


def test_a_nested_table_is_part_of_its_cell():
    inner = table([p("x"), p("y")], [p("z")])
    document = opened(made.body_docx(table([p("a"), inner + p("b")])))
    assert document.text == "a\tx y z b"
    assert len(document.blocks) == 2


def test_tracked_changes_read_as_accepted():
    body = p("có ", "<w:del><w:r><w:delText>03</w:delText></w:r></w:del>", f"<w:ins>{r('05')}</w:ins>", " mô hình")
    document = opened(made.body_docx(body))
    assert document.text == "có 05 mô hình"
    assert said(document, "bị xóa")


def test_hidden_text_is_left_out_unless_hiding_is_off():
    document = opened(made.body_docx(p(r("99", "<w:vanish/>"), r("05", '<w:vanish w:val="0"/>'))))
    assert document.text == "05"
    assert said(document, "chữ ẩn")


def test_links_and_fields_give_what_is_seen():
    link = f'<w:hyperlink w:anchor="x">{r("mục I")}</w:hyperlink>'
    field = f'<w:fldSimple w:instr="PAGE">{r("7")}</w:fldSimple><w:r><w:instrText>PAGE</w:instrText></w:r>'
    assert opened(made.body_docx(p("xem ", link, " trang ", field))).text == "xem mục I trang 7"


def test_content_controls_are_found_with_their_spans():
    body = (
        p("Xây dựng mới ", control("figure:1", r("03")), " mô hình")
        + control("section:2", p("Phần hai") + p("có hai đoạn"))
        + table([p("a"), p(control("figure:3", r("12")))])
        + control("figure:4", p(""))
    )
    document = opened(made.body_docx(body))
    assert [(mark.tag, mark.text) for mark in document.marks] == [
        ("figure:1", "03"),
        ("section:2", "Phần hai\ncó hai đoạn"),
        ("figure:3", "12"),
        ("figure:4", ""),
    ]
    assert all(document.text[mark.start : mark.end] == mark.text for mark in document.marks)


def test_content_controls_around_rows_and_cells_are_found():
    row = f"<w:tr>{control('cell', '<w:tc>' + p('b') + '</w:tc>')}<w:tc>{p('c')}</w:tc></w:tr>"
    document = opened(made.body_docx(f"<w:tbl>{control('row', row)}</w:tbl>"))
    assert document.text == "b\tc"
    assert [(mark.tag, mark.text) for mark in document.marks] == [("row", "b\tc"), ("cell", "b")]


def test_a_mark_shrinks_with_the_blank_end_of_its_cell():
    body = table([p(control("x", r("12  "))), p("sau")])
    assert [(mark.tag, mark.text) for mark in opened(made.body_docx(body)).marks] == [("x", "12")]


def test_text_boxes_come_last_and_once():
    inside = f"<w:txbxContent>{p('trong khung')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice>{inside}</mc:Choice><mc:Fallback>{inside}</mc:Fallback></mc:AlternateContent>"
    )
    document = opened(made.body_docx(p("trước ", f"<w:r>{both}</w:r>", "sau") + p("cuối")))
    assert document.text == "trước sau\ncuối\ntrong khung"
    assert labelled(document)[-1] == ("paragraph", "khung chữ 1, đoạn 1", "trong khung")
    assert said(document, "khung chữ")


def test_footnotes_come_last_without_words_own_separators():
    notes = f'<w:footnote w:type="separator">{p("---")}</w:footnote><w:footnote w:id="1">{p("Theo QĐ 12")}</w:footnote>'
    document = opened(made.body_docx(p("thân"), footnotes=notes))
    assert document.text == "thân\nTheo QĐ 12"
    assert labelled(document)[-1][1] == "chú thích 1, đoạn 1"


def test_headers_are_left_out_but_a_secrecy_mark_in_one_is_not():
    plain = opened(made.docx_of(header="UBND xã Hà Long"))
    assert "Hà Long" not in plain.text
    assert said(plain, "đầu trang")
    marked = opened(made.body_docx(p("thân"), header1=p("MẬT"), footer1=p("trang")))
    assert marked.text == "MẬT\nthân"
    boxed = opened(made.body_docx(p("thân"), header1=p(f"<w:r><w:txbxContent>{p('TỐI MẬT')}</w:txbxContent></w:r>")))
    assert boxed.text == "TỐI MẬT\nthân"


def test_pictures_and_comments_are_said_to_be_left_out():
    body = p("thân", '<w:r><w:commentReference w:id="0"/></w:r>', "<w:r><w:drawing><w:blip/></w:drawing></w:r>")
    document = opened(made.body_docx(body))
    assert document.text == "thân"
    assert said(document, "nhận xét")
    assert said(document, "hình")


def test_the_strict_variant_of_word_opens_too():
    data = made.zip_of(
        {
            "[Content_Types].xml": made.content_types({"word/document.xml": made.WORD_MAIN}),
            "word/document.xml": '<d:document xmlns:d="http://purl.oclc.org/ooxml/wordprocessingml/main"><d:body>'
            "<d:p><d:r><d:t>Báo cáo</d:t></d:r></d:p></d:body></d:document>",
        }
    )
    assert opened(data).text == "Báo cáo"


def test_a_macro_is_said_and_never_read():
    data = made.zip_of(
        {
            "[Content_Types].xml": made.content_types(
                {"word/document.xml": "application/vnd.ms-word.document.macroEnabled.main+xml"}
            ),
            "word/document.xml": f"<w:document {made.W}><w:body>{p('thân')}</w:body></w:document>",
            "word/vbaProject.bin": b"\x00",
        }
    )
    assert said(opened(data), "macro")


def test_the_main_part_may_have_another_name():
    relation = '<Relationship Id="a" Type="http://x/officeDocument" Target="/word/document2.xml"/>'
    data = made.zip_of(
        {
            "[Content_Types].xml": made.content_types({"word/document2.xml": made.WORD_MAIN}),
            "_rels/.rels": f"<Relationships>{relation}</Relationships>",
            "word/document2.xml": f"<w:document {made.W}><w:body>{p('thân')}</w:body></w:document>",
        }
    )
    assert opened(data).text == "thân"


def test_a_control_of_words_own_making_is_found():
    def add(document):
        document.element.body.insert(0, parse_xml(control("a", p("đầu")).replace("<w:sdt>", f"<w:sdt {made.W}>", 1)))

    assert opened(made.docx_of(shape=add)).marks[0].text == "đầu"


def test_a_control_that_shows_only_its_hint_is_empty():
    hint = "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:tag w:val='x'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    document = opened(made.body_docx(p("có ", hint.format(r("Bấm vào đây"))) + hint.format(p("Bấm vào đây"))))
    assert document.text == "có"
    assert [(mark.tag, mark.text) for mark in document.marks] == [("x", ""), ("x", "")]
    assert said(document, "2 chỗ gợi ý")


def test_the_block_of_a_position_is_found():
    document = opened(made.body_docx(p("một") + table([p("a"), p("b")])))
    assert document.block_at(0) is document.block_at(2) is document.blocks[0]
    assert document.block_at(3) is None, "between two blocks"
    assert document.block_at(len(document.text) - 1) is document.blocks[-1]
    assert document.block_at(len(document.text)) is None


LETTERS = st.text(st.sampled_from("aăđ ở́\u0301\u00a003.\n\tM"), max_size=12)


@given(
    paragraphs=st.lists(LETTERS, max_size=4),
    rows=st.lists(st.lists(LETTERS, min_size=2, max_size=2), max_size=3),
    tag=st.sampled_from(["", "x"]),
)
def test_blocks_and_marks_slice_exactly_and_do_not_overlap(paragraphs, rows, tag):
    body = "".join(p(control(tag, r(text)), text) for text in [*paragraphs, "cuối"])
    document = opened(made.body_docx(body + table(*([p(cell) for cell in row] for row in rows))))
    ends = [0]
    for block in document.blocks:
        assert ends[-1] <= block.start < block.end <= len(document.text)
        assert document.text[block.start : block.end].strip()
        between = document.text[ends[-1] : block.start]
        assert not between.strip(), "every visible character belongs to a block"
        ends.append(block.end)
    assert ends[-1] == len(document.text)
    assert all(document.text[mark.start : mark.end] == mark.text for mark in document.marks)


@pytest.mark.parametrize("typed", ["a\u200bb", "a\u202eb", "a\ufeffb"])
def test_invisible_characters_are_dropped_and_said(typed):
    document = opened(made.docx_of([typed]))
    assert document.text == "ab"
    assert said(document, "ký tự điều khiển")


def numbered(text: str, level: int = 0, number: int = 1) -> str:
    at = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    return f"<w:p>{at}<w:r><w:t>{text}</w:t></w:r></w:p>"


def with_lists(body: str) -> bytes:
    """A docx with one list: I., 1., a) and a bullet below."""
    levels = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-"), ("decimal", "%2.%5"))
    shapes = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (style, text) in enumerate(levels)
    )
    lists = (
        f'<w:abstractNum w:abstractNumId="7">{shapes}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    )
    return made.body_docx(body, numbering=lists)


def test_numbers_of_lists_stand_before_their_paragraphs_as_word_draws_them():
    body = (
        numbered("KẾT QUẢ") + numbered("Mô hình", 1) + numbered("Xây dựng mới 03 mô hình.", 2) + numbered("", 2)
        + numbered("Củng cố 05 mô hình.", 2) + numbered("Gạch đầu dòng.", 3) + numbered("Tuyên truyền", 1)
        + numbered("Ý một", 2) + numbered("Sâu", 4) + numbered("TỒN TẠI") + numbered("Lại từ một", 1)
        + numbered("Không có danh sách này", 0, 9)
    )  # fmt: skip
    document = opened(with_lists(body))
    assert document.text.split("\n") == [
        "I. KẾT QUẢ", "1. Mô hình", "a) Xây dựng mới 03 mô hình.", "c) Củng cố 05 mô hình.", "Gạch đầu dòng.",
        "2. Tuyên truyền", "a) Ý một", "2.1 Sâu", "II. TỒN TẠI", "1. Lại từ một", "Không có danh sách này",
    ]  # fmt: skip
    for block in document.blocks:
        assert document.text[block.start : block.end] in document.text.split("\n")
