"""A pdf: the lines of its text layer, with lines of one sentence put together again."""

from collections import Counter

from tuquan.reader.opening.composer import Composer
from tuquan.reader.opening.furniture import furniture
from tuquan.reader.opening.notes import sentences
from tuquan.reader.opening.opened import OpenedDocument
from tuquan.reader.opening.pdf_pages import Page, pages_of
from tuquan.reader.opening.refusals import refusal

CLOSES = tuple(".;:!?…)]}”\"'")
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
    before = ""
    for page in pages:
        for at, line in enumerate(page.lines):
            if (page.number, at) not in left_out:
                before = _line(composer, before, line.strip(), f"trang {page.number}, dòng {at + 1}")


def _line(composer: Composer, before: str, line: str, label: str) -> str:
    if before:
        goes_on = _goes_on(before, line)
        composer.counts["joined_line"] += goes_on
        composer.separate(" " if goes_on else "\n")
    place = composer.place
    composer.write(line)
    written = composer.block("line", place, label)
    return line if written else before


def _goes_on(before: str, line: str) -> bool:
    """Whether a line carries on the sentence of the line before: no closing mark, then a lower-case letter."""
    return not before.endswith(CLOSES) and line[:1].islower() and not _bullet(line)


def _bullet(line: str) -> bool:
    # "a) …", "b. …" begin a point of a list.
    return len(line) > 1 and line[1] in ").,/"


def _listed(numbers: list[int]) -> str:
    named = ", ".join(str(number) for number in numbers[:MAX_PAGES_NAMED])
    return named + (", …" if len(numbers) > MAX_PAGES_NAMED else "")
