"""A plain text file: UTF-8, UTF-16 with its mark, or an old Vietnamese charset; each line is a block."""

import codecs
import unicodedata

from tuquan.reader.opening.composer import Composer
from tuquan.reader.opening.csv_rows import csv_rows
from tuquan.reader.opening.legacy import ENOUGH, UNICODE, legacy_charset
from tuquan.reader.opening.lines import write_lines
from tuquan.reader.opening.notes import sentences
from tuquan.reader.opening.opened import OpenedDocument
from tuquan.reader.opening.refusals import refusal

CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c"))
# More control bytes than one in fifty: some other kind of file.
BINARY_SHARE = 50
# Every tenth letter of Vietnamese is one that Latin-1 lacks.
ENOUGH_OF = 20


def open_plain(data: bytes) -> OpenedDocument:
    """The text of a plain file; raises Unreadable."""
    composer = Composer()
    typed = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    rows = csv_rows(typed)
    if rows is None:
        write_lines(composer, typed.split("\n"), label="dòng")
    else:
        _write_rows(composer, rows)
    return OpenedDocument(composer.text(), tuple(composer.blocks), "text", sentences(composer.counts))


def _write_rows(composer: Composer, rows: list[list[str]]) -> None:
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row, start=1):
            if column > 1:
                composer.separate("\t")
            place = composer.place
            with composer.flat():
                composer.write(cell.strip())
            composer.block("cell", place, f"dòng {number}, cột {column}")
        composer.separate("\n")


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
        return _old(data, broken)


def _binary(data: bytes) -> bool:
    return (len(data) - len(data.translate(None, CONTROLS))) * BINARY_SHARE > len(data)


def _old(data: bytes, broken: UnicodeDecodeError) -> str:
    """Bytes of an old charset as the signs they are: the door turns them to Unicode. Windows-1258 is decoded here."""
    signs = data.decode("latin-1")
    if legacy_charset(signs):
        return signs
    try:
        read = unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        raise refusal("unknown_encoding") from broken
    if len(UNICODE.findall(read)) < max(ENOUGH, len(read) // ENOUGH_OF):
        raise refusal("unknown_encoding") from broken
    return read
