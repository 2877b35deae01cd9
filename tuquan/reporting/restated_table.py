"""Many lines over all units at once, restated, as plain rows: for analysis over the thousands of the country.

One statement adds what is whole, the landings given to it as a list. Units that are rare and hard (divided by a legal
share, ended within the round, answered by two organs) are added here, by the same code as single totals.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count

from tuquan.reporting.adding import add
from tuquan.reporting.cells import cells
from tuquan.reporting.errors import refuse_backwards
from tuquan.reporting.models import Answer, Indicator, OverUnits, Round
from tuquan.reporting.pieces import piece
from tuquan.reporting.restated_ground import Asked, Ground, lay
from tuquan.reporting.said import by_line, said
from tuquan.reporting.totals import Part
from tuquan.reporting.views import Restated

ADDED = (OverUnits.SUM, OverUnits.RATIO)


class RestatedRow(NamedTuple):
    """One line of one unit of the day: `value` and `of` in whole thousandths (None: nobody answered, or a share
    without its whole); `got` of `expected` old units answered. Not `comparable`: part of it is not known.
    """

    unit_id: int
    indicator_id: int
    value: int | None
    of: int | None
    got: int
    expected: int
    comparable: bool


class _Added(NamedTuple):
    value: int | None
    of_known: int | None
    of: int | None
    got: int
    unsure: int


def restated_table(round_: Round, view: Restated, indicators: Collection[Indicator]) -> list[RestatedRow]:
    """What the units of the round reported, onto the units of the view's day; lines that do not add are left out.

    No row where nobody answered. Raises RestatingBackwards.
    """
    refuse_backwards(round_, view.day)
    ground = lay(round_, Asked(unit_id=round_.scope_id), view.day)
    lines = {line.pk: line for line in indicators if line.over_units in ADDED}
    hard = _hard(ground)
    found: Iterable[tuple[Any, ...]] = _sums(ground, list(lines), hard)
    if hard:
        found = _joined(found, _hard_sums(ground, list(lines.values()), hard))
    ratios = {key for key, line in lines.items() if line.over_units == OverUnits.RATIO}
    return list(_rows(found, ground, ratios))


def _rows(found: Iterable[tuple[Any, ...]], ground: Ground, ratios: set[int]) -> Iterator[RestatedRow]:
    """Sums with how many were expected; a ratio counts only shares whose whole is known."""
    expected, open_ = _expected(ground)
    for unit, line, value, with_whole, of, got, unsure in found:
        known = unit not in open_ and not unsure
        is_ratio = line in ratios
        shown = (with_whole if is_ratio else value) if known else None
        yield RestatedRow(unit, line, shown, of if known and is_ratio else None, got, expected[unit], known)


def _expected(ground: Ground) -> tuple[dict[int, int], set[int]]:
    """By unit of the day: old units expected there; and the units with anything that the round did not ask."""
    reaching: dict[int, set[int]] = defaultdict(set)
    for row in ground.everyone.below:
        for place in ground.landed[row.unit_id].places:
            reaching[place.unit_id].add(row.unit_id)
    open_ = set()
    for key, origin in ground.origin.items():
        if origin.unknown or origin.units - ground.landed.keys():
            open_.add(key)
        reaching[key] |= origin.units
    return {key: len(olds) for key, olds in reaching.items()}, open_


def _hard(ground: Ground) -> set[int]:
    """Units that need more than a sum."""
    twice = ground.round.submissions.values("unit_id").annotate(times=Count("pk")).filter(times__gt=1)
    shared = {key for key, row in ground.landed.items() if row.heir is None and any(p.share for p in row.places)}
    return (shared | set(ground.everyone.ended) | set(twice.values_list("unit_id", flat=True))) - {
        ground.round.scope_id
    }


def _landings(ground: Ground, hard: set[int]) -> list[tuple[int, int, int]]:
    """(old, new, whole) for every place that is known to hold something, sorted by where it is now."""
    rows = [
        (row.unit_id, place.unit_id, int(landing.heir is not None))
        for row in ground.everyone.below
        if row.unit_id not in hard
        for landing in [ground.landed[row.unit_id]]
        for place in landing.places
        if not place.beneath
    ]
    return sorted(rows, key=lambda row: row[1])


# The lists travel as one value each. The order of the joins is told: SQLite has no statistics of a list.
_LANDING = {
    "sqlite": """
SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]')
  FROM json_each(%(landings)s)""",
    "postgresql": "SELECT * FROM unnest(%(old)s::bigint[], %(new)s::bigint[], %(whole)s::int[])",
}
_SQL = """
WITH landing(old, heir, whole) AS MATERIALIZED ({landing})
SELECT l.heir, f.indicator_id,
       SUM(r.value * l.whole), SUM(CASE WHEN r.of IS NOT NULL THEN r.value * l.whole END), SUM(r.of * l.whole),
       SUM(l.whole), SUM(CASE WHEN l.whole = 0 AND (r.value > 0 OR r.of > 0) THEN 1 ELSE 0 END)
  FROM landing l
  CROSS JOIN reporting_submission s CROSS JOIN reporting_figure f CROSS JOIN reporting_figurerevision r
 WHERE s.unit_id = l.old AND s.round_id = %(round)s
   AND f.submission_id = s.id AND f.scope = 'own' AND f.indicator_id IN ({lines})
   AND r.figure_id = f.id AND r.superseded_at IS NULL AND r.answer <> 'not_reported'
 GROUP BY l.heir, f.indicator_id"""


def _sums(ground: Ground, line_ids: Sequence[int], hard: set[int]) -> list[tuple[Any, ...]]:
    rows = _landings(ground, hard)
    if not rows or not line_ids:
        return []
    old, new, whole = map(list, zip(*rows, strict=True))
    listed = (
        {"landings": json.dumps(rows)} if connection.vendor == "sqlite" else {"old": old, "new": new, "whole": whole}
    )
    # Keys of lines are our own whole numbers, never typed words.
    sql = _SQL.format(landing=_LANDING[connection.vendor], lines=", ".join(map(str, line_ids)))
    with connection.cursor() as cursor:
        cursor.execute(sql, {**listed, "round": ground.round.pk})
        return list(cursor.fetchall())


def _hard_sums(ground: Ground, lines: Sequence[Indicator], hard: set[int]) -> dict[tuple[int, int], _Added]:
    """The same sums for the hard units, by the code of single totals."""
    everyone = replace(ground.everyone, below=tuple(row for row in ground.everyone.below if row.unit_id in hard))
    found = by_line(cells(ground.round, [line.pk for line in lines], unit_ids=hard))
    made: dict[tuple[int, int], list[Part]] = defaultdict(list)
    for line in lines:
        for part in said(line, everyone, found[line.pk]).parts:
            if part.answer == Answer.NOT_REPORTED:
                continue
            for place in ground.landed[part.unit_id].places:
                if not place.beneath:
                    inside = frozenset({place.unit_id})
                    made[place.unit_id, line.pk].append(piece(part, ground.landed[part.unit_id], inside, ""))
    return {key: _added(parts) for key, parts in made.items()}


def _added(parts: list[Part]) -> _Added:
    known = [part for part in parts if part.comparable]
    shares = [part for part in known if part.of is not None]
    value, of = add(OverUnits.SUM, known).value, sum(int((part.of or 0) * 1000) for part in shares)
    with_whole = sum(int((part.value or 0) * 1000) for part in shares)
    return _Added(
        None if value is None else int(value * 1000),
        with_whole if shares else None,
        of if shares else None,
        len(known),
        len(parts) - len(known),
    )


def _joined(found: Iterable[tuple[Any, ...]], more: dict[tuple[int, int], _Added]) -> Iterator[tuple[Any, ...]]:
    for unit, line, *sums in found:
        other = more.pop((unit, line), None)
        yield (unit, line, *(sums if other is None else map(_plus, sums, other)))
    for key, other in more.items():
        yield (*key, *other)


def _plus(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else one + other
