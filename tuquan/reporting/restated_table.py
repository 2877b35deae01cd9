"""Many lines over all units at once, restated, as plain rows: for analysis over the thousands of the country.

One statement adds what is whole, the landings given to it as a list. Units that are rare and hard (divided by a legal
share, ended within the round, answered by two organs) are added here, by the same code as single totals.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.db.models import Count

from tuquan.reporting.areas import area
from tuquan.reporting.cells import cells
from tuquan.reporting.errors import refuse_backwards
from tuquan.reporting.models import Answer, Indicator, OverUnits, Round
from tuquan.reporting.pieces import piece
from tuquan.reporting.said import by_line, said
from tuquan.reporting.totals import Part
from tuquan.reporting.views import Restated
from tuquan.units.lineage import lineage, reach_back
from tuquan.units.restating import Landing, Origin, land, origins

ADDED = (OverUnits.SUM, OverUnits.RATIO)


class RestatedRow(NamedTuple):
    """One line of one unit of the day: `value` and `of` in whole thousandths (None: nobody named a number, a share
    without its whole, or not comparable); `got` old units answered; `unsure`: how many figures stand in the way of
    comparing, 0 where it is comparable.
    """

    unit_id: int
    indicator_id: int
    value: int | None
    of: int | None
    got: int
    unsure: int


PlainRow = tuple[int, int, int | None, int | None, int, int]


@dataclass(frozen=True)
class RestatedTable:
    """`rows`: plain tuples in the order of RestatedRow, for hundreds of thousands of them; `expected`: how many old
    units each unit of the day is made of.
    """

    rows: list[PlainRow]
    expected: dict[int, int]

    def named(self) -> Iterator[RestatedRow]:
        return map(RestatedRow._make, self.rows)


class _Added(NamedTuple):
    """Sums of the hard units: as the row, with how many of them cannot be told."""

    value: int | None
    of: int | None
    got: int
    unsure: int


def restated_table(round_: Round, view: Restated, indicators: Collection[Indicator]) -> RestatedTable:
    """What the units of the round reported, onto the units of the view's day; lines that do not add are left out.

    No row where nobody answered. Raises RestatingBackwards.
    """
    refuse_backwards(round_, view.day)
    ground = _lay(round_, view.day)
    lines = [line for line in indicators if line.over_units in ADDED]
    hard = _hard(ground)
    found = _sums(ground, lines, hard)
    if hard:
        found = list(_joined(found, _hard_sums(ground, lines, hard), _open(ground)))
    return RestatedTable(found, _expected(ground))


@dataclass(frozen=True)
class _Ground:
    """As of single totals, without names: the units asked, where each is, what the units of the day are made of."""

    round: Round
    asked: frozenset[int]
    ended: frozenset[int]
    landed: dict[int, Landing]
    origin: dict[int, Origin]


def _lay(round_: Round, day: date) -> _Ground:
    asked = frozenset(round_.submissions.exclude(unit=round_.scope_id).values_list("unit_id", flat=True))
    known = lineage(day, asked)
    landed = land(known, asked)
    today = {place.unit_id for row in landed.values() for place in row.places if not place.beneath}
    reach_back(known, today, round_.last_day)
    ended = frozenset(key for key in asked if not known.stood(key, round_.last_day))
    return _Ground(round_, asked, ended, landed, origins(known, today, round_.last_day))


def _expected(ground: _Ground) -> dict[int, int]:
    """By unit of the day: how many units of the round's end and of the round it is made of."""
    reaching = {key: set(origin.units) for key, origin in ground.origin.items()}
    for row in ground.landed.values():
        for place in row.places:
            reaching.setdefault(place.unit_id, set()).add(row.unit_id)
    return {key: len(olds) for key, olds in reaching.items()}


def _open(ground: _Ground) -> set[int]:
    """Units of the day with anything in them that the round did not ask, or that nobody knew then."""
    return {key for key, origin in ground.origin.items() if origin.unknown or not origin.units <= ground.asked}


def _hard(ground: _Ground) -> set[int]:
    """Units that need more than a sum."""
    twice = ground.round.submissions.values("unit_id").annotate(times=Count("pk")).filter(times__gt=1)
    shared = {key for key, row in ground.landed.items() if row.heir is None and any(p.share for p in row.places)}
    return (shared | ground.ended | set(twice.values_list("unit_id", flat=True))) - {ground.round.scope_id}


def _landings(ground: _Ground, hard: set[int]) -> list[tuple[int, int, int, int]]:
    """(old, heir, whole, open) for every place that is known to hold something, sorted by where it is now."""
    open_ = _open(ground)
    rows = [
        (row.unit_id, place.unit_id, int(row.heir is not None), int(place.unit_id in open_))
        for row in ground.landed.values()
        if row.unit_id not in hard
        for place in row.places
        if not place.beneath
    ]
    return sorted(rows, key=lambda row: row[1])


