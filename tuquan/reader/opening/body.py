"""Paragraphs and tables of a docx in their order; a row of a table becomes one line, its cells parted by tabs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tuquan.reader.opening.composer import Composer
from tuquan.reader.opening.numbering import Numbering
from tuquan.reader.opening.runs import COUNTED, DROPPED, Runs, contents, not_filled, tag_of
from tuquan.reader.opening.xml import first, local, named, word_attribute

# Wrappers whose content belongs to the document as if they were not there.
TRANSPARENT = frozenset(("ins", "moveTo", "customXml", "smartTag", "sdtContent"))
MAX_SPAN = 64


@dataclass
class Counter:
    """Numbers of what was met so far, for labels; blank paragraphs are not counted."""

    paragraphs: int = 0
    tables: int = 0


class Body:
    """Writes containers of paragraphs and tables into the composer."""

    def __init__(self, composer: Composer, numbering: Numbering | None = None) -> None:
        self.composer = composer
        self.numbering = numbering or Numbering()
        self.runs = Runs(composer)

    def write(self, container: Element, *, inside: str = "") -> None:
        """Write a container; `inside` goes before the labels ("khung chữ 1, ")."""
        seen = Counter()
        for block in self._blocks(container, ("p", "tbl")):
            if local(block) == "p":
                self._paragraph(block, seen, inside)
            else:
                seen.tables += 1
                self._table(block, f"{inside}bảng {seen.tables}")

    def _blocks(self, container: Element, wanted: tuple[str, ...]) -> Iterator[Element]:
        """Children of these names, through wrappers and content controls, whose marks span what the caller writes."""
        for child in container:
            name = local(child)
            if name in wanted:
                yield child
            elif name == "sdt":
                self.composer.counts["placeholder"] += not_filled(child)
                with self.composer.mark(tag_of(child)):
                    for content in contents(child):
                        yield from self._blocks(content, wanted)
            elif name == "AlternateContent":
                for choice in list(child)[:1]:
                    yield from self._blocks(choice, wanted)
            elif name in TRANSPARENT:
                yield from self._blocks(child, wanted)
            else:
                self._left_out(name)

    def _left_out(self, name: str) -> None:
        noted = DROPPED.get(name) or COUNTED.get(name)
        if noted:
            self.composer.counts[noted] += 1

    def _paragraph(self, paragraph: Element, seen: Counter, inside: str) -> None:
        place = self.composer.place
        self._number(paragraph)
        self.runs.walk(paragraph)
        if self.composer.block("paragraph", place, f"{inside}đoạn {seen.paragraphs + 1}"):
            seen.paragraphs += 1
            self.composer.separate("\n")

    def _number(self, paragraph: Element) -> None:
        """The number Word draws before a paragraph of a list, where the paragraph says anything."""
        if any(part.text and part.text.strip() for part in paragraph.iter() if local(part) == "t"):
            self.composer.write(self.numbering.before(paragraph))

    def _table(self, table: Element, label: str) -> None:
        for number, row in enumerate(self._blocks(table, ("tr",)), start=1):
            if first(row, "trPr", "del") is not None:
                self.composer.counts["deleted"] += 1
            else:
                self._row(row, f"{label}, dòng {number}")

    def _row(self, row: Element, label: str) -> None:
        place, column, filled = self.composer.place, 1 + _number(row, "trPr", "gridBefore"), False
        for at, cell in enumerate(self._blocks(row, ("tc",))):
            if at:
                self.composer.separate("\t")
            filled |= self._cell(cell, f"{label}, cột {column}", alone=_cells(row) == 1)
            column += _number(cell, "tcPr", "gridSpan", default=1)
        if not filled:
            self.composer.cut(place)
        else:
            self.composer.separate("\n")

    def _cell(self, cell: Element, label: str, *, alone: bool) -> bool:
        place = self.composer.place
        if alone:  # a frame drawn around text: its paragraphs keep their lines
            self._content(cell, "\n")
        else:
            with self.composer.flat():
                self._content(cell, " ")
        return self.composer.block("cell", place, label)

    def _content(self, container: Element, separator: str) -> None:
        for block in self._blocks(container, ("p", "tbl")):
            place = self.composer.place
            inner: Callable[[Element], None] = self.runs.walk if local(block) == "p" else self._nested
            inner(block)
            written = self.composer.since(place)
            if written.strip() and not written.endswith(separator):
                self.composer.separate(separator)

    def _nested(self, table: Element) -> None:
        for row in self._blocks(table, ("tr",)):
            for cell in self._blocks(row, ("tc",)):
                with self.composer.flat():
                    self._content(cell, " ")


def _cells(row: Element) -> int:
    return sum(1 for _ in named(row, "tc")) + sum(1 for _ in named(row, "sdt"))


def _number(element: Element, *path: str, default: int = 0) -> int:
    found = first(element, *path)
    value = word_attribute(found, "val") if found is not None else None
    # More columns than Word allows (63) is a mistake of the file, not a place.
    return min(int(value), MAX_SPAN) if value and value.isascii() and value.isdigit() else default
