"""The text as rules see it: composed, lower case, one place for the tone mark; and the way back."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tuquan.vn.text import nfc_with_map, same_tone

# Between two cells of a table row; no phrase of the rules reaches across it.
CELL = "¦"
# One capital letter of Vietnamese; a range À-Ỹ would take small letters too.
CAPITAL = r"[A-ZÀÁẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÈÉẺẼẸÊẾỀỂỄỆÌÍỈĨỊÒÓỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÙÚỦŨỤƯỨỪỬỮỰỲÝỶỸỴĐ]"
SAME = str.maketrans({"\u00a0": " ", "–": "-", "—": "-", "−": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "\t": CELL})
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
    plain = GULF.sub(lambda m: _parted(m[0]), plain)
    low = plain.translate(SAME).lower()
    if len(low) != len(plain):
        low = "".join(_low(c) for c in plain.translate(SAME))
    toned = same_tone(low)
    return Shadow(text, plain, toned if len(toned) == len(plain) else low, back)


def _parted(blanks: str) -> str:
    line = "\n" if "\n" in blanks else CELL
    return line + CELL * (len(blanks) - 2) + line


def _low(char: str) -> str:
    lowered = char.lower()
    return lowered if len(lowered) == 1 else char
