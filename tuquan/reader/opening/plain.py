"""A plain text file: UTF-8, or UTF-16 with its byte-order mark; each line is a block."""

import codecs

from tuquan.reader.opening.composer import Composer
from tuquan.reader.opening.legacy import legacy_charset
from tuquan.reader.opening.notes import sentences
from tuquan.reader.opening.opened import OpenedDocument
from tuquan.reader.opening.refusals import Unreadable, refusal

CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c"))
# More control bytes than one in fifty: some other kind of file.
BINARY_SHARE = 50


def open_plain(data: bytes) -> OpenedDocument:
    """The text of a plain file; raises Unreadable."""
    composer = Composer()
    typed = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate(typed.split("\n"), start=1):
        if line.strip():
            place = composer.place
            composer.write(line)
            composer.block("line", place, f"dòng {number}")
        # Blank lines stay: they part the sections of a text that has no other layout.
        composer.separate("\n")
    return OpenedDocument(composer.text(), tuple(composer.blocks), "text", sentences(composer.counts))


def decode(data: bytes) -> str:
    """The characters of the file; raises Unreadable when they are not Unicode."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(data, "utf-16")
    if _binary(data):
        raise refusal("unknown_type")
    return _strictly(data, "utf-8-sig")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as broken:
        raise _not_unicode(data) from broken


def _binary(data: bytes) -> bool:
    return (len(data) - len(data.translate(None, CONTROLS))) * BINARY_SHARE > len(data)


def _not_unicode(data: bytes) -> Unreadable:
    charset = legacy_charset(data.decode("latin-1"))
    return refusal("legacy_encoding", charset=charset) if charset else refusal("unknown_encoding")
