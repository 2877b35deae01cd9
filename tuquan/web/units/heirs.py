"""What became of an area: the heirs of a unit, or of what lay under one that ended without an heir."""

from datetime import date, timedelta

from tuquan.units import queries
from tuquan.units.models import Unit, UnitVersion
from tuquan.units.restating import landings


def area_heirs(unit_id: int, day: date) -> list[int]:
    """Who holds the area of a unit on a later day, by name; a district abolished in 2025 went on in its communes."""
    found = _holders({unit_id}, day)
    unit = Unit.objects.get(pk=unit_id)
    if not found and unit.ends_on is not None:
        last = unit.ends_on - timedelta(days=1)
        found = _holders({row.unit_id for row in queries.children(unit_id, last)}, day)
    rows = UnitVersion.objects.on(day).filter(unit_id__in=found)
    return list(rows.order_by("sort_key", "unit_id").values_list("unit_id", flat=True))


def _holders(unit_ids: set[int], day: date) -> set[int]:
    """Units of the day to which one of these came, wholly or in part; in few queries for any number."""
    return {place.unit_id for found in landings(day, unit_ids).values() for place in found.places if not place.beneath}
