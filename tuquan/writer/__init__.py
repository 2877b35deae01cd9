"""Frozen report content → docx and pdf, two renderings of the same words and numbers. Plain Python.

The renderers are imported by their own names, `tuquan.writer.docx.render_docx` and
`tuquan.writer.pdf.render_pdf`: a page that only drafts need not load them.
"""

from tuquan.writer.content import (
    SCHEMA,
    Appendix,
    Block,
    Heading,
    Letterhead,
    PaperContent,
    Paragraph,
    Signature,
    Table,
)
from tuquan.writer.errors import ContentError
from tuquan.writer.inlines import Blank, Inline, Number, Text
from tuquan.writer.keeping import from_json, to_json

__all__ = [
    "SCHEMA",
    "Appendix",
    "Blank",
    "Block",
    "ContentError",
    "Heading",
    "Inline",
    "Letterhead",
    "Number",
    "PaperContent",
    "Paragraph",
    "Signature",
    "Table",
    "Text",
    "from_json",
    "to_json",
]
