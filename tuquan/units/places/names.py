"""Names of hamlets as people write them: the type in front told from the name."""

import re
from dataclasses import dataclass
from functools import lru_cache

from tuquan.units.models import Level, UnitType, UnitVersion
from tuquan.units.naming import search_key, spoken
from tuquan.vn.text import key, nfc

HAMLET_TYPES = tuple(kind for kind in UnitType if kind.level == Level.HAMLET)
_WORDS = {key(kind.label): kind for kind in HAMLET_TYPES} | {
    "to dp": UnitType.RESIDENTIAL_GROUP,
    "tdp": UnitType.RESIDENTIAL_GROUP,
    "tk": UnitType.SUB_AREA,
}
# The words as written, with or without points and hyphens: "T.D.P 3", "Tổ DP 3", "TK. 2".
_SHORT = re.compile(r"^(?P<word>t\.?\s?d\.?\s?p|tổ\s+d\.?p|t\.?\s?k)\b\.?[\s:-]*(?=\S)", re.IGNORECASE)
_LONG = re.compile(
    rf"^(?P<word>{'|'.join(sorted((re.escape(kind.label) for kind in HAMLET_TYPES), key=len, reverse=True))})\s+(?=\S)",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"^(?P<word>to dan pho|tieu khu|thon|ban|to dp)\s+(?=\S)", re.IGNORECASE)
_ZEROS = re.compile(r"\b0+(?=\d)")
_GLUED = re.compile(r"^(?P<word>tdp|tk)(?=\d)", re.IGNORECASE)


@dataclass(frozen=True)
class HamletName:
    """`type` None: none stood in front; `name` is without it: "Thôn 03" → (VILLAGE, "3").

    `whole`: all that was typed, where the type was told from it: « Bản Chùa » may be a thôn of that name.
    """

    type: UnitType | None
    name: str
    whole: str = ""

    @property
    def full(self) -> str:
        return self.name if self.type is None else f"{self.type.label} {self.name}"


def read_name(text: str) -> HamletName:
    """Type and name of "Thôn Lâm Lang", "TDP 3", "Bản Cà Xen", "TK Lưu Thuận"; a plain name has no type."""
    text = tidy(text)
    # With accents elsewhere, « Ban Công » is a name: only words typed wholly without them are read so.
    for pattern in (_GLUED, _SHORT, _LONG, *((_PLAIN,) if text.isascii() else ())):
        if match := pattern.match(text):
            kind = read_type(match["word"].replace(".", ""))
            if kind is not None:
                return HamletName(kind, _ZEROS.sub("", text[match.end() :].strip()), text)
    return HamletName(None, _ZEROS.sub("", text))


def read_type(text: str) -> UnitType | None:
    """The type of hamlet that a word means: "Thôn", "TDP", "to dan pho"; None when it means none."""
    words = key(text)
    return _WORDS.get(words) or _WORDS.get(words.replace(" ", ""))


def tidy(text: str) -> str:
    """NFC, single spaces, no full stop at the end."""
    return " ".join(nfc(text).split()).rstrip(".;,")


@lru_cache(4096)
def name_key(name: str) -> str:
    """A hamlet's name with accents, tone placement, y/i and leading zeros left aside."""
    return _ZEROS.sub("", search_key(name))


def same_words(one: str, other: str) -> bool:
    """Whether two names are the same as spoken: tone placement, capitals, y and i do not count; accents do."""
    return _ZEROS.sub("", spoken(one)) == _ZEROS.sub("", spoken(other))


def meant(text: HamletName, among: list[UnitVersion]) -> list[UnitVersion]:
    """Those that the name may mean: accents optional, where typed they decide; a type decides among homonyms."""
    rows = [row for row in _called(text.name, among) if text.type in (None, row.type)]
    return rows + [row for row in (_called(text.whole, among) if text.whole else []) if row not in rows]


def _called(name: str, among: list[UnitVersion]) -> list[UnitVersion]:
    rows = [row for row in among if name_key(row.name) == name_key(name)]
    exact = [row for row in rows if same_words(row.name, name)]
    return exact or (rows if name.isascii() else [])
