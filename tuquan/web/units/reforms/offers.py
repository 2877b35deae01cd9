"""Units offered for what a person typed or pasted: one exact name is taken, several are offered, none is said."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from tuquan.units import queries
from tuquan.units.models import Level, Reform, UnitType, UnitVersion
from tuquan.units.naming import search_key
from tuquan.units.reforms.plan import Begin, Ref, from_json
from tuquan.web.schemes.area import capital
from tuquan.web.units.named import named, places_of

MOST_LINES = 80
MOST_OFFERS = 12
_LINES = re.compile(r"[\n;]+")
_WORDS = re.compile(r",|\s+và\s+", re.I)
_PLURAL = re.compile(r"^(?:các|những|hai|ba)\s+(?=xã|phường|thị trấn|huyện|quận|tỉnh|thôn|bản|tổ|tiểu khu)", re.I)


@dataclass(frozen=True)
class Offer:
    """A unit to choose: `place` tells homonyms apart. `ref` is a key, or "n1" for a unit that the draft founds."""

    ref: Ref
    name: str
    place: str


@dataclass
class Found:
    """What a text gave: `taken` beyond doubt, `open` texts with several offers, `unknown` texts with none."""

    taken: list[Offer] = field(default_factory=list)
    open: list[tuple[str, list[Offer]]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


class Finder:
    """Names among the units under a reform's scope, on one day. `after`: the reform's own day, with what it founds."""

    def __init__(self, reform: Reform, *, after: bool = False, hamlets: bool = False) -> None:
        self.day = reform.effective_on if after else reform.effective_on - timedelta(days=1)
        self.level = Level.HAMLET if hamlets else None
        self._begun = from_json(reform.plan).begin if after else ()
        self._scope_id = reform.scope_id
        self._under: set[int] | None = None

    def offers(self, text: str) -> list[Offer]:
        """Everything that the text may mean, exact names first; a few."""
        rows = self._inside(named(text, self.day))[:MOST_OFFERS]
        return [*self._founded(text), *self.of(row.unit_id for row in rows)]

    def read(self, text: str) -> Found:
        """Each line of a text, or each name of a line: « các xã Kim Hóa, Lê Hóa và thị trấn Đồng Lê »."""
        found = Found()
        for line in [piece for piece in map(_tidy, _LINES.split(text)) if piece][:MOST_LINES]:
            for piece in self._pieces(line):
                self._read_one(piece, found)
        return found

    def of(self, refs: Iterable[Ref]) -> list[Offer]:
        """The offers of known references, in their order; what is not there on the day is left out."""
        asked = list(dict.fromkeys(refs))
        rows = queries.versions({ref for ref in asked if isinstance(ref, int)}, self.day)
        places = places_of(rows.values(), self.day)
        found: dict[Ref, Offer] = {
            key: Offer(key, capital(row.full_name), places[key])
            for key, row in rows.items()
            if self.level is None or UnitType(row.type).level == self.level
        }
        found |= {begin.key: _new(begin) for begin in self._begun}
        return [found[ref] for ref in asked if ref in found]

    def covers(self, key: int) -> bool:
        """Whether the unit lies under the reform's scope (or is it) on the day."""
        if self._scope_id is None or key == self._scope_id:
            return True
        if self._under is None:
            self._under = {row.unit_id for row in queries.descendant_rows(self._scope_id, self.day)}
        return key in self._under

    def _read_one(self, text: str, found: Found) -> None:
        exact = self._exact(text)
        offers = exact or self.offers(text)
        if len(exact) == 1:
            found.taken += [offer for offer in exact if offer not in found.taken]
        elif offers:
            found.open.append((text, offers))
        else:
            found.unknown.append(text)

    def _exact(self, text: str) -> list[Offer]:
        rows = self._inside(queries.find(text, self.day))
        return [*self._founded(text, exact=True), *self.of(row.unit_id for row in rows)]

    def _inside(self, rows: list[UnitVersion]) -> list[UnitVersion]:
        kept = [row for row in rows if self.covers(row.unit_id)]
        return [row for row in kept if self.level is None or UnitType(row.type).level == self.level]

    def _founded(self, text: str, *, exact: bool = False) -> list[Offer]:
        asked = search_key(text)
        names = [(begin, search_key(begin.name), search_key(_full(begin))) for begin in self._begun]
        return [
            _new(begin)
            for begin, name, full in names
            if asked and (asked in (name, full) or (not exact and asked in full))
        ]

    def _pieces(self, line: str) -> list[str]:
        parts = [part for part in map(_tidy, _WORDS.split(line)) if part]
        return parts if len(parts) > 1 and not self._exact(line) else [line]


def _tidy(text: str) -> str:
    return _PLURAL.sub("", " ".join(text.split())).strip(" .,;:")[:160]


def _full(begin: Begin) -> str:
    return f"{UnitType(begin.type).label} {begin.name}"


def _new(begin: Begin) -> Offer:
    return Offer(begin.key, capital(_full(begin)), "lập mới trong lần này")


def as_ref(text: str) -> Ref:
    """A reference as a form sends it: digits are a standing unit's key."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else text[:40]
