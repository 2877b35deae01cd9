"""Tells page numbers and repeated headers or footers of a pdf from its text."""

import re
from collections import Counter

from tuquan.reader.opening.pdf_pages import Page
from tuquan.reader.secrecy import secrecy_mark

PAGE_NUMBER = re.compile(r"\s*[-–—]?\s*(?:trang\s*)?(\d{1,3})\s*(?:/\s*\d{1,3})?\s*[-–—]?\s*", re.IGNORECASE)
DIGITS = re.compile(r"\d+")
EDGE_LINES = 2
REPEATED_ON = 3

Spot = tuple[int, int]


def furniture(pages: list[Page]) -> dict[Spot, str]:
    """(page number, index of line) of what is no text of the document, with the kind of note it gets."""
    found = dict.fromkeys(_repeated(pages), "repeated_line")
    for page in pages:
        for at in _edge(page, 1):
            if _is_number(page.lines[at], len(pages)):
                found[page.number, at] = "page_number"
    return found


def _edge(page: Page, depth: int) -> list[int]:
    last = len(page.lines)
    return sorted({*range(min(depth, last)), *range(max(0, last - depth), last)})


def _is_number(line: str, pages: int) -> bool:
    # The page number need not be the position in the file, but a figure alone on a line usually is larger.
    found = PAGE_NUMBER.fullmatch(line)
    return found is not None and 0 < int(found[1]) <= pages + 20


def _repeated(pages: list[Page]) -> list[Spot]:
    spots = [(page.number, at, _shape(page.lines[at])) for page in pages for at in _edge(page, EDGE_LINES)]
    often = Counter(shape for _, shape in {(number, shape) for number, _, shape in spots})
    return [
        (number, at)
        for number, at, shape in spots
        if often[shape] >= REPEATED_ON and shape != "#" and secrecy_mark(shape) is None
    ]


def _shape(line: str) -> str:
    # "Trang 2" and "Trang 3" are one and the same footer; a lone figure is left to `_is_number`.
    return DIGITS.sub("#", " ".join(line.split()))
