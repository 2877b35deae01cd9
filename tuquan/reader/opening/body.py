"""Paragraphs and tables of a docx in their order; a row of a table becomes one line, its cells parted by tabs."""

from collections.abc import Iterator
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
        self.runs = Runs(composer, self.numbering.styles)

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
        self._number(paragraph, empty=False)
        self.runs.paragraph(paragraph)
        if self.composer.block("paragraph", place, f"{inside}đoạn {seen.paragraphs + 1}"):
            seen.paragraphs += 1
            self.composer.separate("\n")

    def _number(self, paragraph: Element, *, empty: bool) -> None:
        """The number Word draws before a paragraph of a list; before an empty one only where `empty` (a cell "1.")."""
        says = any(part.text and part.text.strip() for part in paragraph.iter() if local(part) == "t")
        if not says and first(paragraph, "pPr", "rPr", "del") is not None:
            return  # a paragraph that was deleted takes no number
        drawn = self.numbering.before(paragraph)
        if says or empty:
            self.composer.write(drawn)

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
            if first(cell, "tcPr", "cellDel") is not None:
                self.composer.counts["deleted"] += 1
                continue
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
            if local(block) == "p":
                self._number(block, empty=True)
                self.runs.paragraph(block)
            else:
                self._nested(block)
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
