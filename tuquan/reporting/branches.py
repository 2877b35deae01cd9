"""A total shown by the units directly beneath: a province's by its districts, each with its own coverage."""

from collections import defaultdict
from collections.abc import Sequence

from tuquan.reporting.adding import Sum, add
from tuquan.reporting.areas import Area
from tuquan.reporting.models import Answer, Indicator
from tuquan.reporting.said import Said
from tuquan.reporting.sentences import measure_of
from tuquan.reporting.totals import Coverage, Part


def covered(area: Area, parts: Sequence[Part], added: Sum) -> Coverage:
    """How many of the units expected are in the sum, and who is not there yet."""
    types = {row.unit_id: row.type for row in (*area.below, *area.middles)}
    measure = measure_of(types[part.unit_id] for part in parts) if parts else area.measure
    missing = tuple(part.name for part in parts if part.answer == Answer.NOT_REPORTED)
    return Coverage(sum(1 for part in parts if part in added.counted), len(parts), missing, measure)


def shown_by(line: Indicator, area: Area, told: Said) -> tuple[Part, ...]:
    """One part for each unit directly beneath; a district's is made of its communes and its own work."""
    units: dict[int, list[Part]] = defaultdict(list)
    works: dict[int, list[Part]] = defaultdict(list)
    for part in told.parts:
        units[area.branch[part.unit_id]].append(part)
    for part in told.between:
        works[area.branch[part.unit_id]].append(part)
    rows = sorted((*area.below, *area.middles), key=lambda row: (row.sort_key, row.unit_id))
    heads = [row for row in rows if row.unit_id in units or row.unit_id in works]
    return tuple(
        _head(line, area, row.unit_id, area.name_of(row), units[row.unit_id], works[row.unit_id], told) for row in heads
    )


def _head(
    line: Indicator, area: Area, unit_id: int, name: str, parts: list[Part], works: list[Part], told: Said
) -> Part:
    printed = told.printed.get(unit_id)
    stated = printed if printed and printed.answer != Answer.NOT_REPORTED else None
    if not works and stated is None and [part.unit_id for part in parts] == [unit_id]:
        return parts[0]
    added = add(line.over_units, [*parts, *works])
    return Part(
        unit_id=unit_id,
        name=name,
        value=added.value,
        of=added.of,
        answer=added.answer,
        reopened=any(part.reopened for part in (*parts, *works)),
        made_of=(*parts, *works),
        coverage=covered(area, parts, added),
        stated=stated,
    )
