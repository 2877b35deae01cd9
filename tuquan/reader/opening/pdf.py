"""A pdf: the lines of its text layer, with lines of one sentence put together again."""

import re
from collections import Counter

from tuquan.reader.opening.composer import Composer
from tuquan.reader.opening.furniture import furniture
from tuquan.reader.opening.notes import sentences
from tuquan.reader.opening.opened import OpenedDocument
from tuquan.reader.opening.pdf_pages import Page, pages_of
from tuquan.reader.opening.refusals import refusal

CLOSES = tuple(".;:!?…)]}”\"'")
# "củng cố" / "12 mô hình": a number goes on with the sentence when a lower-case word follows it.
NUMBER_THEN_WORD = re.compile(r"\d[\d.,/]*%?\s+(\w)")
LIST_NUMBER = re.compile(r"\d+(?:\.\d+)*[.)/]\s")
# … and when the line before is about full, so that it was the width of the page that broke it.
FULL = 0.7
MAX_PAGES_NAMED = 12


def open_pdf(data: bytes) -> OpenedDocument:
    """The text of a pdf; raises Unreadable, `no_text_layer` when every page is a picture."""
    pages = pages_of(data)
    scanned = [page.number for page in pages if page.scanned]
    if pages and len(scanned) == len(pages):
        raise refusal("no_text_layer", pages=len(pages))
    composer = Composer()
    _write(composer, pages)
    composer.counts["scanned_page"] = len(scanned)
    said = sentences(composer.counts, pages=_listed(scanned))
    return OpenedDocument(composer.text(), tuple(composer.blocks), "pdf", said)


def _write(composer: Composer, pages: list[Page]) -> None:
    left_out = furniture(pages)
    composer.counts += Counter(left_out.values())
    width = max((len(line) for page in pages for line in page.lines), default=0)
    before = ""
    for page in pages:
        for at, line in enumerate(page.lines):
            if (page.number, at) not in left_out:
                goes_on = _goes_on(before, line.strip(), full=len(before) >= FULL * width)
                before = _line(composer, before, line.strip(), goes_on, f"trang {page.number}, dòng {at + 1}")


def _line(composer: Composer, before: str, line: str, goes_on: bool, label: str) -> str:
    if before:
        composer.counts["joined_line"] += goes_on
        composer.separate(" " if goes_on else "\n")
    place = composer.place
    composer.write(line)
    written = composer.block("line", place, label)
    return line if written else before


def _goes_on(before: str, line: str, *, full: bool) -> bool:
    """Whether a line carries on the sentence of the line before, which has no closing mark."""
    if not before or before.endswith(CLOSES):
        return False
    if line[:1].islower():
        return not _bullet(line)
    number = NUMBER_THEN_WORD.match(line)
    return full and number is not None and number[1].islower() and not LIST_NUMBER.match(line)


def _bullet(line: str) -> bool:
    # "a) …", "b. …" begin a point of a list.
    return len(line) > 1 and line[1] in ").,/"


def _listed(numbers: list[int]) -> str:
    named = ", ".join(str(number) for number in numbers[:MAX_PAGES_NAMED])
    return named + (", …" if len(numbers) > MAX_PAGES_NAMED else "")
