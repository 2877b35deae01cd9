"""Units by what a person typed: the exact name first, then names that hold every word."""

from datetime import date

from django.db.models import Q

from tuquan.units import queries
from tuquan.units.models import UnitVersion
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
    """Each unit with the name of the unit above it on that day."""
    above = queries.versions({row.parent_id for row in rows if row.parent_id}, day)
    return [(row, above[row.parent_id].full_name if row.parent_id in above else "") for row in rows]
