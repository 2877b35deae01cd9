"""What opening a document gives: its text, where each piece of it stood, and what was left out."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["paragraph", "cell", "line", "page"]
DocumentKind = Literal["docx", "doc", "odt", "rtf", "pdf", "sheet", "html", "text", "scan"]


@dataclass(frozen=True)
class Block:
    """A paragraph, cell or line; `text[start:end]` is exactly its characters (code points, end exclusive).

    `from_ocr`: its letters were recognised from a picture, here or by the scanner that made the file.
    """

    kind: BlockKind
    start: int
    end: int
    label: str
    from_ocr: bool = False


@dataclass(frozen=True)
class FoundMark:
    """A Word content control that carries a tag (`w:sdt`, `w:tag`), with the span of the text in it."""

    tag: str
    text: str
    start: int
    end: int


def joined_spans(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans in order, those joined that only a separator parts."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start <= found[-1][1] + 1:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


@dataclass(frozen=True)
class OpenedDocument:
    """The text of a document as typed; every span of the reader counts code points of `text`.

    `blocks` stand in the order of the text and do not overlap; `notes` are Vietnamese sentences
    that say what was left out or changed. Kind "scan": every page was read from a picture.
    """

    text: str
    blocks: tuple[Block, ...]
    kind: DocumentKind
    notes: tuple[str, ...]
    marks: tuple[FoundMark, ...] = ()

    @property
    def from_ocr(self) -> tuple[tuple[int, int], ...]:
        """Spans of the text that were read from pictures, by position, apart; empty where none was."""
        return joined_spans((block.start, block.end) for block in self.blocks if block.from_ocr)

    def block_at(self, position: int) -> Block | None:
        """The block that holds this position of the text; None between blocks."""
        before = bisect_right(self.blocks, position, key=lambda block: block.start)
        block = self.blocks[before - 1] if before else None
        return block if block and position < block.end else None
