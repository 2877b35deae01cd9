"""Headings inside a text and what lies below them: "III. Phương hướng năm 2024", "1. Huyện Lắk", "Năm 2022:"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

NUMBERED = re.compile(
    r"\W*(?:(?P<roman>[ivx]+|phần \w+)|(?P<digit>\d{1,2}(?:\.\d{1,2})*)|(?P<letter>[a-zđ]))\s*[.:)]\s*"
)
LINE = re.compile(r"(?m)^(?P<line>[^\n]{3,})$")
LONGEST = 140
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
        lines = [(m, _rank(m["line"])) for m in LINE.finditer(self.low)]
        ranked = [(m, rank) for m, rank in lines if rank]
        return [
            Part(m.start(), m.end(), self._stop(ranked, i)) for i, (m, _) in enumerate(ranked) if _is_heading(m["line"])
        ]

    def _stop(self, ranked: list[tuple[re.Match[str], int]], index: int) -> int:
        rank = ranked[index][1]
        return next((m.start() for m, other in ranked[index + 1 :] if other <= rank), len(self.low))


def _rank(line: str) -> int:
    """1 for a line numbered in Roman, 2 and 3 for those below, 4 for one that ends in a colon, 0 for any other."""
    number = NUMBERED.match(line)
    if number is None:
        return 4 if COLON.search(line) and len(line) < LONGEST else 0
    return 1 if number["roman"] else 2 if number["digit"] else 3


def _is_heading(line: str) -> bool:
    """Whether a line with a rank tells nothing itself."""
    number = NUMBERED.match(line)
    body = line[number.end() :] if number else line
    return bool(COLON.search(line)) or (
        len(line) < LONGEST and not (number and (ENDS_SENTENCE.search(body) or re.search(r":\s*\S", body)))
    )


ITEM = re.compile(r"(?m)^[^\w\n]*(?:[ivx]+|\d{1,2}|[a-zđ])\s*[.)/]\s*(?=[^\W\d])")


@dataclass(frozen=True)
class Items:
    """The numbered items of a prepared text."""

    low: str

    @cached_property
    def _starts(self) -> list[int]:
        return [m.start() for m in ITEM.finditer(self.low)]

    def first(self, position: int) -> int | None:
        """Where the first item begins, if a position lies in any."""
        starts = self._starts
        return starts[0] if starts and starts[0] <= position else None
