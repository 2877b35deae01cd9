"""The text of a pdf page, with a tab where a wide gap parts the cells of a row."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw

from tuquan.reader.opening.pdf_rows import rows_joined

LINE = re.compile("[^\r\n]+")
SPACES = re.compile(r"(?<=\S) +(?=\S)")
LAST_CODE_POINT = 0x10FFFF
# Gaps in heights of the letters beside them. A space is about 0.25, the margins of two cells together 0.6 or more.
CELL_GAP = 0.55
WIDE_GAP = 1.1
# pdfium runs the last line of a broken label and the next cell of its row together: they stand at other heights.
STEP = 0.3
# A justified line stretches all its spaces alike; between cells the gap is far wider than within them.
WIDER_THAN_LEAST = 2


@dataclass(frozen=True)
class Gap:
    """Spaces at `start` up to `end` of the characters of a page, and how wide they are drawn."""

    start: int
    end: int
    width: float


def page_text(layer: pypdfium2.PdfTextPage) -> str:
    """The characters of the page in pdfium's order, which adds line ends; wide gaps are tabs, a row one line."""
    characters = [_character(layer, at) for at in range(layer.count_chars())]
    typed = "".join(characters)
    for line in LINE.finditer(typed):
        for gap in _cell_gaps(list(_gaps(layer, typed, *line.span()))):
            characters[gap.start : gap.end] = ["\t", *[""] * (gap.end - gap.start - 1)]
    rows_joined(layer, characters, [line.span() for line in LINE.finditer(typed)])
    return "".join(characters)


def _character(layer: pypdfium2.PdfTextPage, at: int) -> str:
    # One character for each index, so that indexes of the text are indexes of pdfium's boxes.
    code = pypdfium2.raw.FPDFText_GetUnicode(layer, at)
    return chr(code) if 0 < code <= LAST_CODE_POINT else " "


def _gaps(layer: pypdfium2.PdfTextPage, typed: str, start: int, end: int) -> Iterator[Gap]:
    for spaces in SPACES.finditer(typed, start, end):
        left = layer.get_charbox(spaces.start() - 1, loose=True)
        right = layer.get_charbox(spaces.end(), loose=True)
        height = max(left[3] - left[1], right[3] - right[1])
        if height > 0:
            stepped = abs(left[1] + left[3] - right[1] - right[3]) > 2 * STEP * height
            yield Gap(spaces.start(), spaces.end(), math.inf if stepped else (right[0] - left[2]) / height)


def _cell_gaps(gaps: list[Gap]) -> Iterator[Gap]:
    least = min((gap.width for gap in gaps), default=0.0)
    for gap in gaps:
        alone = len(gaps) == 1
        if gap.width > WIDE_GAP or (gap.width > CELL_GAP and (alone or gap.width > WIDER_THAN_LEAST * least)):
            yield gap
