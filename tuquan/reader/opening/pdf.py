"""A pdf: the lines of its text layer, with lines of one sentence put together again."""

from collections import Counter

from tuquan.reader.opening.composer import Composer
from tuquan.reader.opening.furniture import furniture
from tuquan.reader.opening.line_joins import goes_on
from tuquan.reader.opening.notes import sentences
from tuquan.reader.opening.opened import OpenedDocument
from tuquan.reader.opening.pdf_pages import Page, pages_of
from tuquan.reader.opening.refusals import refusal

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
    before, width = "", 0
    for page in pages:
        for at, line in enumerate(page.lines):
            if (page.number, at) not in left_out:
                joined = bool(before) and goes_on(before, line.strip(), width=width)
                label = f"trang {page.number}, dòng {at + 1}"
                before = _line(composer, line.strip(), label, joined=joined) or before
                width = page.width


def _line(composer: Composer, line: str, label: str, *, joined: bool) -> str:
    if composer.blocks:
        composer.counts["joined_line"] += joined
        composer.separate(" " if joined else "\n")
    place = composer.place
    composer.write(line)
    return line if composer.block("line", place, label) else ""


def _listed(numbers: list[int]) -> str:
    named = ", ".join(str(number) for number in numbers[:MAX_PAGES_NAMED])
    return named + (", …" if len(numbers) > MAX_PAGES_NAMED else "")
