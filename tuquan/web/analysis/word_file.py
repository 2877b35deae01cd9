"""The table as a docx, in the typeface of official papers (Decree 30/2020/NĐ-CP, annex I)."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from tuquan.reporting.analysis import Table
from tuquan.web.analysis.sheet_files import FONT, source_lines, title_of
from tuquan.web.analysis.showing import Head, Shown, shown


def word(table: Table, sort: str) -> bytes:
    """A docx with the table as seen, Times New Roman, its headings repeated on every page, the source under it."""
    paper = docx.Document()
    _page(paper)
    _said(paper, title_of(table), bold=True, size=14)
    for grid in shown(table, sort):
        if grid.caption:
            _said(paper, grid.caption, size=13)
        _table(paper, grid)
    for said in source_lines(table):
        _said(paper, said, size=11, italic=True)
    buffer = BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def _page(paper: Any) -> None:
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)


def _said(paper: Any, text: str, *, size: int, bold: bool = False, italic: bool = False) -> None:
    run = paper.add_paragraph().add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _table(paper: Any, grid: Shown) -> None:
    names = len(grid.corner)
    columns = names + (len(grid.lines[0].cells) if grid.lines else 0)
    made = paper.add_table(rows=grid.depth + len(grid.lines), cols=columns)
    made.style = "Table Grid"
    cells = [list(row.cells) for row in made.rows]  # asked once: python-docx walks the whole table each time
    for row in made.rows[: grid.depth]:
        _repeat(row)
    for column, corner in enumerate(grid.corner):
        _join(cells, 0, column, grid.depth, 1, corner)
    for level, heads in enumerate(grid.heads):
        _heads(cells, level, names, heads)
    for place, line in enumerate(grid.lines, grid.depth):
        for column, name in enumerate(line.names):
            _fill(cells[place][column], name, bold=line.total)
        for column, cell in enumerate(line.cells, names):
            _fill(cells[place][column], cell.text, bold=line.total, right=True)


def _heads(cells: list[list[Any]], level: int, column: int, heads: Iterable[Head]) -> None:
    for head in heads:
        _join(cells, level, column, 1, head.wide, head.text)
        column += head.wide


def _join(cells: Sequence[Sequence[Any]], row: int, column: int, tall: int, wide: int, text: str) -> None:
    first = cells[row][column]
    if tall * wide > 1:
        first = first.merge(cells[row + tall - 1][column + wide - 1])
    _fill(first, text, bold=True)


def _fill(cell: Any, text: str, *, bold: bool = False, right: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(11)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _repeat(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
