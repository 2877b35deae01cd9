"""Puts rows of tables together again whose cells hold several lines: pdfium ends a line where a cell ends."""

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

# In heights of a line. Next lines of a cell lie close; a number set in the middle of its row reaches further.
CLOSE, REACH, SLACK = 0.9, 2.2, 0.3
# Points by which lines of one cell may differ at their left edge or in their middle.
ALIGNED = 2.5
SHORT_NUMBER = 4


@dataclass(frozen=True)
class Piece:
    """Characters `start` up to `end` of a page that stand in one line of one cell, and where they are drawn."""

    start: int
    end: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def pieces(layer: pypdfium2.PdfTextPage, characters: list[str], start: int, end: int) -> Iterator[Piece]:
    """The pieces of a line between its tabs; ones that are blank are left out."""
    first = start
    for at in [*(at for at in range(start, end) if characters[at] == "\t"), end]:
        drawn = [place for place in (first, *range(first + 1, at)) if place < at and not _blank(characters[place])]
        if drawn:
            head = layer.get_charbox(drawn[0], loose=True)
            tail = layer.get_charbox(drawn[-1], loose=True)
            yield Piece(first, at, head[0], min(head[1], tail[1]), tail[2], max(head[3], tail[3]))
        first = at + 1


def _blank(character: str) -> bool:
    return not character or character.isspace()


class Row:
    """The row that is being read: its first edge, how high and low it reaches, the cell read last."""

    def __init__(self, piece: Piece, *, numbered: bool) -> None:
        self.left, self.top, self.bottom = piece.left, piece.top, piece.bottom
        self.cells, self.numbered = 1, numbered
        self.last = self.cell = piece

    def join(self, piece: Piece) -> str:
        """How a piece that begins a line goes on with the row: a tab (next cell), a space (its cell) or not ("")."""
        if self.cells == 1 and not self.numbered:
            return ""
        reach = piece.height * (REACH if self.cells == 1 else SLACK)
        if piece.left >= self.last.right and self.bottom - reach <= piece.middle <= self.top + reach:
            return "\t"
        near = 0 <= self.last.bottom - piece.top + piece.height * SLACK <= piece.height * CLOSE
        return " " if self.cells > 1 and near and self._aligned(piece) and piece.left > self.left + piece.height else ""

    def _aligned(self, piece: Piece) -> bool:
        middles = (self.cell.left + self.cell.right) / 2 - (piece.left + piece.right) / 2
        return min(abs(self.cell.left - piece.left), abs(middles)) <= ALIGNED

    def add(self, piece: Piece, joint: str) -> None:
        """Take the piece in, as the next cell or the next line of the last one."""
        self.top, self.bottom = max(self.top, piece.top), min(self.bottom, piece.bottom)
        self.last = piece
        if joint == "\t":
            self.cells, self.cell = self.cells + 1, piece


def rows_joined(layer: pypdfium2.PdfTextPage, characters: list[str], lines: list[tuple[int, int]]) -> None:
    """Write tabs and spaces in place of the line ends inside rows; `lines` are spans of `characters`."""
    row: Row | None = None
    ended = 0
    for start, end in lines:
        for at, piece in enumerate(pieces(layer, characters, start, end)):
            joint = "\t" if at else row.join(piece) if row else ""
            if row is None or not joint:
                said = "".join(characters[start:end]).strip()
                row = Row(piece, numbered=said.rstrip(".").isdigit() and len(said) < SHORT_NUMBER)
                continue
            if not at:
                spaced = joint == " " and _blank(characters[ended - 1])
                characters[ended:start] = ["" if spaced else joint, *[""] * (start - ended - 1)]
            row.add(piece, joint)
        ended = end
