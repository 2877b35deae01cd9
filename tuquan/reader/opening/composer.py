"""Lays a text down piece by piece and keeps where each block and mark stands."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from tuquan.reader.opening import characters, limits
from tuquan.reader.opening.opened import Block, BlockKind, FoundMark
from tuquan.reader.opening.refusals import refusal

Place = tuple[int, int]


class Composer:
    """The text so far, as pieces; every offset given out counts code points from the start of the text."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.counts: Counter[str] = Counter()
        self._marks: list[tuple[str, int, int]] = []
        self._pieces: list[str] = []
        self._length = 0
        self._flat = 0

    @property
    def place(self) -> Place:
        """Where the next piece goes: number of pieces and length of the text."""
        return len(self._pieces), self._length

    def write(self, typed: str) -> None:
        """Add text as typed, without invisible characters; on one line while flat."""
        if not typed:
            return
        kept, dropped = characters.clean(typed)
        self.counts["invisible"] += dropped
        if self._flat:
            kept = kept.replace("\n", " ").replace("\t", " ")
        self._add(kept)

    def separate(self, by: str) -> None:
        """Add a separator (between cells, rows, paragraphs) as it is."""
        self._add(by)

    def _add(self, piece: str) -> None:
        if piece:
            self._pieces.append(piece)
            self._length += len(piece)
        if self._length > limits.MAX_CHARACTERS:
            raise refusal("too_long", where=f"hơn {limits.MAX_CHARACTERS // 1_000_000} triệu ký tự")

    def since(self, place: Place) -> str:
        """The text laid down since that place."""
        return "".join(self._pieces[place[0] :])

    def cut(self, place: Place, *, keep: str = "") -> None:
        """Take back what was laid down since that place, but for `keep`; marks shrink with it."""
        del self._pieces[place[0] :]
        self._length = place[1]
        self._add(keep)
        self._clip_marks()

    def _clip_marks(self) -> None:
        # Marks are listed by their end, so only the last ones can reach past the text that is left.
        for at in range(len(self._marks) - 1, -1, -1):
            tag, start, end = self._marks[at]
            if end <= self._length:
                return
            self._marks[at] = (tag, min(start, self._length), self._length)

    def block(self, kind: BlockKind, place: Place, label: str, *, from_ocr: bool = False) -> bool:
        """Close a block begun at that place; blank at its end is cut, and a blank block is taken back."""
        text = self.since(place)
        kept = text.rstrip()
        if kept != text:
            self.cut(place, keep=kept)
        if not kept.strip():
            self.cut(place)
            return False
        if len(self.blocks) >= limits.MAX_BLOCKS:
            raise refusal("too_long", where=f"hơn {limits.MAX_BLOCKS // 1000} nghìn đoạn và ô")
        self.blocks.append(Block(kind, place[1], self._length, label, from_ocr))
        return True

    @contextmanager
    def flat(self) -> Iterator[None]:
        """While inside, tabs and line ends are written as spaces."""
        self._flat += 1
        try:
            yield
        finally:
            self._flat -= 1

    @contextmanager
    def mark(self, tag: str | None) -> Iterator[None]:
        """What is written inside belongs to the content control of this tag."""
        start = self._length
        yield
        if tag:
            self._marks.append((tag, start, self._length))

    def text(self) -> str:
        """The whole text; its last line end is left out."""
        return "".join(self._pieces).rstrip()

    def marks(self) -> tuple[FoundMark, ...]:
        """The marks met, by position, without the separators around their text."""
        text = self.text()
        return tuple(sorted((_mark(text, *raw) for raw in self._marks), key=lambda m: (m.start, -m.end)))


def _mark(text: str, tag: str, start: int, end: int) -> FoundMark:
    start = min(start, len(text))
    inner = text[start:end]
    begin = start + len(inner) - len(inner.lstrip("\t\n"))
    held = inner.strip("\t\n")
    return FoundMark(tag, held, begin, begin + len(held))
