"""Writing the year's report, against writing the same words without layout, tags or frozen content."""

import io

import typst

from benchmarks.measure import Result, compare
from tuquan.papers.models import Paper
from tuquan.writer.content import PaperContent, Paragraph
from tuquan.writer.docx import render_docx
from tuquan.writer.inlines import Number, Text
from tuquan.writer.keeping import from_json
from tuquan.writer.pdf import render_pdf


def results() -> list[Result]:
    content = from_json(Paper.objects.order_by("-id")[0].content)
    plain = _plain(content)
    return [
        compare(
            f"báo cáo docx đúng thể thức, {len(content.numbers())} số gắn nhãn",
            lambda: render_docx(content),
            "python-docx ghi cùng số đoạn và ô, không thể thức, không nhãn",
            lambda: _bare_docx(plain),
        ),
        compare(
            "cùng báo cáo bản pdf",
            lambda: render_pdf(content),
            "typst in cùng chữ, không thể thức",
            lambda: typst.compile("\n\n".join(f"#{_quoted(line)}" for line in plain).encode()),
        ),
    ]


def _plain(content: PaperContent) -> list[str]:
    lines = []
    for block in content.blocks:
        if isinstance(block, Paragraph):
            lines.append("".join(_words(inline) for inline in block.inlines))
    return lines + [_words(inline) for inline in content.inlines()]


def _words(inline: object) -> str:
    if isinstance(inline, Text):
        return inline.text
    return inline.shown if isinstance(inline, Number) else "……"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _bare_docx(plain: list[str]) -> bytes:
    from docx import Document

    paper = Document()
    for line in plain:
        paper.add_paragraph(line)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()
