"""Numbers that Word draws before the paragraphs of a list; they stand in no run of the text."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tuquan.reader.opening.xml import first, named, word_attribute

PLACE = "%"
LEVELS = 9
ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
         (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
LARGEST = 3999


class Numbering:
    """The lists of a document, counted as its paragraphs pass."""

    def __init__(self, root: Element | None = None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        if root is not None:
            self._learn(root)

    def _learn(self, root: Element) -> None:
        shapes = {word_attribute(shape, "abstractNumId"): dict(_levels(shape)) for shape in named(root, "abstractNum")}
        for row in named(root, "num"):
            link = first(row, "abstractNumId")
            number = word_attribute(row, "numId")
            if number and link is not None:
                self._levels[number] = shapes.get(word_attribute(link, "val"), {})

    def before(self, paragraph: Element) -> str:
        """ "2. ", "a) ", "1.3. " as drawn before this paragraph, which is counted; "" for none and for bullets."""
        place = _place(paragraph)
        shape = self._levels.get(place[0], {}).get(place[1]) if place else None
        if place is None or shape is None:
            return ""
        number, level = place
        counts = self._counts.setdefault(number, [None] * LEVELS)
        held = counts[level]
        counts[level] = shape[2] if held is None else held + 1
        counts[level + 1 :] = [None] * (LEVELS - level - 1)
        return self._drawn(number, shape[1], counts)

    def _drawn(self, number: str, text: str, counts: list[int | None]) -> str:
        for level, (style, _, start) in self._levels[number].items():
            held = counts[level]
            text = text.replace(f"{PLACE}{level + 1}", _shown(start if held is None else held, style))
        said = text.strip()
        return f"{said} " if any(letter.isalnum() for letter in said) else ""


def _levels(shape: Element) -> Iterator[tuple[int, tuple[str, str, int]]]:
    for level in named(shape, "lvl"):
        at = word_attribute(level, "ilvl") or ""
        if at.isdecimal() and int(at) < LEVELS:
            style, text = _value(level, "numFmt", "decimal"), _value(level, "lvlText", "")
            start = _value(level, "start", "1")
            yield int(at), (style, "" if style in ("bullet", "none") else text[:40], _small(start))


def _value(element: Element, name: str, default: str) -> str:
    found = first(element, name)
    return (word_attribute(found, "val") if found is not None else None) or default


def _small(number: str) -> int:
    return int(number[:4]) if number.isascii() and number.isdecimal() else 1


def _place(paragraph: Element) -> tuple[str, int] | None:
    """The list and the level of a paragraph."""
    link = first(paragraph, "pPr", "numPr")
    number = _value(link, "numId", "0") if link is not None else "0"
    if link is None or number == "0":
        return None
    return number, min(_small(_value(link, "ilvl", "0")), LEVELS - 1)


def _shown(number: int, style: str) -> str:
    if style in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) if number > 0 else "0"
        return letter if style == "lowerLetter" else letter.upper()
    if style in ("lowerRoman", "upperRoman") and 0 < number <= LARGEST:
        roman = _roman(number)
        return roman.lower() if style == "lowerRoman" else roman
    return str(number)


def _roman(number: int) -> str:
    said = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        said += letters * count
    return said
