"""What became of an area: the heirs of a unit, or of what lay under one that ended without an heir."""

from datetime import date, timedelta

from tuquan.units import queries
from tuquan.units.models import Unit, UnitVersion


def area_heirs(unit_id: int, day: date) -> list[int]:
    """Who holds the area of a unit on a later day, by name; a district abolished in 2025 went on in its communes."""
    found = {heir for heir, _ in queries.heirs_on(unit_id, day)}
    unit = Unit.objects.get(pk=unit_id)
    if not found and unit.ends_on is not None:
        last = unit.ends_on - timedelta(days=1)
        below = queries.children(unit_id, last)
        found = {heir for row in below for heir, _ in queries.heirs_on(row.unit_id, day)}
    rows = UnitVersion.objects.on(day).filter(unit_id__in=found)
    return list(rows.order_by("sort_key", "unit_id").values_list("unit_id", flat=True))
