"""A pdf as text: lines with pages, sentences put together, page furniture left out."""

import pytest

from tests.reader import documents as made
from tests.reader.scans import joined
from tuquan.reader import read
from tuquan.reader.opening import OpenedDocument, Unreadable, open_document
from tuquan.reader.opening.furniture import furniture
from tuquan.reader.opening.line_joins import goes_on
from tuquan.reader.opening.pdf_cells import Gap, _cell_gaps
from tuquan.reader.opening.pdf_pages import Page

LONG = (
    "Trong năm 2021 toàn xã xây dựng mới 03 mô hình tự quản về an ninh trật tự, củng cố 12 mô hình đã có, "
    "tổ chức 45 buổi tuyên truyền với hơn 3.200 lượt người tham dự trong giai đoạn 2016-2020 và 2021-2025."
)


def opened(data: bytes) -> OpenedDocument:
    return open_document(data, file_name="a.pdf")


def said(document: OpenedDocument, piece: str) -> bool:
    return any(piece in note for note in document.notes)


def test_lines_of_one_sentence_are_put_together_again():
    document = opened(made.pdf_of(LONG))
    assert document.kind == "pdf"
    assert document.text == LONG
    assert [block.label for block in document.blocks[:2]] == ["trang 1, dòng 1", "trang 1, dòng 2"]
    assert said(document, "Đã nối")


def test_blocks_are_the_lines_as_they_stand_in_the_text():
    document = opened(made.pdf_of(LONG, "Trang sau có câu khác."))
    pieces = [document.text[block.start : block.end] for block in document.blocks]
    assert " ".join(pieces[:-1]) == LONG
    assert pieces[-1] == "Trang sau có câu khác."
    assert document.blocks[-1].label == "trang 2, dòng 1"


def test_a_sentence_goes_on_over_the_page():
    assert opened(made.pdf_of("xây dựng mới 03", "mô hình tự quản.")).text == "xây dựng mới 03 mô hình tự quản."


def test_points_of_a_list_and_new_sentences_keep_their_lines():
    text = opened(made.pdf_of("Kết quả như sau \\\n a) một \\\n b) hai \\\n Ba")).text
    assert text == "Kết quả như sau\na) một\nb) hai\nBa"


def test_page_numbers_and_repeated_headers_are_left_out_and_said():
    document = opened(made.pdf_of("Một.", "Hai.", "Ba.", header="UBND XÃ HÀ LONG", numbered=True))
    assert document.text == "Một.\nHai.\nBa."
    assert said(document, "3 dòng số trang")
    assert said(document, "3 dòng đầu trang")


def test_a_secrecy_mark_on_every_page_stays():
    assert opened(made.pdf_of("Một.", "Hai.", "Ba.", header="TUYỆT MẬT")).text.count("TUYỆT MẬT") == 3


def test_a_header_on_two_pages_only_stays():
    pages = [Page(1, ("Xã A", "một"), False), Page(2, ("Xã A", "hai"), False)]
    assert furniture(pages) == {}


def test_a_figure_alone_at_the_edge_of_a_page_is_no_page_number_when_too_large():
    assert furniture([Page(1, ("Tổng số", "350"), False)]) == {}
    assert furniture([Page(1, ("Tổng số", "- 1 -"), False)]) == {(1, 1): "page_number"}


def test_a_soft_hyphen_joins_its_word():
    assert opened(made.pdf_of("an#sym.hyph.soft;ninh")).text == "anninh"


def test_a_scanned_page_among_others_is_named(monkeypatch):
    from tuquan.reader.opening import pdf

    pages = [Page(1, ("Báo cáo.",), False), Page(2, (), True), Page(3, ("Người ký: A",), True)]
    monkeypatch.setattr(pdf, "pages_of", lambda data: pages)
    document = opened(made.pdf_of("x"))
    assert said(document, "2 trang là bản quét")
    assert said(document, "trang 2, 3")


def test_bytes_before_the_header_do_not_matter():
    assert opened(b"\n\n" + made.handmade_pdf(made.stream(b"BT /F1 12 Tf (Bao cao) Tj ET"), resources=FONT)).text


FONT = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"


def test_a_number_at_the_head_of_a_line_goes_on_with_its_sentence_but_rows_and_points_do_not():
    line = "trong năm toàn xã đã củng cố"
    assert opened(made.pdf_of(f"{line} \\\n 12 mô hình.")).text == f"{line} 12 mô hình."
    for apart in ("12 Mô hình", "2. mô hình", "2) mô hình", "12 05 07"):
        assert opened(made.pdf_of(f"{line} \\\n {apart.replace('.', chr(92) + '.')}")).text == f"{line}\n{apart}"


EDGE = "Công an xã phối hợp với các ban, ngành, đoàn thể giữ vững an ninh"


