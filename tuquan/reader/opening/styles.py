"""Styles of a docx, as far as they say something about the text: numbers of lists, hidden words, old fonts."""

from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from tuquan.reader.opening.xml import first, named, switched_on, word_attribute

# A style on a style on a style: Word's own go four deep; a file may lie.
DEEPEST = 12
FONTS = ("ascii", "hAnsi", "cs")


@dataclass(frozen=True)
class Style:
    """What a style, or the properties of one run, says itself: None where it says nothing.

    `number` is the list ("0" for none), `level` the level in it.
    """

    number: str | None = None
    level: str | None = None
    hidden: bool | None = None
    font: str | None = None

    def over(self, below: "Style") -> "Style":
        """This style where it says something, else the one below."""
        told = {name: value for name, value in vars(self).items() if value is not None}
        return replace(below, **told)


NOTHING = Style()


class Styles:
    """The styles of a document by their id, each with what it inherits."""

    def __init__(self, root: Element | None = None) -> None:
        self._own: dict[str, tuple[Style, str | None]] = {}
        self._whole: dict[str | None, Style] = {}
        self._default: str | None = None
        self._base = NOTHING
        if root is not None:
            self._learn(root)

    def _learn(self, root: Element) -> None:
        self._base = said(None, first(root, "docDefaults", "rPrDefault", "rPr"))
        for style in named(root, "style"):
            key = word_attribute(style, "styleId") or ""
            link = first(style, "basedOn")
            below = word_attribute(link, "val") if link is not None else None
            self._own[key] = said(first(style, "pPr"), first(style, "rPr")), below
            if word_attribute(style, "type") == "paragraph" and word_attribute(style, "default") in ("1", "true"):
                self._default = key

    def of_paragraph(self, key: str | None) -> Style:
        """The paragraph style of this id, or the default one, on the defaults of the document."""
        if key not in self._whole:
            self._whole[key] = self._inherited(key or self._default).over(self._base)
        return self._whole[key]

    def of_run(self, key: str | None) -> Style:
        """The character style of this id."""
        return self._inherited(key) if key else NOTHING

    def _inherited(self, key: str | None) -> Style:
        found = NOTHING
        for _ in range(DEEPEST):
            if key is None or key not in self._own:
                break
            own, key = self._own[key]
            found = found.over(own)
        return found


def said(paragraph: Element | None, run: Element | None) -> Style:
    """What the properties of a paragraph (`w:pPr`) and of a run (`w:rPr`) say."""
    link = first(paragraph, "numPr") if paragraph is not None else None
    fonts = first(run, "rFonts") if run is not None else None
    return Style(
        number=_value(link, "numId"),
        level=_value(link, "ilvl"),
        hidden=switched_on(run, "vanish") if run is not None and first(run, "vanish") is not None else None,
        font=next((font for name in FONTS if (font := word_attribute(fonts, name))), None)
        if fonts is not None
        else None,
    )


def _value(element: Element | None, name: str) -> str | None:
    found = first(element, name) if element is not None else None
    return word_attribute(found, "val") if found is not None else None
