"""The characters of one paragraph: runs, links, tracked changes, fields and content controls inside it."""

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from tuquan.reader.opening.composer import Composer
from tuquan.reader.opening.xml import first, local, named, switched_on, word_attribute

WRITTEN = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
DROPPED = {"del": "deleted", "moveFrom": "deleted"}
COUNTED = {"commentReference": "comment", "altChunk": "foreign_part", "chart": "picture", "OLEObject": "picture"}
PROPERTIES = ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "trPr", "tcPr", "tblGrid", "sectPr", "customXmlPr")
UNSEEN = ("instrText", "delText", "delInstrText", "rt")
SILENT = frozenset((*PROPERTIES, *UNSEEN))
PICTURES = frozenset(("blip", "imagedata", "oleObj"))


class Runs:
    """Writes the characters of paragraphs; text boxes met on the way wait in `boxes`."""

    def __init__(self, composer: Composer) -> None:
        self.composer = composer
        self.boxes: list[Element] = []
        self._special: dict[str, Callable[[Element], None]] = {
            "r": self._run,
            "t": self._text,
            "sdt": self._control,
            "AlternateContent": self._alternate,
            "txbxContent": self._box,
        }

    def walk(self, element: Element) -> None:
        """Write what the children of the element say, in order."""
        for child in element:
            self._one(child)

    def _one(self, child: Element) -> None:
        name = local(child)
        if name in self._special:
            self._special[name](child)
        elif name in WRITTEN:
            self.composer.write(WRITTEN[name])
        elif name in DROPPED:
            self.composer.counts[DROPPED[name]] += 1
        elif name not in SILENT:
            self._count(name)
            self.walk(child)

    def _count(self, name: str) -> None:
        if name in COUNTED:
            self.composer.counts[COUNTED[name]] += 1
        elif name in PICTURES:
            self.composer.counts["picture"] += 1

    def _run(self, run: Element) -> None:
        if switched_on(first(run, "rPr"), "vanish"):
            self.composer.counts["hidden"] += 1
        else:
            self.walk(run)

    def _text(self, text: Element) -> None:
        self.composer.write(text.text or "")

    def _control(self, control: Element) -> None:
        self.composer.counts["placeholder"] += not_filled(control)
        with self.composer.mark(tag_of(control)):
            for content in contents(control):
                self.walk(content)

    def _alternate(self, alternate: Element) -> None:
        # The same text box stands here twice, for new and for old versions of Word.
        for choice in list(alternate)[:1]:
            self.walk(choice)

    def _box(self, box: Element) -> None:
        self.boxes.append(box)


def tag_of(control: Element) -> str | None:
    """The tag of a content control, None when it has none."""
    tag = first(control, "sdtPr", "tag")
    return word_attribute(tag, "val") if tag is not None else None


def not_filled(control: Element) -> bool:
    """Whether a content control shows only its hint ("Click or tap here to enter text")."""
    return switched_on(first(control, "sdtPr"), "showingPlcHdr")


def contents(control: Element) -> Iterator[Element]:
    """What a content control holds; nothing while it shows its hint."""
    return iter(()) if not_filled(control) else named(control, "sdtContent")
