"""The two headers: of a first page (no number) and of the pages after it."""

from tuquan.writer.docx.lines import paragraph, plain, run_of
from tuquan.writer.docx.xml import Node, node
from tuquan.writer.plan import Run


def first_header(mark: str) -> Node:
    """The header of a first page: the mark of a demonstration, or an empty line."""
    return node("w:hdr", *([plain("PageMark", mark)] if mark else [paragraph("PageNumber")]))


def running_header(mark: str) -> Node:
    """The page number in the middle of the top margin, under the mark of a demonstration."""
    number = node("w:fldSimple", run_of(Run("2")), instr=" PAGE ")
    return node("w:hdr", *([plain("PageMark", mark)] if mark else []), paragraph("PageNumber", number))
