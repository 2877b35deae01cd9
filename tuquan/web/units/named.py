"""Units by what a person typed: the exact name first, then names that hold every word."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from tuquan.units import queries
from tuquan.units.models import UnitType, UnitVersion
from tuquan.units.naming import search_key

MOST = 40


def named(text: str, day: date) -> list[UnitVersion]:
    """Units alive on `day` called `text` (with or without type and accents), else those whose name holds its words."""
    exact = queries.find(text, day)
    words = search_key(text).split()
    if exact or not words:
        return exact[:MOST]
    holds = Q()
    for word in words:
        holds &= Q(search_key__startswith=word) | Q(search_key__contains=f" {word}")
    rows = UnitVersion.objects.on(day).filter(holds).select_related("unit")
    return list(rows.order_by("unit__level", "sort_key", "unit_id")[:MOST])


def with_upper(rows: list[UnitVersion], day: date) -> list[tuple[UnitVersion, str]]:
    """Each unit with what it lies in on that day, up to the province: names of communes and districts come twice."""
    places = places_of(rows, day)
    return [(row, places[row.unit_id]) for row in rows]


def places_of(rows: Iterable[UnitVersion], day: date) -> dict[int, str]:
    """ "huyện Tuyên Hóa, tỉnh Quảng Bình" for each unit: everything above it but the country, in a query a level."""
    above = {row.unit_id: row.parent_id for row in rows}
    known: dict[int, UnitVersion] = {}
    waiting = {key for key in above.values() if key}
    while waiting:
        step = queries.versions(waiting, day)
        known |= step
        waiting = {row.parent_id for row in step.values() if row.parent_id} - known.keys()
    return {key: ", ".join(_line(parent, known)) for key, parent in above.items()}


def _line(key: int | None, known: dict[int, UnitVersion]) -> list[str]:
    found: list[str] = []
    while key in known and known[key].type != UnitType.COUNTRY:
        found.append(known[key].full_name)
        key = known[key].parent_id
    return found
