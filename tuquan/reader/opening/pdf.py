"""A pdf: the lines of its text layer, with lines of one sentence put together again."""

from collections import Counter

from tuquan.reader.opening import ocr
from tuquan.reader.opening.composer import Composer
from tuquan.reader.opening.furniture import furniture
from tuquan.reader.opening.line_joins import goes_on
from tuquan.reader.opening.notes import sentences
from tuquan.reader.opening.opened import DocumentKind, OpenedDocument
from tuquan.reader.opening.pdf_pages import Page, pages_of
from tuquan.reader.opening.refusals import refusal

MAX_PAGES_NAMED = 12


def open_pdf(data: bytes) -> OpenedDocument:
    """The text of a pdf, its scanned pages by OCR where that is installed.

    Raises Unreadable, `no_text_layer` when every page is a picture and none can be read.
    """
    pages = pages_of(data)
    scanned = [page.number for page in pages if page.scanned]
    read = [page for page in ocr.read_pages(data, scanned) if page.lines] if scanned else []
    if pages and len(scanned) == len(pages) and not read:
        raise refusal("no_text_layer", pages=len(pages), help=ocr.missing())
    composer = Composer()
    raise_mark(composer, read)
    write_pages(composer, _with(pages, read))
    unread = [number for number in scanned if number not in {page.number for page in read}]
    composer.counts["scanned_page"], composer.counts["ocr"] = len(unread), len(read)
    said = sentences(composer.counts, pages=_listed(unread))
    kind: DocumentKind = "scan" if read else "pdf"
    return OpenedDocument(composer.text(), tuple(composer.blocks), kind, said, from_ocr=bool(read))


def _with(pages: list[Page], read: list[ocr.ReadPage]) -> list[Page]:
    """The pages, with the lines that OCR read in place of a picture."""
    lines = {page.number: page.lines for page in read}
    return [Page(page.number, lines.get(page.number, page.lines), page.scanned) for page in pages]


def raise_mark(composer: Composer, read: list[ocr.ReadPage]) -> None:
    """A secrecy stamp on the first page that was read stands first, as a line of its own."""
    if read and read[0].mark:
        _line(composer, read[0].mark, "dấu trong ảnh quét", joined=False)
        composer.counts["ocr_mark"] = 1


def write_pages(composer: Composer, pages: list[Page]) -> None:
    """Lay down the lines of the pages, without page furniture, sentences put together again."""
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
