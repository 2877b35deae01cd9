"""A paper as its page shows it: the frozen content, its outline and what is incomplete."""

from dataclasses import dataclass

from tuquan.papers.models import Paper
from tuquan.papers.outline import Part, outline_for
from tuquan.writer.content import PaperContent
from tuquan.writer.keeping import from_json


@dataclass(frozen=True)
class FreePart:
    """A place for a person's own words: what is asked, and what stands there now."""

    part: Part
    text: str


@dataclass(frozen=True)
class Preview:
    """`content` is what both files were rendered from; nothing here is computed anew."""

    paper: Paper
    content: PaperContent
    parts: tuple[Part, ...]
    free: tuple[FreePart, ...]
    incomplete: tuple[str, ...]


def preview(paper: Paper) -> Preview:
    """Read the frozen content of a paper."""
    outline = outline_for(paper.round.report_kind.code)
    return Preview(
        paper=paper,
        content=from_json(paper.content),
        parts=outline.parts,
        free=tuple(FreePart(part, paper.free_text.get(part.key, "")) for part in outline.parts if part.free),
        incomplete=tuple(paper.incomplete),
    )
