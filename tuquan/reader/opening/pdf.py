"""A pdf: the lines of its text layer, with lines of one sentence put together again."""

from collections import Counter
from dataclasses import replace

from tuquan.reader.opening import ocr
from tuquan.reader.opening.composer import Composer
from tuquan.reader.opening.furniture import furniture
from tuquan.reader.opening.line_joins import goes_on
from tuquan.reader.opening.notes import sentences
from tuquan.reader.opening.opened import DocumentKind, OpenedDocument
from tuquan.reader.opening.pdf_pages import Page, pages_of
from tuquan.reader.opening.refusals import Unreadable, refusal

MAX_PAGES_NAMED = 12


def open_pdf(data: bytes) -> OpenedDocument:
    """The text of a pdf, its scanned pages by OCR where that is installed.

    Raises Unreadable, `no_text_layer` when every page is a picture and none can be read, `no_letters` when its fonts
    do not tell their letters.
    """
    pages = pages_of(data)
    scanned = [page for page in pages if page.scanned]
    read = [page for page in ocr.read_pages(data, [page.number for page in scanned]) if page.lines] if scanned else []
    if pages and len(scanned) == len(pages) and not read:
        raise _unreadable(pages)
    composer = Composer()
    raise_mark(composer, _stamp(data, pages) or next((page.mark for page in read), ""))
    pages = _with(pages, read)
    write_pages(composer, pages)
    kind: DocumentKind = "scan" if all(page.recognised for page in pages) and pages else "pdf"
    return OpenedDocument(composer.text(), tuple(composer.blocks), kind, _said(composer, pages, read))


def _unreadable(pages: list[Page]) -> Unreadable:
    code = "no_letters" if all(page.garbled for page in pages) else "no_text_layer"
    return refusal(code, pages=len(pages), help=ocr.missing())


def _stamp(data: bytes, pages: list[Page]) -> str:
    """The secrecy stamp in a picture on a first page that has letters of its own."""
    first = pages[0] if pages else None
    if first is None or first.scanned or not first.pictures:
        return ""
    return ocr.stamp_on(data, first.number, first.pictures)


def _with(pages: list[Page], read: list[ocr.ReadPage]) -> list[Page]:
    """The pages, with the lines that OCR read in place of a picture."""
    lines = {page.number: page.lines for page in read}
    return [
        replace(page, lines=lines[page.number], recognised=True) if page.number in lines else page for page in pages
    ]


def _said(composer: Composer, pages: list[Page], read: list[ocr.ReadPage]) -> tuple[str, ...]:
    """The notes: which pages were recognised, and what was not read, by page."""
    here = {page.number for page in read}
    unread = [page for page in pages if page.scanned and not page.recognised]
    told = {
        "ocr": sorted(here),
        "scanner_text": [page.number for page in pages if page.recognised and page.number not in here],
        "scanned_page": [page.number for page in unread if not page.garbled],
        "garbled_page": [page.number for page in unread if page.garbled],
        "pictured_page": [page.number for page in pages if page.pictures and not page.scanned and not page.recognised],
    }
    composer.counts.update({name: len(numbers) for name, numbers in told.items()})
    return sentences(composer.counts, **{f"{name}_at": _listed(numbers) for name, numbers in told.items()})


def raise_mark(composer: Composer, mark: str) -> None:
    """A secrecy stamp that OCR found stands first, as a line of its own."""
    if mark:
        _line(composer, mark, "dấu trong ảnh quét", from_ocr=True)
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
                before = _line(composer, line.strip(), label, joined=joined, from_ocr=page.recognised) or before
                width = page.width


def _line(composer: Composer, line: str, label: str, *, joined: bool = False, from_ocr: bool) -> str:
    if composer.blocks:
        composer.counts["joined_line"] += joined
        composer.separate(" " if joined else "\n")
    place = composer.place
    composer.write(line)
    return line if composer.block("line", place, label, from_ocr=from_ocr) else ""


def _listed(numbers: list[int]) -> str:
    named = ", ".join(str(number) for number in numbers[:MAX_PAGES_NAMED])
    return named + (", …" if len(numbers) > MAX_PAGES_NAMED else "")
