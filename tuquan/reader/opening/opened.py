"""What opening a document gives: its text, where each piece of it stood, and what was left out."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["paragraph", "cell", "line", "page"]
DocumentKind = Literal["docx", "doc", "odt", "rtf", "pdf", "sheet", "html", "text", "scan"]


@dataclass(frozen=True)
class Block:
    """A paragraph, cell or line; `text[start:end]` is exactly its characters (code points, end exclusive)."""

    kind: BlockKind
    start: int
    end: int
    label: str


@dataclass(frozen=True)
class FoundMark:
    """A Word content control that carries a tag (`w:sdt`, `w:tag`), with the span of the text in it."""

    tag: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class OpenedDocument:
    """The text of a document as typed; every span of the reader counts code points of `text`.

    `blocks` stand in the order of the text and do not overlap; `notes` are Vietnamese sentences
    that say what was left out or changed. `from_ocr`: a page or more was read from a picture (kind "scan").
    """

    text: str
    blocks: tuple[Block, ...]
    kind: DocumentKind
    notes: tuple[str, ...]
    marks: tuple[FoundMark, ...] = ()
    from_ocr: bool = False

    def block_at(self, position: int) -> Block | None:
        """The block that holds this position of the text; None between blocks."""
        before = bisect_right(self.blocks, position, key=lambda block: block.start)
        block = self.blocks[before - 1] if before else None
        return block if block and position < block.end else None
