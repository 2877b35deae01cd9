"""Headings inside a text and what lies below them: "III. Phương hướng năm 2024", "1. Huyện Lắk", "Năm 2022:"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

NUMBERED = re.compile(
    r"\W*(?:(?P<roman>[ivx]+|phần \w+)|(?P<digit>\d{1,2}(?:\.\d{1,2})*)|(?P<letter>[a-zđ]))\s*[.:)]\s*"
)
SHORT = re.compile(r"(?m)^(?P<line>[^\n;!?]{3,140}?)[ \t]*$")
ENDS_SENTENCE = re.compile(r"[.…,]\s*$|\.\s")
# A line without a number heads what follows only where a colon says so.
COLON = re.compile(r":\s*$")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading at `start`..`end`; what lies below it reaches to `stop`."""

    start: int
    end: int
    stop: int


@dataclass(frozen=True)
class Parts:
    """Headings of a prepared text."""

    low: str

    def around(self, position: int) -> list[Part]:
        """The headings under which a position lies, the nearest first."""
        return [p for p in reversed(self._all) if p.end <= position < p.stop]

    @cached_property
    def _all(self) -> list[Part]:
        heads = [(m.start(), m.end(), rank) for m in SHORT.finditer(self.low) if (rank := _rank(m["line"]))]
        return [Part(start, end, self._stop(heads, i)) for i, (start, end, _) in enumerate(heads)]

    def _stop(self, heads: list[tuple[int, int, int]], index: int) -> int:
        rank = heads[index][2]
        return next((start for start, _, other in heads[index + 1 :] if other <= rank), len(self.low))


def _rank(line: str) -> int:
    """1 for Roman numerals, 2 and 3 below them, 4 for a line that ends in a colon, 0 for no heading."""
    number = NUMBERED.match(line)
    if number is None:
        return 4 if COLON.search(line) else 0
    if ENDS_SENTENCE.search(line[number.end() :]) or re.search(r":\s*\S", line[number.end() :]):
        return 0
    return 1 if number["roman"] else 2 if number["digit"] else 3
