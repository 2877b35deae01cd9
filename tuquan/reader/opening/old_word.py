"""A Word file of before 2007 (.doc): its stories by the piece table ([MS-DOC] 2.4.1), without its layout."""

import io
import re
import struct
from collections.abc import Iterator

import olefile

from tuquan.reader.opening import limits
from tuquan.reader.opening.composer import Composer
from tuquan.reader.opening.lines import write_lines
from tuquan.reader.opening.notes import sentences
from tuquan.reader.opening.opened import OpenedDocument
from tuquan.reader.opening.refusals import refusal
from tuquan.reader.secrecy import secrecy_mark

# Offsets in the file information block: flags, lengths of the stories, place of the piece table.
FLAGS, LENGTHS, PIECES = 0x0A, 0x4C, 0x01A2
ENCRYPTED, SECOND_TABLE = 0x0100, 0x0200
# The stories stand one after the other in this order.
STORIES = ("main", "footnotes", "headers", "macros", "comments", "endnotes", "boxes", "header_boxes")
EIGHT_BIT = 0x40000000
# Codes of fields ("HYPERLINK …", "PAGE") stand between these; what they show comes after the second.
FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14|(?=\x15))")
FIELD_END = "\x15"
PICTURE = re.compile("[\x01\x08]")
ROW_END = re.compile("\x07{2}")
BROKEN = (struct.error, ValueError, OSError, KeyError, IndexError, OverflowError, AttributeError, TypeError)


def open_old_word(data: bytes) -> OpenedDocument:
    """The text of a .doc: body, notes and text boxes; headers only when they bear a secrecy mark. Raises Unreadable."""
    try:
        stories = _stories(data)
    except BROKEN as broken:
        raise refusal("damaged", where="tệp Word kiểu cũ") from broken
    composer = Composer()
    composer.counts["picture"] = len(PICTURE.findall(stories["main"]))
    _mark_around(composer, stories)
    write_lines(composer, _lines(stories["main"]), label="đoạn")
    for name, note, label in (
        ("footnotes", "footnote", "chú thích, đoạn"), ("endnotes", "footnote", "chú thích cuối, đoạn"),
        ("boxes", "text_box", "khung chữ, đoạn"),
    ):  # fmt: skip
        composer.counts[note] += bool(stories[name].strip())
        write_lines(composer, _lines(stories[name]), label=label)
    composer.counts["comment"] = int(bool(stories["comments"].strip()))
    composer.counts["old_word"] = 1
    return OpenedDocument(composer.text(), tuple(composer.blocks), "doc", sentences(composer.counts))


def _stories(data: bytes) -> dict[str, str]:
    with olefile.OleFileIO(io.BytesIO(data)) as file:
        word = file.openstream("WordDocument").read(limits.MAX_FILE_BYTES)
        (flags,) = struct.unpack_from("<H", word, FLAGS)
        if flags & ENCRYPTED:
            raise refusal("encrypted")
        table = file.openstream("1Table" if flags & SECOND_TABLE else "0Table").read(limits.MAX_FILE_BYTES)
    start, length = struct.unpack_from("<II", word, PIECES)
    text = "".join(_pieces(word, table[start : start + length]))
    lengths = struct.unpack_from("<8I", word, LENGTHS)
    found, at = {}, 0
    for name, size in zip(STORIES, lengths, strict=True):
        found[name] = text[at : at + size]
        at += size
    return found


def _pieces(word: bytes, table: bytes) -> Iterator[str]:
    """The text piece by piece: each says where its characters stand, and whether they take one byte or two."""
    at = 0
    while table[at] == 1:  # changes of formatting come first
        at += 3 + int(struct.unpack_from("<H", table, at + 1)[0])
    (size,) = struct.unpack_from("<I", table, at + 1)
    body = table[at + 5 : at + 5 + size]
    count = (len(body) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", body)
    for number in range(count):
        (place,) = struct.unpack_from("<I", body, 4 * (count + 1) + 8 * number + 2)
        length = ends[number + 1] - ends[number]
        if place & EIGHT_BIT:
            start = (place & ~EIGHT_BIT) // 2
            yield word[start : start + length].decode("cp1252", "replace")
        else:
            yield word[place : place + 2 * length].decode("utf-16-le", "replace")


def _lines(story: str) -> Iterator[str]:
    """Paragraphs, and rows whose cells part at tabs."""
    shown = PICTURE.sub("", FIELD.sub("", story).replace(FIELD_END, ""))
    for line in ROW_END.sub("\r", shown).split("\r"):
        yield from line.rstrip("\x07").replace("\x07", "\t").replace("\x0b", "\n").split("\n")


def _mark_around(composer: Composer, stories: dict[str, str]) -> None:
    around = "\n".join(line for name in ("headers", "header_boxes") for line in _lines(stories[name]))
    composer.counts["header"] = int(bool(around.strip()))
    if mark := secrecy_mark(around):
        place = composer.place
        composer.write(mark)
        composer.block("paragraph", place, "đầu trang, chân trang")
        composer.separate("\n")
        composer.counts["header_mark"] = 1
