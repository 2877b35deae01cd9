"""Names of the places of schemes as they were on their days, read together."""

from collections.abc import Iterable
from datetime import date

from tuquan.units.models import Level, UnitType, UnitVersion


class PlaceNames:
    """Full names of many units on any day, from two queries: "thôn Lâm Lang, xã Châu Hóa"."""

    def __init__(self, unit_ids: Iterable[int]) -> None:
        wanted = set(unit_ids)
        self._versions: dict[int, list[UnitVersion]] = {}
        self._read(wanted)
        self._read({v.parent_id for rows in self._versions.values() for v in rows if v.parent_id} - wanted)

    def _read(self, unit_ids: set[int]) -> None:
        for row in UnitVersion.objects.filter(unit_id__in=unit_ids).order_by("begins_on"):
            self._versions.setdefault(row.unit_id, []).append(row)

    def unit(self, unit_id: int, day: date) -> UnitVersion | None:
        """The version of that day, else the last one before it, else the first one known."""
        rows = self._versions.get(unit_id, [])
        return next((row for row in reversed(rows) if row.begins_on <= day), rows[0] if rows else None)

    def full(self, unit_id: int, day: date) -> str:
        """The unit's name, and for a hamlet its commune's as well."""
        version = self.unit(unit_id, day)
        if version is None:
            return ""
        if version.parent_id and UnitType(version.type).level == Level.HAMLET:
            upper = self.unit(version.parent_id, day)
            return f"{version.full_name}, {upper.full_name}" if upper else version.full_name
        return version.full_name