@pytest.mark.parametrize(
    ("before", "line", "joined"),
    [
        (EDGE, "Tổ quốc trên địa bàn", True),
        (EDGE[:40], "Tổ quốc trên địa bàn", False),
        (EDGE + ".", "Tổ quốc trên địa bàn", False),
        (EDGE, "II. Kết quả", False),
        (EDGE, "Điều 3. Kết quả", False),
        (EDGE, "BÁO CÁO", False),
        (EDGE, "- Kết quả", False),
        (EDGE, "97,35%.", True),
        (EDGE, "05", False),
        (EDGE + " năm", "2025", True),
        (EDGE, "12 05 07", False),
        (EDGE, "2025, toàn xã có", True),
        ("ngắn", "ở giữa câu", True),
        ("Mô hình tự quản\t05", "ở thôn", False),
        ("Mô hình tự quản về an", "ninh trật tự\t05", True),
        (EDGE, "Mô hình tự quản\t05", False),
        ("-\tTổ chức 126 buổi", "tuyên truyền", True),
        ("7\tNgày hội Toàn dân bảo vệ an ninh", "Tổ quốc\tlần\t01", True),
        ("7\tNgày hội\t01", "Tổ quốc\tlần\t01", False),
        ("7\tNgày hội", "8\tTổ quốc\t01", False),
        ("TT\tNội dung", "Tổ an ninh\ttổ\t12", False),
    ],
)
def test_a_line_goes_on_when_the_edge_of_the_page_broke_its_sentence(before, line, joined):
    assert goes_on(before, line, width=len(EDGE)) is joined


def test_cells_of_a_row_are_parted_by_tabs():
    cells = "[TT], [Nội dung], [Số], [1], [Mô hình tự quản], [05], [2], [Tổ an ninh], [1.234]"
    text = opened(made.pdf_of(f"#table(columns: 3, {cells})")).text
    assert text == "TT\tNội dung\tSố\n1\tMô hình tự quản\t05\n2\tTổ an ninh\t1.234"


def test_a_justified_line_has_no_tabs_however_its_spaces_are_stretched():
    text = opened(made.pdf_of(f"#set par(justify: true)\n{LONG} #linebreak(justify: true)")).text
    assert "\t" not in text
    assert text == LONG


def test_gaps_of_a_row_are_told_from_stretched_spaces():
    def cells(*widths):
        return [gap.width for gap in _cell_gaps([Gap(0, 1, width) for width in widths])]

    assert cells(0.25, 0.7, 0.25) == [0.7]
    assert cells(0.7, 0.7, 0.7) == []
    assert cells(2.0, 2.0) == [2.0, 2.0]
    assert cells(0.7) == [0.7]
    assert cells(0.3) == []
    assert cells() == []


def test_letters_of_a_font_without_its_map_are_never_taken_for_text(monkeypatch):
    monkeypatch.setenv("TUQUAN_OCR", "off")
    with pytest.raises(Unreadable) as refused:
        opened(made.unmapped_pdf(LONG))
    assert refused.value.code == "no_letters"
    assert "phông chữ trong tệp không cho biết chữ gì" in refused.value.message


def test_a_garbled_page_among_others_is_named(monkeypatch):
    monkeypatch.setenv("TUQUAN_OCR", "off")
    document = opened(joined(made.pdf_of(LONG), made.unmapped_pdf(LONG)))
    assert document.text == LONG
    assert said(document, "không cho biết chữ gì, nên không đọc được: trang 2")


def columns(*cells: str, align: str = "top") -> str:
    listed = ", ".join(f"[{cell}]" for cell in cells)
    return f"#table(columns: (0.9cm, 3.2cm, 1.5cm, 1.5cm), align: {align}, {listed})"


@pytest.mark.parametrize("align", ["top", "horizon", "bottom"])
def test_a_label_over_two_lines_keeps_its_number_in_its_row(align):
    text = opened(
        made.pdf_of(
            columns(
                "1", "Số mô hình tự quản xây dựng mới trong năm", "mô hình", "03",
                "2", "Số buổi tuyên truyền tại các thôn", "buổi", "1.245",
                "3", "Tổ an ninh", "tổ", "12", align=align,
            )
        )
    ).text  # fmt: skip
    rows = text.split("\n")
    assert any(row.endswith("xây dựng mới trong năm\tmô hình\t03") for row in rows)
    assert any(row.endswith("tại các thôn\tbuổi\t1.245") for row in rows)
    assert "3\tTổ an ninh\ttổ\t12" in rows
    found = {(f.indicator, f.value) for f in read(text).findings}
    assert found == {("schemes_founded", 3), ("outreach_sessions", 1245), ("people_security_groups", 12)}


def test_two_columns_are_read_one_after_the_other():
    text = opened(made.pdf_of(f"#set text(size: 7pt)\n#columns(2)[{LONG}\n#colbreak()\nBàn giao 07 camera.]")).text
    assert text.split("\n") == [LONG, "Bàn giao 07 camera."]


def test_a_word_broken_at_the_end_of_a_line_is_whole_again():
    text = opened(made.pdf_of(f'#set text(lang: "en", hyphenate: true)\n#block(width: 3cm)[{LONG}]')).text
    assert text == LONG
