"""Opens what was sent, or says why not; the only way in."""

from collections.abc import Callable

from tuquan.reader.opening import characters, limits
from tuquan.reader.opening.charsets import unicoded
from tuquan.reader.opening.html import open_html
from tuquan.reader.opening.image import open_image
from tuquan.reader.opening.legacy import legacy_charset, legacy_pieces
from tuquan.reader.opening.old_word import open_old_word
from tuquan.reader.opening.opened import OpenedDocument
from tuquan.reader.opening.pdf import open_pdf
from tuquan.reader.opening.plain import open_plain
from tuquan.reader.opening.refusals import Unreadable, refusal
from tuquan.reader.opening.rtf import open_rtf
from tuquan.reader.opening.sniff import sniff
from tuquan.reader.opening.spreadsheet import open_spreadsheet
from tuquan.reader.opening.zipped import open_zip

OPENERS: dict[str, Callable[[bytes], OpenedDocument]] = {
    "zip": open_zip,
    "pdf": open_pdf,
    "image": open_image,
    "text": open_plain,
    "html": open_html,
    "rtf": open_rtf,
    "doc": open_old_word,
    "xls": open_spreadsheet,
}
MAX_NAME = 80


def open_document(data: bytes, *, file_name: str) -> OpenedDocument:
    """The text of an office file (docx, doc, odt, rtf, pdf, xlsx, xls, ods, html, txt, scans) with positions and notes.

    `data` is the whole file; its kind is told by content, `file_name` only names it in messages.
    Raises Unreadable, whose `code` is a key of `refusals.SENTENCES` and whose `message` is a
    Vietnamese sentence: which file, what is wrong, what to do.
    """
    try:
        return _open(data)
    except Unreadable as reason:
        message = f"Không đọc được tệp “{_shown(file_name)}”: {reason.message}"
        raise Unreadable(reason.code, message) from reason


def _open(data: bytes) -> OpenedDocument:
    if not data:
        raise refusal("empty_file")
    if len(data) > limits.MAX_FILE_BYTES:
        raise refusal("too_big", megabytes=-(-len(data) // 1024**2), limit=limits.MAX_FILE_BYTES // 1024**2)
    opener = OPENERS[sniff(data)]
    opened = opener(data)
    if not characters.visible(opened.text):
        raise refusal("no_text")
    charset = legacy_charset(opened.text)
    if charset is None:
        return _partly_old(opener, data, opened)
    # The sign that Unicode hides as a soft hyphen is the letter ư of TCVN3: read again with it.
    with characters.soft_hyphens_kept():
        return unicoded(opener(data), charset)


def _partly_old(opener: Callable[[bytes], OpenedDocument], data: bytes, opened: OpenedDocument) -> OpenedDocument:
    """A text some of whose paragraphs or cells were copied from an older one."""
    found = legacy_pieces([opened.text[block.start : block.end] for block in opened.blocks])
    if found is None:
        return opened
    with characters.soft_hyphens_kept():
        again = opener(data)
    return unicoded(again, found[0], found[1]) if len(again.blocks) == len(opened.blocks) else opened


def _shown(file_name: str) -> str:
    plain = " ".join(characters.clean(file_name)[0].split())
    return plain if len(plain) <= MAX_NAME else plain[: MAX_NAME - 1] + "…"
