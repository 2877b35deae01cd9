"""Opens what was sent, or says why not; the only way in."""

from collections.abc import Callable

from tuquan.reader.opening import characters, limits
from tuquan.reader.opening.docx import open_docx
from tuquan.reader.opening.legacy import refuse_legacy
from tuquan.reader.opening.opened import OpenedDocument
from tuquan.reader.opening.pdf import open_pdf
from tuquan.reader.opening.plain import open_plain
from tuquan.reader.opening.refusals import Unreadable, refusal
from tuquan.reader.opening.sniff import sniff

OPENERS: dict[str, Callable[[bytes], OpenedDocument]] = {"zip": open_docx, "pdf": open_pdf, "text": open_plain}
MAX_NAME = 80


def open_document(data: bytes, *, file_name: str) -> OpenedDocument:
    """The text of a docx, pdf or plain text file with its positions, notes and content controls.

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
    opened = OPENERS[sniff(data)](data)
    if not characters.visible(opened.text):
        raise refusal("no_text")
    refuse_legacy(opened.text)
    return opened


def _shown(file_name: str) -> str:
    plain = " ".join(characters.clean(file_name)[0].split())
    return plain if len(plain) <= MAX_NAME else plain[: MAX_NAME - 1] + "…"
