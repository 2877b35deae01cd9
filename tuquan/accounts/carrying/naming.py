"""Names of organs follow the names of the units at which they work: "Công an xã A" becomes "Công an phường B"."""

import re
from functools import lru_cache
from typing import Any

from tuquan.accounts.carrying.shapes import Shape
from tuquan.accounts.models import OrganKind, OrganVersion
from tuquan.units.models import UnitType

# How offices shorten the type of a unit, before its name ("TT. Đồng Lê") and in the symbol of the police ("CAX").
SHORT = {
    UnitType.PROVINCE: "T",
    UnitType.CENTRAL_CITY: "TP",
    UnitType.DISTRICT: "H",
    UnitType.PROVINCIAL_CITY: "TP",
    UnitType.TOWN: "TX",
    UnitType.URBAN_DISTRICT: "Q",
    UnitType.COMMUNE: "X",
    UnitType.WARD: "P",
    UnitType.TOWNSHIP: "TT",
    UnitType.SPECIAL_ZONE: "ĐK",
}

# Whatever type an office writes before the name: that of a township is often called "Công an xã".
_WORDS = sorted({re.escape(label.removesuffix(" thuộc tỉnh")) for label in UnitType.labels}, key=len, reverse=True)
_SAID = frozenset(label.removesuffix(" thuộc tỉnh") for label in UnitType.labels)


def stem(name: str, place: Shape) -> str:
    """What an organ is apart from where: "Công an xã Châu Hóa" → "công an"; several organs of a kind differ in it."""
    return " ".join(_pattern(place).sub(" ", name).casefold().split())


def names_it(text: str, place: Shape) -> bool:
    """Whether the unit's name stands in the text."""
    return _pattern(place).search(text) is not None


def moved(text: str, before: Shape, after: Shape) -> str | None:
    """The text with one unit's name in the place of another's, in the same case; None when it names no unit."""

    def put(found: re.Match[str]) -> str:
        if not found["type"]:
            return _cased(found["name"], after.name)
        said = found["type"].strip()
        capital = said.casefold() in _SAID and said == said.capitalize()
        word = after.word.capitalize() if capital else after.word
        return _cased(found[0], f"{word} {after.name}")

    out, count = _pattern(before).subn(put, text)
    return out if count else None


def retitled(title: str, before: Shape, after: Shape) -> str:
    """ "Trưởng Công an xã" at a ward is "Trưởng Công an phường"."""
    named = moved(title, before, after)
    if named is not None:
        return named
    return re.sub(rf"(?<!\w){re.escape(before.word)}(?!\w)", after.word, title)


def founded_name(kind: OrganKind, name: str, before: Shape, after: Shape) -> str:
    """The name of a new organ after the pattern of the old one: "Ban Chỉ đạo 138 xã A" → "Ban Chỉ đạo 138 phường B"."""
    return moved(name, before, after) or f"{kind.label} {after.full_name}"


def texts(old: OrganVersion, before: Shape, after: Shape, *, name: str = "") -> dict[str, Any]:
    """All names of an organ at another unit, or at the same unit under another name. `name`: chosen by a person."""
    given = name or moved(old.name, before, after) or old.name

    def same_way(text: str) -> str:
        if text.casefold() == old.name.casefold():
            return given.upper() if text.isupper() else given
        return moved(text, before, after) or text

    return {
        "name": given,
        "short_name": same_way(old.short_name),
        "letterhead_name": same_way(old.letterhead_name),
        "place_name": moved(old.place_name, before, after) or old.place_name,
        "symbol": _symbol(old.symbol, before.type, after.type),
        "recipients": [moved(str(line), before, after) or str(line) for line in old.recipients],
    }


def under(fields: dict[str, Any], old: OrganVersion, was: str, now: str) -> dict[str, Any]:
    """The same with the superior's name changed on the letterhead and among the usual recipients.

    An organ that prints no superior goes on printing none (a People's Committee, Nghị định 30/2020/NĐ-CP, Điều 8).
    """
    line = old.letterhead_superior
    head = now.upper() if line.isupper() else now
    recipients = [now if was and line.casefold() == was.casefold() else line for line in fields["recipients"]]
    return {**fields, "letterhead_superior": head if line else "", "recipients": recipients}


@lru_cache(maxsize=4096)
def _pattern(place: Shape) -> re.Pattern[str]:
    short = SHORT.get(place.type, "")
    words = [*_WORDS, *([rf"{short}\.?"] if short else [])]
    name = r"\s+".join(re.escape(part) for part in place.name.split())
    return re.compile(rf"(?<!\w)(?P<type>(?:{'|'.join(words)})\s+)?(?P<name>{name})(?!\w)", re.IGNORECASE)


def _cased(model: str, text: str) -> str:
    return text.upper() if model.isupper() and len(model) > 1 else text


def _symbol(symbol: str, before: UnitType, after: UnitType) -> str:
    """ "BC-CAX" at a ward is "BC-CAP"; other symbols stay as they are."""
    old, new = SHORT.get(before), SHORT.get(after)
    if old is None or new is None or not symbol.endswith(f"CA{old}"):
        return symbol
    return symbol.removesuffix(old) + new
