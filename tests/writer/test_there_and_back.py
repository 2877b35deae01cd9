"""What the writer marks, the reader finds: the tags of a paper come back with their text."""

from tests.writer.samples import paper
from tuquan.reader.opening.door import open_document
from tuquan.writer.docx import render_docx
from tuquan.writer.pdf import render_pdf


def test_the_reader_finds_every_mark_of_our_docx() -> None:
    opened = open_document(render_docx(paper()), file_name="bao-cao.docx")
    assert [(mark.tag, mark.text) for mark in opened.marks] == [(each.tag, each.shown) for each in paper().numbers()]
    assert all(opened.text[mark.start : mark.end] == mark.text for mark in opened.marks)


def test_the_reader_opens_our_pdf() -> None:
    assert "03 mô hình, gồm" in open_document(render_pdf(paper()), file_name="bao-cao.pdf").text
