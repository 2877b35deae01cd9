"""An rtf file: its paragraphs and rows, without pictures and layout."""

import re

from striprtf.striprtf import rtf_to_text

from tuquan.reader.opening.composer import Composer
from tuquan.reader.opening.lines import write_lines
from tuquan.reader.opening.notes import sentences
from tuquan.reader.opening.opened import OpenedDocument
from tuquan.reader.opening.refusals import refusal

# The package leaves headers out; a secrecy mark may stand there, so they are read as paragraphs.
AROUND = re.compile(r"\\(?:header|footer)[lrf]?(?![a-z])")
PICTURE = re.compile(r"\{\\\*?\\?pict(?![a-z])")
CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
# A row of cells ends in a bar; inside the reader cells part at tabs.
ROW = re.compile(r"^(.*\|)+.*$")


def open_rtf(data: bytes) -> OpenedDocument:
    """The text of an rtf file; raises Unreadable."""
    composer = Composer()
    typed = data.decode("latin-1")
    composer.counts["header_inside"] = len(AROUND.findall(typed))
    composer.counts["picture"] = len(PICTURE.findall(typed))
    text = _plain(AROUND.sub(r"\\par ", typed), _code_page(data))
    write_lines(composer, (_cells(line) for line in text.split("\n")), label="đoạn")
    return OpenedDocument(composer.text(), tuple(composer.blocks), "rtf", sentences(composer.counts))


def _plain(typed: str, code_page: str) -> str:
    try:
        return str(rtf_to_text(typed, encoding=code_page, errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, TypeError, IndexError, LookupError, OverflowError, RecursionError) as broken:
        raise refusal("damaged", where="cấu trúc RTF") from broken


def _code_page(data: bytes) -> str:
    found = CODE_PAGE.search(data[:2000])
    name = f"cp{found[1].decode()}" if found else "cp1252"
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name


def _cells(line: str) -> str:
    return "\t".join(cell.strip() for cell in line.split("|")).strip("\t") if ROW.match(line) else line
