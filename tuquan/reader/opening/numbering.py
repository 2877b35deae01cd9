"""Numbers that Word draws before the paragraphs of a list; they stand in no run of the text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from tuquan.reader.opening.runs import style_of
from tuquan.reader.opening.styles import Styles
from tuquan.reader.opening.xml import first, named, switched_on, word_attribute

PLACE = "%"
LEVELS = 9
ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
         (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
LARGEST = 3999


@dataclass(frozen=True)
class Level:
    """One level of a list; `of_style`: paragraphs of this style take this level without saying so."""

    style: str
    text: str
    start: int
    plain: bool = False
    of_style: str | None = None


@dataclass
class List:
    """A list as paragraphs name it; lists of one `shape` go on counting each other unless they `restart`."""

    shape: str
    levels: dict[int, Level]
    restart: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document, counted as its paragraphs pass."""

    def __init__(self, root: Element | None = None, styles: Styles | None = None) -> None:
        self.styles = styles or Styles()
        self._lists: dict[str, List] = {}
        self._counts: dict[str, list[int | None]] = {}
        if root is not None:
            self._learn(root)

    def _learn(self, root: Element) -> None:
        shapes = {word_attribute(shape, "abstractNumId") or "": shape for shape in named(root, "abstractNum")}
        links: dict[str, str] = {}
        for row in named(root, "num"):
            number, shape = word_attribute(row, "numId"), _value(row, "abstractNumId", "")
            if number and shape in shapes:
                self._lists[number] = _list(row, shape, dict(_levels(shapes[shape])))
                links[number] = _value(shapes[shape], "numStyleLink", "")
        for number, style in links.items():  # the list of a style stands where the style says
            told = self._lists.get(self.styles.of_paragraph(style).number or "") if style else None
            if told:
                self._lists[number] = List(told.shape, told.levels, self._lists[number].restart)

    def before(self, paragraph: Element) -> str:
        """ "2. ", "a) ", "1.3. " as drawn before this paragraph, which is counted; "" for none and for bullets."""
        key, style = style_of(self.styles, paragraph)
        found = self._lists.get(style.number or "0")
        if found is None:
            return ""
        level = _level(found, style.level, key)
        if level not in found.levels:
            return ""
        counts = self._counts.setdefault(found.shape, [None] * LEVELS)
        for at in list(found.restart):  # at the first paragraph of this list
            counts[at:] = [None] * (LEVELS - at)
            start = found.restart.pop(at)
            found.levels[at] = _starting(found.levels[at], start) if at in found.levels else Level("", "", start)
        held = counts[level]
        counts[level] = found.levels[level].start if held is None else held + 1
        counts[level + 1 :] = [None] * (LEVELS - level - 1)
        return _drawn(found.levels, level, counts)


def _drawn(levels: dict[int, Level], level: int, counts: list[int | None]) -> str:
    text = levels[level].text
    for at, shape in levels.items():
        held = counts[at]
        style = "decimal" if levels[level].plain else shape.style
        text = text.replace(f"{PLACE}{at + 1}", _shown(shape.start if held is None else held, style))
    said = text.strip()
    return f"{said} " if any(letter.isalnum() for letter in said) else ""


def _list(row: Element, shape: str, levels: dict[int, Level]) -> List:
    """A list with what it says otherwise than its shape."""
    restart: dict[int, int] = {}
    for other in named(row, "lvlOverride"):
        levels |= dict(_levels(other))
        at, start = word_attribute(other, "ilvl") or "", _value(other, "startOverride", "")
        if at.isdecimal() and int(at) < LEVELS and start:
            restart[int(at)] = _small(start)
    return List(shape, levels, restart)


def _starting(level: Level, start: int) -> Level:
    return Level(level.style, level.text, start, level.plain, level.of_style)


def _levels(shape: Element) -> Iterator[tuple[int, Level]]:
    for level in named(shape, "lvl"):
        at = word_attribute(level, "ilvl") or ""
        if at.isdecimal() and int(at) < LEVELS:
            style, text = _value(level, "numFmt", "decimal"), _value(level, "lvlText", "")
            drawn = "" if style in ("bullet", "none") else text[:40]
            start = _small(_value(level, "start", "1"))
            yield int(at), Level(style, drawn, start, switched_on(level, "isLgl"), _value(level, "pStyle", "") or None)


def _level(found: List, told: str | None, style: str | None) -> int:
    """The level a paragraph says, else the one that its style is tied to, else the first."""
    if told is None and style:
        return next((at for at, level in found.levels.items() if level.of_style == style), 0)
    return min(_small(told or "0"), LEVELS - 1)


def _value(element: Element, name: str, default: str) -> str:
    found = first(element, name)
    return (word_attribute(found, "val") if found is not None else None) or default


def _small(number: str) -> int:
    return int(number[:4]) if number.isascii() and number.isdecimal() else 1


def _shown(number: int, style: str) -> str:
    if style in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) if number > 0 else "0"
        return letter if style == "lowerLetter" else letter.upper()
    if style in ("lowerRoman", "upperRoman") and 0 < number <= LARGEST:
        roman = _roman(number)
        return roman.lower() if style == "lowerRoman" else roman
    return f"{number:02}" if style == "decimalZero" else str(number)


def _roman(number: int) -> str:
    said = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        said += letters * count
    return said
