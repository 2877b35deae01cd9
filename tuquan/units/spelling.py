"""From what a person typed to the names it may mean: abbreviations spelt out, a type told from a name."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from tuquan.units.models import Level, UnitType
from tuquan.units.naming import search_key, spoken

T = UnitType
HAMLETS = frozenset(kind for kind in T if kind.level == Level.HAMLET)
# Folded words (search_key: y as i) and abbreviations in front of a name, longest first, with the types they may mean.
_PREFIXES: tuple[tuple[str, frozenset[UnitType]], ...] = (
    ("thanh pho", frozenset({T.CENTRAL_CITY, T.PROVINCIAL_CITY})),
    ("to dan pho", frozenset({T.RESIDENTIAL_GROUP})),
    # In reports a khu dân cư is any village.
    ("khu dan cu", HAMLETS),
    ("tieu khu", frozenset({T.SUB_AREA})),
    ("thi tran", frozenset({T.TOWNSHIP})),
    ("dac khu", frozenset({T.SPECIAL_ZONE})),
    ("khu pho", frozenset({T.QUARTER, T.RESIDENTIAL_GROUP})),
    ("thi xa", frozenset({T.TOWN})),
    ("phuong", frozenset({T.WARD})),
    ("huien", frozenset({T.DISTRICT})),
    ("nuoc", frozenset({T.COUNTRY})),
    ("tinh", frozenset({T.PROVINCE})),
    ("quan", frozenset({T.URBAN_DISTRICT})),
    ("thon", frozenset({T.VILLAGE})),
    ("khom", frozenset({T.KHOM})),
    ("lang", frozenset({T.LANG})),
    ("buon", frozenset({T.BUON})),
    ("tdp", frozenset({T.RESIDENTIAL_GROUP})),
    ("kdc", HAMLETS),
    ("khu", frozenset({T.AREA, T.QUARTER})),
    ("xom", frozenset({T.XOM})),
    ("soc", frozenset({T.SOC})),
    ("ban", frozenset({T.MOUNTAIN_VILLAGE})),
    ("xa", frozenset({T.COMMUNE})),
    ("ap", frozenset({T.AP})),
    ("kp", frozenset({T.QUARTER})),
    ("tt", frozenset({T.TOWNSHIP})),
    ("tp", frozenset({T.CENTRAL_CITY, T.PROVINCIAL_CITY})),
    ("tx", frozenset({T.TOWN})),
    ("tk", frozenset({T.SUB_AREA})),
    ("dk", frozenset({T.SPECIAL_ZONE})),
    ("p", frozenset({T.WARD})),
    ("h", frozenset({T.DISTRICT})),
    ("q", frozenset({T.URBAN_DISTRICT})),
    ("x", frozenset({T.COMMUNE})),
)
_FIRST_LETTERS = {prefix[0] for prefix, _ in _PREFIXES}
# Ways of writing that no folding brings together.
_SPELT_OUT: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\b(?:TP\W{0,2})?HCM\b", re.IGNORECASE), "thành phố Hồ Chí Minh"),
    (re.compile(r"\bN\.? ?T\.? (?=[A-ZĐ])"), "Nông trường "),
    (re.compile(r"\b([PQ])\.? ?(\d{1,2})\b", re.IGNORECASE), r"\1 \2"),
    (re.compile(r"\bĐ[ăắ][ckCK] ?L[ăắ][ckCK]\b", re.IGNORECASE), "Đắk Lắk"),
    (re.compile(r"\bĐ[ăắ][ck] N[oô]ng\b", re.IGNORECASE), "Đắk Nông"),
    (re.compile(r"\bBắc Cạn\b", re.IGNORECASE), "Bắc Kạn"),
    (re.compile(r"\bBuôn M[eê] Thuột\b", re.IGNORECASE), "Buôn Ma Thuột"),
)
_LEADING_ZEROS = re.compile(r"\b0+(?=\d)")


@dataclass(frozen=True)
class Wanted:
    """A name as typed: `folded` with its type in front, `bare` without, `types` that the front may mean."""

    plain: str
    folded: str
    bare: str
    types: frozenset[UnitType]

    @property
    def keys(self) -> set[str]:
        return {self.folded, self.bare}

    def fits(self, name: str) -> bool:
        """Whether the accents that were typed are those of the name; typed without accents, any fit."""
        if self.plain.isascii():
            return True
        # Only the end of the text is the name; what stands before it is the type.
        spelt = _spoken(name)
        return self.plain.endswith(spelt) or self.plain[-len(spelt) :].isascii()


@lru_cache(4096)
def wanted(text: str) -> Wanted:
    """What one piece of text (without the places around it) asks for."""
    for pattern, full in _SPELT_OUT:
        text = pattern.sub(full, text)
    text = _LEADING_ZEROS.sub("", text)
    folded = search_key(text)
    bare, types = _without_prefix(folded)
    return Wanted(_spaced(spoken(text)), folded, bare, types)


def _without_prefix(folded: str) -> tuple[str, frozenset[UnitType]]:
    if folded[:1] in _FIRST_LETTERS:
        for prefix, types in _PREFIXES:
            if folded.startswith(prefix + " "):
                return folded.removeprefix(prefix + " ").strip(), types
    return folded, frozenset()


@lru_cache(20_000)
def _spoken(name: str) -> str:
    return _spaced(spoken(name))


def _spaced(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", text).split())
