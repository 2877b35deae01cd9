"""The report as it reads: its paragraphs and rows with figures lit and blanks shown."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tuquan.intake.queries.lighting import LitBlock, Segment
from tuquan.reader.lint import BLANK

BLANKED = re.compile(f"({BLANK}+)")
PLAIN = '<span data-start="{}">{}</span>'
COVERED = '<span class="blanked" data-start="{}" title="Đã che: không lưu trong phần mềm">{}</span>'
# Its own address, so that the candidate can lead back to its words; a link, so that it works without scripts.
FOUND = '<a class="found {}" id="cau-{}" href="#so-{}" data-so="{}" data-start="{}">{}</a>'


@dataclass(frozen=True)
class ShownBlock:
    """A paragraph or line (one cell), or a table's row. `html` of a cell holds every character of the block."""

    is_row: bool
    cells: tuple[SafeString, ...]


def shown_blocks(blocks: Iterable[LitBlock], looks: Mapping[int, str], current: int | None) -> Iterator[ShownBlock]:
    """Blocks in order, cells of one row together. `looks`: class of each finding's figure by its key."""
    row: list[SafeString] = []
    row_label = ""
    for block in blocks:
        label = block.label.rpartition(", cột")[0] if block.kind == "cell" else ""
        if row and label != row_label:
            yield ShownBlock(True, tuple(row))
            row = []
        row_label = label
        lit = _lit(block.segments, looks, current)
        if block.kind == "cell":
            row.append(lit)
        else:
            yield ShownBlock(False, (lit,))
    if row:
        yield ShownBlock(True, tuple(row))


def _lit(segments: Iterable[Segment], looks: Mapping[int, str], current: int | None) -> SafeString:
    pieces = [piece for segment in segments for piece in _pieces(segment, looks, current)]
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _pieces(segment: Segment, looks: Mapping[int, str], current: int | None) -> Iterator[SafeString]:
    at = segment.start
    for part in BLANKED.split(segment.text):
        if part.startswith(BLANK):
            yield format_html(COVERED, at, part)
        elif part and segment.candidate is not None and not segment.candidate.finding.masked:
            key = segment.candidate.finding.pk
            look = f"{looks[key]} found-current" if key == current else looks[key]
            yield format_html(FOUND, look, at, key, key, at, part)
        elif part:
            yield format_html(PLAIN, at, part)
        at += len(part)
