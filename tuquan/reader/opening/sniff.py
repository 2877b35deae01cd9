"""What a file is by its content; its name proves nothing."""

from tuquan.reader.opening.refusals import Unreadable, refusal

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF = b"%PDF-"
# The pdf standard lets its header stand anywhere in the first 1024 bytes.
PDF_HEADER_WITHIN = 1024

FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"#!/", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"{\\rtf", "rich_text"),
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
SHORT = (b"MZ", b"BM", b"RIFF", b"BZh")
HTML = (b"<!doctype html", b"<html", b"mime-version:", b"<?xml")
OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "old_word"),
    ("Workbook", "spreadsheet"),
    ("PowerPoint Document", "presentation"),
)


def sniff(data: bytes) -> str:
    """`zip`, `pdf` or `text`; raises Unreadable for what is known to be something else."""
    if data.startswith(ZIP):
        return "zip"
    if data.startswith(OLE):
        raise _inside_ole(data)
    if code := _foreign(data):
        raise refusal(code)
    return "pdf" if PDF in data[:PDF_HEADER_WITHIN] else "text"


def _inside_ole(data: bytes) -> Unreadable:
    for name, code in OLE_STREAMS:
        if name.encode("utf-16-le") in data:
            return refusal(code)
    return refusal("unknown_type")


def _foreign(data: bytes) -> str | None:
    if data[4:12] in (b"ftypheic", b"ftypmif1", b"ftypavif"):
        return "picture"
    for magic, code in FOREIGN:
        if data.startswith(magic) and (magic not in SHORT or b"\x00" in data[:512]):
            return code
    head = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return "word_xml" if head.startswith(HTML) else None
