"""The lines above a report's title: its number and the organ that issues it, below the organ above it."""

from __future__ import annotations

import re
from dataclasses import dataclass

TOP = 2500
# Inside a line as well: the letterhead of a docx is a table, and the paragraphs of a cell stand in one line.
NUMBER = re.compile(r"(?m)(?:^[^\w\n]*Số\s*:?|(?<=[ \t])Số\s*:)\s*(?P<number>\d+\s*/\s*[\w\-Đ/]+)")
ORGAN = r"(?:CÔNG AN|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|BAN CHỈ ĐẠO|BCĐ)(?!\w)"
ISSUER = re.compile(rf"(?m)^\s*(?P<name>{ORGAN}[^\n\t]{{0,80}})")
EACH = re.compile(rf"(?<!\w){ORGAN}(?:(?!\s{ORGAN})[^\n\t]){{0,80}}")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Number ("34/BC-CAX") and issuer, None where not found; `start`..`end` the issuer's place in the text.

    `numbered`: the issuer stands right above a number, so it is the one who speaks.
    """

    number: str | None = None
    issuer: str | None = None
    start: int = 0
    end: int = 0
    numbered: bool = False


def letterhead(plain: str) -> Letterhead:
    """Letterhead of a composed text; the issuer is the last organ named before the number."""
    top = plain[:TOP]
    number = NUMBER.search(top)
    shown = re.sub(r"\s+", "", number["number"]) if number else None
    above = list(EACH.finditer(top, 0, number.start())) if number else []
    if above:
        return Letterhead(shown, " ".join(above[-1][0].split()), above[-1].start(), above[-1].end(), True)
    first = ISSUER.search(top)
    if first is None:
        return Letterhead(shown)
    return Letterhead(shown, " ".join(first["name"].split()), first.start("name"), first.end("name"))
