"""Names of places: a protocol for whoever knows the units, and the packaged gazetteer."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from tuquan.vn.text import same_tone

HERE = Path(__file__).parent / "names"
LEVELS = {
    "tỉnh": "tỉnh", "thành phố": "huyện", "huyện": "huyện", "quận": "huyện", "thị xã": "huyện", "xã": "xã",
    "phường": "xã", "thị trấn": "xã", "đặc khu": "xã", "thôn": "thôn", "bản": "thôn", "ấp": "thôn",
    "khóm": "thôn", "khu phố": "thôn", "tổ dân phố": "thôn", "khu dân cư": "thôn", "buôn": "thôn", "làng": "thôn",
    "khối": "thôn", "khối phố": "thôn", "xóm": "thôn", "tiểu khu": "thôn", "tổ": "thôn",
}  # fmt: skip


TYPE = re.compile(rf"^(?:{'|'.join(sorted(LEVELS, key=len, reverse=True))})\s+", re.I)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit a spelling may mean. `level` is tỉnh, huyện, xã or thôn; `within` the unit above, if known."""

    name: str
    level: str
    within: str | None = None
    begins_on: date | None = None
    ends_on: date | None = None


class Names(Protocol):
    """Whoever can say which units a spelling may mean on a day (None: on any day)."""

    def candidates(self, spelling: str, day: date | None = None) -> Sequence[Candidate]:
        """Units with this spelling, with or without their type ("huyện Tuyên Hóa", "Tuyên Hóa")."""
        ...


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Names in memory, found whatever the letter case."""

    known: tuple[Candidate, ...]

    def candidates(self, spelling: str, day: date | None = None) -> Sequence[Candidate]:
        """Units whose full or bare name is the spelling, alive on the day."""
        return [c for c in _index(self).get(_key(spelling), ()) if _alive(c, day)]


def _alive(unit: Candidate, day: date | None) -> bool:
    if day is None:
        return True
    return (unit.begins_on is None or unit.begins_on <= day) and (unit.ends_on is None or day < unit.ends_on)


@lru_cache(maxsize=4096)
def _key(spelling: str) -> str:
    """What is compared: small letters, one place for the tone mark, one way to write "Đắk", "Quý" and "-"."""
    plain = same_tone(unicodedata.normalize("NFC", spelling).casefold().replace("’", "'"))
    return " ".join(re.sub(r"\s*-\s*", " - ", plain).replace("đăk", "đắk").replace("quí", "quý").split())


def bare(name: str) -> str:
    """The name without its type: "huyện Tuyên Hóa" → "Tuyên Hóa"."""
    return TYPE.sub("", name)


@lru_cache(maxsize=8)
def _index(gazetteer: Gazetteer) -> dict[str, list[Candidate]]:
    found: dict[str, list[Candidate]] = {}
    for unit in gazetteer.known:
        for spelling in {_key(unit.name), _key(bare(unit.name))}:
            found.setdefault(spelling, []).append(unit)
    return found


@lru_cache(maxsize=1)
def bundled() -> Gazetteer:
    """The provinces then and now, two districts with their communes."""
    data = tomllib.loads((HERE / "units.toml").read_text("utf-8"))
    units = [
        Candidate(u["name"], u["level"], u.get("within"), u.get("begins_on"), u.get("ends_on")) for u in data["unit"]
    ]
    return Gazetteer(tuple(units))


@dataclass(frozen=True)
class Lists:
    """Bare names by kind of unit, of one level; read from its file when first asked."""

    file: str
    level: str
    ends_on: date | None = None

    def candidates(self, spelling: str, day: date | None = None) -> Sequence[Candidate]:
        """Units of this level so named; a spelling with the word of another level finds none.

        A list without an end does not know when its units lived, so it answers for no day.
        """
        if day is not None and (self.ends_on is None or day >= self.ends_on):
            return []
        name = bare(spelling.strip())
        kind = _key(spelling)[: -len(_key(name))].strip()
        if kind and LEVELS.get(kind) != self.level:
            return []
        shown = [(kind or word, told) for word, told in _listed(self.file).get(_key(name), ())]
        return [
            Candidate(f"{word} {told}", self.level, None, None, self.ends_on) for word, told in dict.fromkeys(shown)
        ]


@lru_cache(maxsize=4)
def _listed(file: str) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for line in (HERE / file).read_text("utf-8").splitlines():
        word, _, listed = line.partition(": ")
        if not line.startswith("#"):
            for key, name in zip(_key(listed).split("|"), listed.split("|"), strict=True):
                found.setdefault(key, []).append((word, name))
    return found


@dataclass(frozen=True, eq=False)
class Country:
    """The whole country's names: provinces, then districts, then communes; the first level that knows one answers."""

    levels: tuple[Names, ...]

    def candidates(self, spelling: str, day: date | None = None) -> Sequence[Candidate]:
        """Units with this spelling of the highest level that has any, alive on the day where that is known."""
        return _answer(self, spelling, day)


@lru_cache(maxsize=4096)
def _answer(country: Country, spelling: str, day: date | None) -> Sequence[Candidate]:
    """A text names the same few units again and again."""
    return next((found for level in country.levels if (found := level.candidates(spelling, day))), [])


@lru_cache(maxsize=1)
def country() -> Country:
    """The packaged names; `tools/reader_names.py` writes the lists of districts and communes."""
    districts = Lists("districts.txt", "huyện", date(2025, 7, 1))
    return Country((bundled(), districts, Lists("communes.txt", "xã")))
