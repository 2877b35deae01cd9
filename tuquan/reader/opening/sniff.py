"""What a file is by its content; its name proves nothing."""

import re

from tuquan.reader.opening.refusals import refusal

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF = b"%PDF-"
RTF = b"{\\rtf"
# The pdf standard lets its header stand anywhere in the first 1024 bytes.
PDF_HEADER_WITHIN = 1024

FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"#!/", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"RIFF", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"PK\x05\x06", "archive"),
)
# Two letters alone may begin a plain text ("MZ", "BM"): these need a NUL near the head as well.
# Pictures that a scanner or a phone makes: read by OCR where it is installed.
IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
SHORT = (b"MZ", b"BM", b"RIFF", b"BZh")
HTML = (b"<!doctype html", b"<html")
XML = (b"mime-version:", b"<?xml")
# Two such lines at the head are a letter saved from a mailbox.
MAIL = re.compile(
    rb"(?:return-path|received|delivered-to|from|to|date|subject|message-id|x-[\w-]+):[^\n]*\n(?:[ \t][^\n]*\n)*"
    rb"(?:return-path|received|delivered-to|from|to|date|subject|message-id|mime-version|x-[\w-]+):", re.I
)  # fmt: skip
OLE_REFUSED = (("__substg1.0_", "mail"), ("EncryptedPackage", "encrypted"), ("PowerPoint Document", "presentation"))
OLE_STREAMS = (("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"))


def sniff(data: bytes) -> str:
    """A key of door.OPENERS; raises Unreadable for what is known to be something else."""
    if data.startswith(ZIP):
        return "zip"
    if data.startswith(OLE):
        return _inside_ole(data)
    if data.startswith(RTF):
        return "rtf"
    if data.startswith(IMAGES):
        return "image"
    if _head(data).startswith(HTML) or _xhtml(data):
        return "html"
    if code := _foreign(data):
        raise refusal(code, help="")
    return "pdf" if PDF in data[:PDF_HEADER_WITHIN] else "text"


def _inside_ole(data: bytes) -> str:
    for name, code in OLE_REFUSED:
        if name.encode("utf-16-le") in data:
            raise refusal(code)
    for name, kind in OLE_STREAMS:
        if name.encode("utf-16-le") in data:
            return kind
    raise refusal("unknown_type")


def _head(data: bytes) -> bytes:
    return data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()


def _xhtml(data: bytes) -> bool:
    return _head(data).startswith(b"<?xml") and b"<html" in _head(data)


def _foreign(data: bytes) -> str | None:
    if data[4:12] in (b"ftypheic", b"ftypmif1", b"ftypavif"):
        return "picture"
    if MAIL.match(data[:4000]):
        return "mail"
    for magic, code in FOREIGN:
        if data.startswith(magic) and (magic not in SHORT or b"\x00" in data[:512]):
            return code
    return "word_xml" if _head(data).startswith(XML) else None
