"""How a figure is told: with a sign, as a state, a flow or a yearly rating."""

from __future__ import annotations

import re
from decimal import Decimal

from tuquan.reader.mentions import Mention, minus
from tuquan.reader.words_data import Entry

# Titles and ratings are given once a year.
YEARLY = re.compile(r"_rated_|_meeting_|_registered")


def told_as(entry: Entry) -> str:
    """A yearly rating is a state of its year, not of the day it is told."""
    if YEARLY.search(entry.code):
        return "rating"
    return "stock" if entry.kind in ("ratio", "distinct") else entry.kind


FALL = re.compile(r"(?<!\w)(?:giảm|hạ)(?:\s+(?:\S+\s+){0,2})?(?:gần|hơn|trên|khoảng|còn)?\s*$")


def signed(low: str, mention: Mention) -> Decimal:
    """The number with its sign: a fall told in per cent is negative."""
    fell = mention.form == "percent" and FALL.search(low[max(0, mention.start - 40) : mention.start])
    return -mention.value if fell or minus(low, mention.start) else mention.value
