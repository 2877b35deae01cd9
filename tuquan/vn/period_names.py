"""What periods of a year are called: « quý I năm 2021 » ↔ (quarter, 2021, 1). No days here; see ``windows``."""

import re
import unicodedata
from typing import Literal, NamedTuple

from .dates import show_month

Kind = Literal["month", "quarter", "half", "nine_months", "year"]

_ROMAN = ("I", "II", "III", "IV")
_YEAR = r"(?:(?:\s*/\s*|\s*-\s*|\s+năm\s+|\s+)(?P<year>[0-9]{4})|\s+năm(?:\s+nay)?)?"
# One pattern a kind; a year left out is taken from the caller.
_SPOKEN: dict[Kind, str] = {
    "year": r"(?:(?:cả\s+)?năm\s+(?P<year>[0-9]{4})|cả\s+năm)",
    "half": r"(?:6|sáu)\s+tháng(?:\s+(?P<part>đầu|cuối))?" + _YEAR,
    "nine_months": r"(?:9|chín)\s+tháng(?:\s+đầu)?" + _YEAR,
    "quarter": r"quý\s+(?P<part>I{1,3}|IV|[1-4])" + _YEAR,
    "month": r"tháng\s+(?P<part>0?[1-9]|1[0-2])" + _YEAR,
}
_PATTERNS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _SPOKEN.items()}


class PeriodName(NamedTuple):
    """A named part of a year; ``part`` counts from 1, ``year`` is None when the words left it out."""

    kind: Kind
    year: int | None
    part: int


def say(kind: Kind, year: int, part: int) -> str:
    """The name in official wording: "năm 2021", "6 tháng đầu năm 2021", "quý I năm 2021", "tháng 02 năm 2021"."""
    spoken = {
        "year": "",
        "half": "6 tháng đầu " if part == 1 else "6 tháng cuối ",
        "nine_months": "9 tháng ",
        "quarter": f"quý {_ROMAN[(part - 1) % 4]} ",
        "month": f"tháng {show_month(part)} ",
    }
    return f"{spoken[kind]}năm {year:04d}"


def hear(text: str) -> PeriodName | None:
    """The period a text names, or None when it names none. Understands what ``say`` writes and common variants."""
    # « quí » is the other accepted spelling of « quý ».
    body = re.sub(r"\bquí\b", "quý", unicodedata.normalize("NFC", text).strip(), flags=re.IGNORECASE)
    for kind, pattern in _PATTERNS.items():
        if match := pattern.fullmatch(body):
            groups = match.groupdict()
            year = int(groups["year"]) if groups.get("year") else None
            return PeriodName(kind, year, _part(groups.get("part")))
    return None


def _part(word: str | None) -> int:
    if word is None:
        return 1
    if word.isdecimal():
        return int(word)
    if word.upper() in _ROMAN:
        return _ROMAN.index(word.upper()) + 1
    return 2 if word.casefold() == "cuối" else 1
