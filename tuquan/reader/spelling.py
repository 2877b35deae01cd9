"""Numbers that a report writes twice, in digits and in words: "12 (mười hai)", "mười hai (12)"."""

import re

from tuquan.reader.restricted import WORDS
from tuquan.vn.text import nfc

Span = tuple[int, int]
DIGITS = re.compile(r"\d[\d.,/]*")
WORD = rf"(?:{WORDS.pattern}|linh|lẻ|mươi|mốt|lăm|tư|triệu|tỷ)"
IN_BRACKETS = re.compile(r"(?<=\d)\s*\([^()\d]{1,100}\)")
IN_WORDS = re.compile(rf"(?:{WORD}|\s)+", re.I)
DIGITS_AFTER = re.compile(rf"(?<!\w)((?:{WORD}\s+)+\()(\d[\d.]*)\)", re.I)
# Characters that a number in words may take.
FARTHEST = 120


def without_spelling(text: str) -> str:
    """The text as long as before, with spaces for words and brackets that only repeat a number."""
    once = IN_BRACKETS.sub(lambda found: " " * len(found[0]) if _repeats(found) else found[0], text)
    return DIGITS_AFTER.sub(lambda found: " " * len(found[1]) + found[2] + " ", once)


def number_spans(text: str, start: int, end: int) -> list[Span]:
    """Where `text[start:end]` says its number: digits and the words that repeat them; all of it without digits."""
    after = IN_BRACKETS.match(text, end)
    end = after.end() if after and _repeats(after) else end
    inside = text[start:end]
    digits = list(DIGITS.finditer(inside))
    found = [*digits, *filter(_repeats, IN_BRACKETS.finditer(inside))] if digits else []
    spans = [(start + match.start(), start + match.end()) for match in found] or [(start, end)]
    before = DIGITS_AFTER.finditer(text, max(start - FARTHEST, 0), end)
    return spans + [match.span(1) for match in before if match.end(1) == start]


def _repeats(found: re.Match[str]) -> bool:
    return IN_WORDS.fullmatch(nfc(found[0].strip()[1:-1])) is not None
