"""Lines, then sentences, with their places in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from tuquan.reader.shadow import CAPITAL

# A full stop ends a sentence before a blank and a capital, a quote or a digit, and also where the blank
# was forgotten between a small letter and a capital ("mới.Trước").
END = re.compile(
    rf"(?:(?<![.!?…])[.!?…]+[\"”’)]*)(?=\s+[\"“‘(\-•+]?\s*(?:{CAPITAL}|\d))|(?<=[^\W\dA-ZĐ_])\.(?={CAPITAL}[^\W\dA-ZĐ_])"
    r"|(?<!\.)\.\.(?=\s)"
)
SHORT = re.compile(
    r"(?:\b(?:TP|T\.p|Tp|TX|TT|Đ/c|đ/c|Th|TS|Th\.s|BS|PGS|GS|Q|P|H|[A-ZĐ])|(?:^|[.;:,(])\s*\d{1,2}|[0-9]/)\.$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Half-open span in the composed text, the number of its line, and whether it opens that line."""

    start: int
    end: int
    line: int
    opens: bool


def split(text: str) -> list[Sentence]:
    """All sentences of a composed text that hold any letter or digit."""
    out: list[Sentence] = []
    offset = 0
    for number, line in enumerate(text.split("\n")):
        cuts = _cuts(line)
        for i, (a, b) in enumerate(pairwise(cuts)):
            if sentence := _trimmed(text, offset + a, offset + b, number, i == 0):
                out.append(sentence)
        offset += len(line) + 1
    return out


# No sentence is longer; what goes on without a stop is cut at a blank.
LONGEST = 1500
# How far before a stop the short word begins that it may belong to.
NEAR = 40


def _cuts(line: str) -> list[int]:
    """Where the sentences of a line begin and end."""
    stops = (m.end() for m in END.finditer(line) if not SHORT.search(line, max(0, m.end() - NEAR), m.end()))
    cuts = [0]
    for stop in (*stops, len(line)):
        while stop - cuts[-1] > LONGEST:
            blank = line.rfind(" ", cuts[-1] + 1, cuts[-1] + LONGEST)
            cuts.append(blank if blank >= 0 else cuts[-1] + LONGEST)
        cuts.append(stop)
    return cuts


def _trimmed(text: str, start: int, end: int, line: int, opens: bool) -> Sentence | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Sentence(start, end, line, opens) if start < end else None
