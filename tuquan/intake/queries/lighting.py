"""The document as it reads, cut into pieces so that each figure can be lit."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from tuquan.intake.models import SourceDocument
from tuquan.intake.queries.candidates import Candidate


@dataclass(frozen=True)
class Segment:
    """Characters of the text; `candidate` is the figure they carry, or None."""

    text: str
    candidate: Candidate | None
    start: int


@dataclass(frozen=True)
class LitBlock:
    """A paragraph, row or line of the document with its place said in words."""

    label: str
    kind: str
    segments: tuple[Segment, ...]


def lit_text(document: SourceDocument, candidates: list[Candidate]) -> list[LitBlock]:
    """Blocks of the kept text in order; where two figures overlap, the one that begins first is lit."""
    spans = _without_overlap(candidates)
    ends = [candidate.finding.end for candidate in spans]
    return [
        LitBlock(str(block["label"]), str(block["kind"]), tuple(_segments(document.text, block, spans, ends)))
        for block in document.blocks or _lines(document.text)
        if document.text[block["start"] : block["end"]].strip()
    ]


def _lines(text: str) -> list[dict[str, Any]]:
    """Blocks of a text that came without any: its lines."""
    found, at = [], 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        found.append({"label": f"dòng {number}", "kind": "line", "start": at, "end": at + len(line)})
        at += len(line)
    return found


def _without_overlap(candidates: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (c.finding.start, -c.finding.end)):
        if not kept or candidate.finding.start >= kept[-1].finding.end:
            kept.append(candidate)
    return kept


def _segments(text: str, block: dict[str, Any], spans: list[Candidate], ends: list[int]) -> list[Segment]:
    first, last = int(block["start"]), int(block["end"])
    pieces: list[Segment] = []
    at = first
    for candidate in spans[bisect_right(ends, first) :]:
        start, end = max(candidate.finding.start, first), min(candidate.finding.end, last)
        if start >= last:
            break
        if at < start:
            pieces.append(Segment(text[at:start], None, at))
        pieces.append(Segment(text[start:end], candidate, start))
        at = end
    if at < last:
        pieces.append(Segment(text[at:last], None, at))
    return pieces
