"""The characters of one paragraph: runs, links, tracked changes, fields and content controls inside it."""

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from tuquan.reader.opening.composer import Composer
from tuquan.reader.opening.fonts import OldFont, old_font
from tuquan.reader.opening.styles import NOTHING, Style, Styles, said
from tuquan.reader.opening.symbols import sign
from tuquan.reader.opening.xml import first, local, named, switched_on, word_attribute

WRITTEN = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
DROPPED = {"del": "deleted", "moveFrom": "deleted"}
COUNTED = {"commentReference": "comment", "altChunk": "foreign_part", "chart": "picture", "OLEObject": "picture",
           "relIds": "picture"}  # fmt: skip
PROPERTIES = ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "trPr", "tcPr", "tblGrid", "sectPr", "customXmlPr")
UNSEEN = ("instrText", "delText", "delInstrText", "rt")
SILENT = frozenset((*PROPERTIES, *UNSEEN))
PICTURES = frozenset(("blip", "imagedata", "oleObj"))
SOFT_HYPHEN = "\u00ad"


class Runs:
    """Writes the characters of paragraphs; text boxes met on the way wait in `boxes`."""

    def __init__(self, composer: Composer, styles: Styles | None = None) -> None:
        self.composer = composer
        self.styles = styles or Styles()
        self.boxes: list[Element] = []
        self._style = self._run_style = NOTHING
        self._old: OldFont | None = None
        self._typed: list[str] = []
        self._fields: list[bool] = []
        self._special: dict[str, Callable[[Element], None]] = {
            "r": self._run,
            "t": self._text,
            "sym": self._symbol,
            "softHyphen": self._soft_hyphen,
            "fldChar": self._field,
            "sdt": self._control,
            "AlternateContent": self._alternate,
            "txbxContent": self._box,
            "textpath": self._word_art,
        }

    def paragraph(self, paragraph: Element) -> None:
        """Write what a paragraph says."""
        link = first(paragraph, "pPr", "pStyle")
        self._style = self.styles.of_paragraph(word_attribute(link, "val") if link is not None else None)
        self._fields.clear()
        self.walk(paragraph)
        self._flush()

    def walk(self, element: Element) -> None:
        """Write what the children of the element say, in order."""
        for child in element:
            self._one(child)

    def _one(self, child: Element) -> None:
        name = local(child)
        if name in self._special:
            self._special[name](child)
        elif name in WRITTEN:
            self._say(WRITTEN[name], None)
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
        own = first(run, "rPr")
        style = self._style
        if own is not None:
            link = first(own, "rStyle")
            named_style = self.styles.of_run(word_attribute(link, "val")) if link is not None else NOTHING
            style = said(None, own).over(named_style).over(style)
        if style.hidden:
            self.composer.counts["hidden"] += 1
            return
        outer, self._run_style = self._run_style, style
        self.walk(run)
        self._run_style = outer

    def _text(self, text: Element) -> None:
        self._say(text.text or "", old_font(self._run_style.font))

    def _symbol(self, symbol: Element) -> None:
        font = word_attribute(symbol, "font") or ""
        drawn = sign(font, word_attribute(symbol, "char") or "")
        self.composer.counts["symbol"] += drawn is None
        self._say(drawn or "", old_font(font))

    def _soft_hyphen(self, _: Element) -> None:
        # Word writes the sign that TCVN3 uses for ư as an element of its own.
        if old := old_font(self._run_style.font):
            self._say(SOFT_HYPHEN, old)

    def _field(self, edge: Element) -> None:
        """Codes of fields are not drawn, nor what stands inside them; their results are."""
        kind = word_attribute(edge, "fldCharType")
        if kind == "begin":
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields and kind == "end":
            self._fields.pop()

    def _say(self, typed: str, old: OldFont | None) -> None:
        """Words of one old font are put together first: a letter and its mark may stand in two runs."""
        if any(self._fields):
            return
        if old != self._old:
            self._flush()
            self._old = old
        if old is None:
            self.composer.write(typed)
        else:
            self._typed.append(typed)

    def _flush(self) -> None:
        if self._old is not None and self._typed:
            typed = "".join(self._typed)
            read = self._old.unicoded(typed)
            self.composer.counts[f"font {self._old.charset}"] += read != typed
            self.composer.write(read)
        self._old = None
        self._typed.clear()

    def _control(self, control: Element) -> None:
        self.composer.counts["placeholder"] += not_filled(control)
        self._flush()
        with self.composer.mark(tag_of(control)):
            for content in contents(control):
                self.walk(content)
            self._flush()

    def _alternate(self, alternate: Element) -> None:
        # The same text box stands here twice, for new and for old versions of Word.
        for choice in list(alternate)[:1]:
            self.walk(choice)

    def _box(self, box: Element) -> None:
        self.boxes.append(box)

    def _word_art(self, path: Element) -> None:
        """Drawn letters and watermarks: their words are an attribute."""
        self._flush()
        self.composer.write(f" {path.get('string', '').strip()} ")


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


def style_of(styles: Styles, paragraph: Element) -> tuple[str | None, Style]:
    """The id of a paragraph's style and what it says, its own properties on top."""
    own = first(paragraph, "pPr")
    link = first(own, "pStyle") if own is not None else None
    key = word_attribute(link, "val") if link is not None else None
    return key, said(own, None).over(styles.of_paragraph(key))
