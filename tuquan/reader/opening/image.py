"""A picture of a page, from a scanner or a phone: its characters by OCR."""

from tuquan.reader.opening import ocr
from tuquan.reader.opening.composer import Composer
from tuquan.reader.opening.notes import sentences
from tuquan.reader.opening.opened import OpenedDocument
from tuquan.reader.opening.pdf import raise_mark, write_pages
from tuquan.reader.opening.pdf_pages import Page
from tuquan.reader.opening.refusals import refusal


def open_image(data: bytes) -> OpenedDocument:
    """The text in a png, jpg or tiff; raises Unreadable (`picture`) where none can be read."""
    read = ocr.read_pages(data)
    if not any(page.lines for page in read):
        raise refusal("picture", help=ocr.missing())
    composer = Composer()
    raise_mark(composer, read[0].mark)
    write_pages(composer, [Page(page.number, page.lines, scanned=False, recognised=True) for page in read])
    composer.counts["ocr"] = len(read)
    said = sentences(composer.counts, ocr_at=", ".join(str(page.number) for page in read))
    return OpenedDocument(composer.text(), tuple(composer.blocks), "scan", said)
