"""Which words a text must have for a phrase to stand in it; see `phrases` for the language of phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

# Among the openings: the phrase may begin with any word.
ANY = "*"
ENDS = {"[": "]", "(": ")", "<": ">"}
PLAIN = re.compile(r"[^\w\s\[\]|()*<>]*(\w+)(?=$|[^\w\[(<*])")
Families = Mapping[str, Sequence[str]]
WORDS = re.compile(r"\w+")
# A part that may be missing, or is one of several.
GROUP = re.compile(r"\[[^\[\]]*\]|\([^()]*\)|<\w+>\+?|\*")


@lru_cache(maxsize=64)
def words_of(text: str) -> frozenset[str]:
    """The words of a text, and `ANY`; many phrases are looked for in the same few texts."""
    return frozenset((ANY, *WORDS.findall(text)))


@dataclass(frozen=True, eq=False, slots=True)
class Asked:
    """A phrase, the words one of which begins it, and those it cannot do without."""

    phrase: str
    openings: frozenset[str]
    needs: frozenset[str]

    def marks(self, but: str = "") -> Iterable[str]:
        """Words of which one must be there: the longest needed one, which is the rarest, else any that begins it."""
        needed = self.needs - {but}
        return (max(needed, key=lambda word: (len(word), word)),) if needed else self.openings

    def may_open(self, start: str) -> bool:
        """Whether it may be what begins with some letters up to a blank; anything may where none are told."""
        first = WORDS.search(start)
        return first is None or not self.openings.isdisjoint((ANY, first[0]))


def asked(phrase: str, families: Families) -> Asked:
    """What a phrase asks of a text."""
    return Asked(phrase, openings([phrase], families), needs(phrase))


def needs(phrase: str) -> frozenset[str]:
    """Words which every spelling of a phrase has; those that touch a bracket or a comma are left out."""
    plain, groups = phrase, 1
    while groups:
        plain, groups = GROUP.subn("\0", plain)
    whole = (part.removesuffix(",") for part in plain.split())
    return frozenset(word for part in whole if not {"\0", ","} & set(part) for word in WORDS.findall(part))


def openings(phrases: Iterable[str], families: Families) -> frozenset[str]:
    """The words with which these phrases can begin, `ANY` where that cannot be told."""
    return frozenset(word for phrase in phrases for word in _openings(phrase.strip(), families))


def _openings(phrase: str, families: Families) -> Iterator[str]:
    if phrase[:1] not in ENDS:
        plain = PLAIN.match(phrase)
        yield plain[1] if plain else ANY
        return
    end = _closing(phrase)
    inside, rest = phrase[1:end], phrase[end + 1 :].removeprefix("+")
    if rest[:1] not in ("", " ", ","):
        yield ANY
        return
    for choice in families[inside] if phrase[0] == "<" else _choices(inside):
        yield from _openings(choice.strip(), families)
    if phrase[0] == "(":
        yield from _openings(rest.lstrip(" ,"), families)


def _closing(phrase: str) -> int:
    """Where the bracket that opens the phrase closes."""
    depth = 0
    for at, char in enumerate(phrase):
        depth += (char == phrase[0]) - (char == ENDS[phrase[0]])
        if depth == 0:
            return at
    return len(phrase)


def _choices(inside: str) -> list[str]:
    """The parts between strokes that stand in no bracket."""
    out, depth = [""], 0
    for char in inside:
        depth += (char in "[(") - (char in "])")
        if char == "|" and depth == 0:
            out.append("")
        else:
            out[-1] += char
    return out
