"""The report as it reads: its paragraphs and rows with figures lit and blanks shown."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tuquan.intake.queries.lighting import LitBlock, Segment
from tuquan.reader.lint import BLANK

BLANKED = re.compile(f"({BLANK}+)")
PLAIN = '<span class="{}" data-start="{}">{}</span>'
COVERED = '<span class="blanked" data-start="{}" title="Đã che: không lưu trong phần mềm">{}</span>'
# Its own address, so that the candidate can lead back to its words; a link, so that it works without scripts.
FOUND = '<a class="found {}" id="cau-{}" href="#so-{}" data-so="{}" data-start="{}">{}</a>'


@dataclass(frozen=True)
class Lights:
    """How figures are lit: `looks` is the class of each finding by its key, `current` the one being judged.

    `cuts`: where sentences that hold a figure begin and end, in order, so that a whole sentence can be lit.
    """

    looks: Mapping[int, str]
    current: int | None
    sentence: range
    cuts: tuple[int, ...] = ()


@dataclass(frozen=True)
class ShownBlock:
    """A paragraph or line (one cell), or a table's row. `html` of a cell holds every character of the block."""

    is_row: bool
    cells: tuple[SafeString, ...]


def shown_blocks(blocks: Iterable[LitBlock], lights: Lights) -> Iterator[ShownBlock]:
    """Blocks in order, cells of one row together."""
    row: list[SafeString] = []
    row_label = ""
    for block in blocks:
        label = block.label.rpartition(", cột")[0] if block.kind == "cell" else ""
        if row and label != row_label:
            yield ShownBlock(True, tuple(row))
            row = []
        row_label = label
        lit = _lit(block.segments, lights)
        if block.kind == "cell":
            row.append(lit)
        else:
            yield ShownBlock(False, (lit,))
    if row:
        yield ShownBlock(True, tuple(row))


def _lit(segments: Iterable[Segment], lights: Lights) -> SafeString:
    pieces = [piece for segment in segments for piece in _pieces(segment, lights)]
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _pieces(segment: Segment, lights: Lights) -> Iterator[SafeString]:
    at = segment.start
    for part in BLANKED.split(segment.text):
        if part.startswith(BLANK):
            yield format_html(COVERED, at, part)
        elif part and segment.candidate is not None and not segment.candidate.finding.masked:
            key = segment.candidate.finding.pk
            look = f"{lights.looks[key]} found-current" if key == lights.current else lights.looks[key]
            yield format_html(FOUND, look, at, key, key, at, part)
        elif part:
            yield from _plain(part, at, lights)
        at += len(part)


def _plain(part: str, at: int, lights: Lights) -> Iterator[SafeString]:
    inside = lights.cuts[bisect_right(lights.cuts, at) : bisect_left(lights.cuts, at + len(part))]
    for start, end in zip((at, *inside), (*inside, at + len(part)), strict=True):
        look = "sentence-current" if start in lights.sentence else ""
        yield format_html(PLAIN, look, start, part[start - at : end - at])