# The list travels as one value. The order of the joins is told: SQLite has no statistics of a list.
_LIST = {
    "sqlite": "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),"
    " json_extract(value, '$[3]') FROM json_each(%(landings)s)",
    "postgresql": "SELECT * FROM unnest(%(old)s::bigint[], %(heir)s::bigint[], %(whole)s::int[], %(open)s::int[])",
}
_UNSURE = "SUM(CASE WHEN l.open = 1 OR (l.whole = 0 AND (r.value > 0 OR r.of > 0)) THEN 1 ELSE 0 END)"
_PART = "SUM(CASE WHEN r.of IS NOT NULL THEN r.value * l.whole END)"
_SQL = """
WITH landing(old, heir, whole, open) AS MATERIALIZED ({landing})
SELECT l.heir, f.indicator_id,
       CASE WHEN {unsure} = 0 THEN {value} END, CASE WHEN {unsure} = 0 THEN {of} END, SUM(l.whole), {unsure}
  FROM landing l
  CROSS JOIN reporting_submission s CROSS JOIN reporting_figure f CROSS JOIN reporting_figurerevision r
 WHERE s.unit_id = l.old AND s.round_id = %(round)s
   AND f.submission_id = s.id AND f.scope = 'own' AND f.indicator_id IN ({lines})
   AND r.figure_id = f.id AND r.superseded_at IS NULL AND r.answer <> 'not_reported'
 GROUP BY l.heir, f.indicator_id"""


def _sums(ground: _Ground, lines: Sequence[Indicator], hard: set[int]) -> list[PlainRow]:
    rows = _landings(ground, hard)
    if not rows or not lines:
        return []
    columns = zip(("old", "heir", "whole", "open"), map(list, zip(*rows, strict=True)), strict=True)
    given = {"landings": json.dumps(rows)} if connection.vendor == "sqlite" else dict(columns)
    with connection.cursor() as cursor:
        cursor.execute(_statement(lines), {**given, "round": ground.round.pk})
        return list(cursor.fetchall())


def _statement(lines: Sequence[Indicator]) -> str:
    """A ratio counts only shares whose whole is known. Keys of lines are our own whole numbers, never typed words."""
    ratios = ", ".join(str(line.pk) for line in lines if line.over_units == OverUnits.RATIO)
    plain, of = "SUM(r.value * l.whole)", "SUM(r.of * l.whole)"
    return _SQL.format(
        landing=_LIST[connection.vendor],
        lines=", ".join(str(line.pk) for line in lines),
        unsure=_UNSURE,
        value=f"CASE WHEN f.indicator_id IN ({ratios}) THEN {_PART} ELSE {plain} END" if ratios else plain,
        of=f"CASE WHEN f.indicator_id IN ({ratios}) THEN {of} END" if ratios else "NULL",
    )


def _hard_sums(ground: _Ground, lines: Sequence[Indicator], hard: set[int]) -> dict[tuple[int, int], _Added]:
    """The same sums for the hard units, by the code of single totals."""
    everyone = area(ground.round, ground.round.scope_id)
    everyone = replace(everyone, below=tuple(row for row in everyone.below if row.unit_id in hard))
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
    ratios = {line.pk for line in lines if line.over_units == OverUnits.RATIO}
    return {key: _added(parts, key[1] in ratios) for key, parts in made.items()}


def _added(parts: list[Part], ratio: bool) -> _Added:
    known = [part for part in parts if part.comparable]
    counted = [part for part in known if part.value is not None and (part.of is not None or not ratio)]
    if not counted:
        return _Added(None, None, len(known), len(parts) - len(known))
    value = sum(int((part.value or 0) * 1000) for part in counted)
    of = sum(int((part.of or 0) * 1000) for part in counted) if ratio else None
    return _Added(value, of, len(known), len(parts) - len(known))


def _joined(found: Iterable[PlainRow], more: dict[tuple[int, int], _Added], open_: set[int]) -> Iterator[PlainRow]:
    """The rows of the statement with the hard units added in."""
    for row in found:
        other = more.pop(row[:2], None)
        yield row if other is None else _plus(RestatedRow(*row), other)
    for (unit, line), other in more.items():
        yield _plus(RestatedRow(unit, line, None, None, 0, int(unit in open_)), other)


def _plus(row: RestatedRow, other: _Added) -> RestatedRow:
    got, unsure = row.got + other.got, row.unsure + other.unsure
    if unsure:
        return row._replace(value=None, of=None, got=got, unsure=unsure)
    return row._replace(value=_sum(row.value, other.value), of=_sum(row.of, other.of), got=got)


def _sum(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else one + other
