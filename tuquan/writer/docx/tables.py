"""Tables: the ruled ones of the content, and the unruled ones that hold two columns side by side."""

from collections.abc import Sequence
from itertools import pairwise

from tuquan.writer.docx.lines import Pen, paragraph, plain
from tuquan.writer.docx.xml import Node, node
from tuquan.writer.plan import Grid

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def ruled(grid: Grid, width: int, pen: Pen) -> Node:
    """A table with rules all round, its header repeated on every page; `width` in twips."""
    widths = shares(grid.widths, width)
    head = node("w:trPr", node("w:cantSplit"), node("w:tblHeader"))
    rows = [node("w:tr", head, *(_cell(size, [plain("CellHead", text)], middle=True)
                                 for size, text in zip(widths, grid.header, strict=True)))]  # fmt: skip
    for row in grid.rows:
        cells = []
        for size, align, runs in zip(widths, grid.aligns, row, strict=True):
            line = paragraph("Cell", *pen.runs(runs), properties=[node("w:jc", val=align)])
            cells.append(_cell(size, [line], middle=True))
        rows.append(node("w:tr", node("w:trPr", node("w:cantSplit")), *cells))
    borders = node("w:tblBorders", *(_border(side) for side in _SIDES))
    return _table(widths, rows, borders, title=grid.title, padding=(50, 90))


def side_by_side(widths: Sequence[int], *rows: Sequence[Sequence[Node]]) -> Node:
    """An unruled table: each row gives the paragraphs of each cell."""
    drawn = [
        node(
            "w:tr",
            node("w:trPr", node("w:cantSplit")),
            *(_cell(size, lines) for size, lines in zip(widths, row, strict=True)),
        )
        for row in rows
    ]
    return _table(widths, drawn)


def shares(parts: Sequence[int], width: int) -> list[int]:
    """Divide `width` by shares into whole twips that add up to it."""
    edges = [round(width * sum(parts[:place]) / sum(parts)) for place in range(len(parts) + 1)]
    return [end - start for start, end in pairwise(edges)]


def _table(
    widths: Sequence[int], rows: Sequence[Node], *borders: Node, title: str = "", padding: tuple[int, int] = (0, 0)
) -> Node:
    # The width stands in tblGrid and in every cell: LibreOffice and Word each trust another one.
    tall, wide = padding
    sides = (("top", tall), ("left", wide), ("bottom", tall), ("right", wide))
    margins = node("w:tblCellMar", *(node(f"w:{side}", w=size, type="dxa") for side, size in sides))
    named = [node("w:tblCaption", val=title)] if title else []
    properties = node(
        "w:tblPr",
        node("w:tblW", w=sum(widths), type="dxa"),
        node("w:jc", val="center"),
        *borders,
        node("w:tblLayout", type="fixed"),
        margins,
        *named,
    )
    grid = node("w:tblGrid", *(node("w:gridCol", w=size) for size in widths))
    return node("w:tbl", properties, grid, *rows)


def _cell(width: int, lines: Sequence[Node], *, middle: bool = False) -> Node:
    centred = [node("w:vAlign", val="center")] if middle else []
    return node("w:tc", node("w:tcPr", node("w:tcW", w=width, type="dxa"), *centred), *lines)


def _border(side: str) -> Node:
    return node(f"w:{side}", val="single", sz=4, space=0, color="000000")
