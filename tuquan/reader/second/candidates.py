"""One answer of the second reader, held against the text: it counts only for a number that stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from tuquan.reader.mentions import Mention
from tuquan.reader.second.numbers import Numbers
from tuquan.reader.shadow import shadow
from tuquan.reader.words_data import Words

# Shorter quotes stand anywhere, longer ones are whole paragraphs.
LONGEST_QUOTE = 400


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number of the text which the second reader gives to an indicator; `start` is where the number begins."""

    indicator: str
    start: int
    planned: bool | None


def candidate(
    told: dict[str, Any], numbers: Numbers, within: tuple[int, int], words: Words, taken: Set[tuple[int, str]]
) -> Candidate | None:
    """The answer as a candidate, or None: an unknown or closed indicator, a quote that is not there, another number.

    `within` is the piece that was shown; `taken` the (start, indicator) already named, since a quote may stand twice.
    """
    entry = words.by_code.get(str(told.get("indicator")))
    worth = _worth(told.get("value"))
    if entry is None or entry.access != "open" or worth is None:
        return None
    for mention in _quoted(told.get("quote"), numbers, within):
        start = numbers.start(mention)
        if abs(mention.value) == abs(worth) and (start, entry.code) not in taken:
            planned = told.get("planned")
            return Candidate(entry.code, start, planned if isinstance(planned, bool) else None)
    return None


def _worth(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        worth = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return worth if worth.is_finite() else None


def _quoted(quote: object, numbers: Numbers, within: tuple[int, int]) -> Iterator[Mention]:
    """Numbers that lie wholly inside the quote, wherever it stands in the piece; blanks and tone marks may differ."""
    if not isinstance(quote, str) or not 0 < len(quote.strip()) <= LONGEST_QUOTE:
        return
    said = r"\s+".join(re.escape(word) for word in shadow(quote).low.split())
    first, last = numbers.inside(within)
    for found in re.compile(said).finditer(numbers.low, first, last):
        yield from (m for m in numbers.counting if found.start() <= m.start and m.end <= found.end())
