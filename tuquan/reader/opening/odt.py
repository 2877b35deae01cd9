"""An OpenDocument text: paragraphs, headings and cells of content.xml, then notes; headers only for a secrecy mark."""

from xml.etree.ElementTree import Element

from tuquan.reader.opening.archive import Archive
from tuquan.reader.opening.composer import Composer
from tuquan.reader.opening.notes import sentences
from tuquan.reader.opening.opened import OpenedDocument
from tuquan.reader.opening.refusals import refusal
from tuquan.reader.opening.xml import first, local, named, parse
from tuquan.reader.secrecy import secrecy_mark

# What a reader of the page does not see: what was deleted, remarks in the margin, the frame of forms.
LEFT_OUT = {"tracked-changes": "deleted", "annotation": "comment", "forms": ""}
MOST_SPACES = 100


class _Text:
    def __init__(self, composer: Composer) -> None:
        self.composer = composer
        self.number = 0
        self.notes: list[Element] = []

    def blocks(self, element: Element, inside: str = "") -> None:
        """Paragraphs, lists and tables under an element, in order."""
        for child in element:
            name = local(child)
            if name in LEFT_OUT:
                self.composer.counts[LEFT_OUT[name]] += bool(LEFT_OUT[name] and len(child))
            elif name in ("p", "h"):
                self.paragraph(child, inside)
            elif name == "table":
                self.table(child)
            else:
                self.blocks(child, inside)

    def paragraph(self, element: Element, inside: str) -> None:
        self.number += 1
        place = self.composer.place
        self.write(element)
        self.composer.block("paragraph", place, f"{inside}đoạn {self.number}")
        self.composer.separate("\n")

    def table(self, element: Element) -> None:
        for number, row in enumerate((part for part in element.iter() if local(part) == "table-row"), start=1):
            for column, cell in enumerate(named(row, "table-cell"), start=1):
                if column > 1:
                    self.composer.separate("\t")
                place = self.composer.place
                with self.composer.flat():
                    for at, paragraph in enumerate(part for part in cell.iter() if local(part) in ("p", "h")):
                        self.composer.write(" " if at else "")
                        self.write(paragraph)
                self.composer.block("cell", place, f"bảng sau đoạn {self.number}, dòng {number}, cột {column}")
            self.composer.separate("\n")

    def write(self, element: Element) -> None:
        self.composer.write(element.text or "")
        for child in element:
            self._piece(child)
            self.composer.write(child.tail or "")

    def _piece(self, child: Element) -> None:
        name = local(child)
        if name == "s":
            self.composer.write(" " * min(_number(child), MOST_SPACES))
        elif name in ("tab", "line-break"):
            self.composer.write("\t" if name == "tab" else "\n")
        elif name == "note":
            self.notes.append(child)
        elif name in LEFT_OUT or (name == "frame" and first(child, "image") is not None):
            self.composer.counts[LEFT_OUT.get(name) or "picture"] += 1
        else:
            self.write(child)


def open_odt(data: bytes) -> OpenedDocument:
    """The text of an odt; raises Unreadable."""
    archive = Archive(data)
    composer = Composer()
    _headers(archive, composer)
    body = first(parse(archive.part("content.xml"), where="content.xml"), "body", "text")
    if body is None:
        raise refusal("damaged", where="content.xml không có thân văn bản")
    text = _Text(composer)
    text.blocks(body)
    for number, note in enumerate(text.notes, start=1):
        composer.counts["footnote"] += 1
        text.blocks(note, inside=f"chú thích {number}, ")
    return OpenedDocument(composer.text(), tuple(composer.blocks), "odt", sentences(composer.counts))


def _headers(archive: Archive, composer: Composer) -> None:
    if "styles.xml" not in archive.names:
        return
    for part in parse(archive.part("styles.xml"), where="styles.xml").iter():
        if local(part).startswith(("header", "footer")) and not local(part).endswith("style"):
            said = " ".join("".join(part.itertext()).split())
            composer.counts["header"] += bool(said)
            if mark := secrecy_mark(said):
                place = composer.place
                composer.write(mark)
                composer.block("paragraph", place, "đầu trang, chân trang")
                composer.separate("\n")
                composer.counts["header_mark"] = 1


def _number(element: Element) -> int:
    told = next((value for key, value in element.attrib.items() if key.endswith("}c")), "1")
    return int(told) if told.isdigit() else 1
