"""Statements of a report that cannot both stand, as questions to its writer. Plain Python, pure.

Rather silent than wrong: a question is asked only where both sides are read as sure or likely and speak of the same
place and period.
"""

from __future__ import annotations

from collections.abc import Iterator

from tuquan.reader.contradictions import (
    balance,
    bodies,
    denominators,
    fractions,
    included,
    listed,
    outside,
    parts,
    twice,
)
from tuquan.reader.contradictions.ground import Ground, prepare
from tuquan.reader.contradictions.model import KINDS, Contradiction, Known, Side
from tuquan.reader.reading import Reading

__all__ = ["KINDS", "Contradiction", "Known", "Side", "find"]


def find(reading: Reading, text: str, known: Known | None = None) -> tuple[Contradiction, ...]:
    """Contradictions of a text and its reading, in the order of the text; never raises for a reading of `text`.

    `known` holds what the unit reported before and what its records say (see `Known`); without it only the text is
    held against itself. Restricted digits are blanked in every quote, sentence and question.
    """
    ground = prepare(reading, text)
    found = list(_inside(ground))
    if known is not None:
        found += outside.against_known(ground, reading.head.place, known)
    order = list(KINDS)
    found.sort(key=lambda c: (c.first.start or 0, order.index(c.kind), c.second.start or 0, c.question))
    return _once(found)


def _inside(ground: Ground) -> Iterator[Contradiction]:
    yield from fractions.more_than_whole(ground)
    yield from fractions.percentages(ground)
    yield from parts.of_lists(ground)
    yield from included.of_indicators(ground)
    yield from listed.lengths(ground)
    yield from denominators.differing(ground)
    yield from bodies.members(ground)
    yield from twice.told_twice(ground)
    yield from balance.stocks(ground, None, None)
    yield from balance.leaps(ground)
    yield from balance.leaps_told(ground)


def _once(found: list[Contradiction]) -> tuple[Contradiction, ...]:
    """The same two places are asked about once, by the kind that comes first."""
    kept: dict[tuple[object, ...], Contradiction] = {}
    for c in found:
        places: object = frozenset((c.first.start, c.second.start))
        elsewhere = c.second.quote if c.second.start is None else ""
        # Wholes are asked about once, however many shares tell them.
        kept.setdefault((c.question if c.kind == "denominator" else places, elsewhere), c)
    return tuple(kept.values())
