"""The text as rules see it: composed, lower case, one place for the tone mark; and the way back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from tuquan.reader.opening.line_joins import goes_on
from tuquan.vn.text import nfc_with_map, same_tone

# Between two cells of a table row; no phrase of the rules reaches across it.
CELL = "¦"
# One capital letter of Vietnamese; a range À-Ỹ would take small letters too.
CAPITAL = r"[A-ZÀÁẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÈÉẺẼẸÊẾỀỂỄỆÌÍỈĨỊÒÓỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÙÚỦŨỤƯỨỪỬỮỰỲÝỶỸỴĐ]"
SAME = str.maketrans({"\u00a0": " ", "–": "-", "—": "-", "−": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "\t": CELL})
# Blanks of another width, or that keep a line together, are blanks.
BLANKS = str.maketrans(
    dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000", " ")
)
# No line of a text that a program wrapped is longer.
WRAPPED = 130
# So many blanks part what stands before from what stands after, as the border of a cell does; rules that skip
# blanks would otherwise try each of them.
GULF = re.compile(r"\s{100,}")


@dataclass(frozen=True, slots=True)
class Shadow:
    """`plain` is the composed text, `low` what rules match (same length), `back` leads to the original."""

    original: str
    plain: str
    low: str
    back: tuple[int, ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Code points of the original text for a span of the composed text."""
        return self.back[start], self.back[end]


def shadow(text: str) -> Shadow:
    """Prepare a text; pure."""
    plain, positions = nfc_with_map(text)
    back = tuple(positions) if len(positions) > len(plain) else (*positions, len(text))
    plain = _unwrapped(GULF.sub(lambda m: _parted(m[0]), plain.translate(BLANKS)))
    low = plain.translate(SAME).lower()
    if len(low) != len(plain):
        low = "".join(_low(c) for c in plain.translate(SAME))
    toned = same_tone(low)
    return Shadow(text, plain, toned if len(toned) == len(plain) else low, back)


def _unwrapped(plain: str) -> str:
    """The text with a blank where only the width of a page or window broke a line; as long as before."""
    lines = plain.split("\n")
    width = max(map(len, lines))
    out = lines[:1]
    for before, line in pairwise(lines):
        # A capital may begin a line of its own, and a figure the next row.
        told = line[:1].islower() or (line[:1].isdigit() and width <= WRAPPED)
        joined = told and before.strip() and not before.isupper() and goes_on(before.rstrip(), line, width=width)
        out += (" " if joined else "\n", line)
    return "".join(out)


def _parted(blanks: str) -> str:
    line = "\n" if "\n" in blanks else CELL
    return line + CELL * (len(blanks) - 2) + line


def _low(char: str) -> str:
    lowered = char.lower()
    return lowered if len(lowered) == 1 else char
