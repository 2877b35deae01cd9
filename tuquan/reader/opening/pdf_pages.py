"""The text layer of a pdf, page by page, through pdfium."""

import re
import threading
import zlib
from dataclasses import dataclass

import pypdfium2

from tuquan.reader.opening import limits
from tuquan.reader.opening.characters import visible
from tuquan.reader.opening.pdf_cells import page_text
from tuquan.reader.opening.pdf_pictures import Box, drawn_unseen, pictures, unmapped
from tuquan.reader.opening.refusals import Unreadable, refusal

# pdfium keeps global state: one document at a time in a process.
PDFIUM = threading.Lock()
STREAM = re.compile(rb"stream\r?\n")
LONGEST_DICTIONARY = 2000
END = b"%%EOF"
END_WITHIN = 2048
# A page whose picture bears fewer letters than this is a scan (a stamp of a digital signature has about 60).
SCAN_LETTERS = 100
SOFT_BREAK = re.compile("\u00ad(?:\r?\n)?")
# pdfium puts this in place of a hyphen and the line end after it ("2021-" and "2025" become one).
HYPHEN_BREAK = re.compile("\ufffe|\x02")


@dataclass(frozen=True)
class Page:
    """The lines of a page from the top; `scanned` when it is a picture with hardly any letters.

    `recognised`: its letters come from a picture, by OCR here or by the scanner. `pictures`: where they stand on it.
    `garbled`: its fonts do not say which letters they draw, so `lines` is empty.
    """

    number: int
    lines: tuple[str, ...]
    scanned: bool
    recognised: bool = False
    pictures: tuple[Box, ...] = ()
    garbled: bool = False

    @property
    def width(self) -> int:
        """Characters of its longest line."""
        return max(map(len, self.lines), default=0)


def pages_of(data: bytes) -> list[Page]:
    """Every page; raises Unreadable when one of them cannot be read (never half a document)."""
    if END not in data[-END_WITHIN:]:
        raise refusal("damaged", where="thiếu phần cuối tệp")
    _check_streams(data)
    with PDFIUM:
        return _read(data)


def _check_streams(data: bytes) -> None:
    total = 0
    for found in STREAM.finditer(data):
        if b"/Image" in _dictionary(data, found.start()):
            continue  # pictures are not decoded here
        total += _inflated(data, found.end())
        if total > limits.MAX_STREAM_BYTES:
            raise refusal("bomb", where=f"hơn {limits.MAX_STREAM_BYTES // 1024**2} MB chữ và nét vẽ")


def _dictionary(data: bytes, end: int) -> bytes:
    """What stands between the head of the object and its stream."""
    before = data[max(0, end - LONGEST_DICTIONARY) : end]
    return before[before.rfind(b"obj") + 1 :]


def _inflated(data: bytes, start: int) -> int:
    if data[start : start + 1] not in (b"x", b"h", b"H", b"X", b"8", b"\x18", b"\x28", b"\x38"):
        return 0  # not deflate
    size, engine, at = 0, zlib.decompressobj(), start
    try:
        while not engine.eof and at < len(data) and size <= limits.MAX_STREAM_BYTES:
            held = engine.unconsumed_tail
            if not held:
                held, at = data[at : at + 65536], at + 65536
            size += len(engine.decompress(held, 1 << 20))
    except zlib.error:
        pass  # pdfium decides whether a broken stream can still be read
    return size


def _read(data: bytes) -> list[Page]:
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > limits.MAX_PAGES:
                raise refusal("too_long", where=f"{len(document)} trang")
            return [_page(document, number) for number in range(1, len(document) + 1)]
    except pypdfium2.PdfiumError as broken:
        raise _why(broken) from broken


def _why(broken: Exception) -> Unreadable:
    said = str(broken).lower()
    if "password" in said or "security" in said:
        return refusal("encrypted")
    return refusal("damaged", where="không mở được văn bản hoặc một trang của nó")


def _page(document: pypdfium2.PdfDocument, number: int) -> Page:
    with_page = document[number - 1]
    # pdfium keeps a mark for every point of a page's sides while it puts letters in order.
    if max(with_page.get_size()) > limits.MAX_PAGE_POINTS:
        raise refusal("damaged", where=f"khổ của trang {number}")
    layer = with_page.get_textpage()
    garbled = unmapped(layer)
    typed = "" if garbled else page_text(layer)
    seen = pictures(with_page)
    recognised = bool(seen) and drawn_unseen(layer)
    layer.close()
    with_page.close()
    scanned = garbled or (visible(typed) < SCAN_LETTERS and bool(seen))
    return Page(number, _lines(typed), scanned, recognised, seen, garbled)


def _lines(typed: str) -> tuple[str, ...]:
    whole = HYPHEN_BREAK.sub("-", SOFT_BREAK.sub("", typed))
    return tuple(line for line in re.split("\r\n?|\n", whole) if line.strip())
