"""Every name of one day in memory: for imports and readings that look up thousands of names."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from tuquan.units.finding import look_up
from tuquan.units.models import Level, UnitVersion


class Directory:
    """The names of all units alive on `day`, read in one query (about 14,000 rows for the country before 2025).

    It does not follow later changes: make a new one for each piece of work.
    """

    def __init__(self, day: date) -> None:
        self.day = day
        self._named: dict[str, list[UnitVersion]] = defaultdict(list)
        self._above: dict[int, int | None] = {}
        rows = UnitVersion.objects.on(day).select_related("unit")
        for row in rows:
            self._named[row.search_key].append(row)
            self._above[row.unit_id] = row.parent_id

    def find(self, text: str, *, parent_id: int | None = None, level: Level | None = None) -> list[UnitVersion]:
        """As `queries.find` on this day."""
        return look_up(text, self, parent_id=parent_id, level=level)

    def called(self, keys: set[str]) -> list[UnitVersion]:
        return [row for key in keys for row in self._named.get(key, ())]

    def parents(self, unit_ids: Iterable[int]) -> dict[int, int | None]:
        return {unit_id: self._above.get(unit_id) for unit_id in unit_ids}
