"""All units above the hamlets with all their versions, read at once: what trees of any day are made of."""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import connection

from tuquan.units.models import Level, Succession, Unit, UnitVersion

Version = tuple[int, int | None, date, date | None]


@dataclass
class Forest:
    """`mark`: the state of the units that this was read from. `levels`, `ends`: by unit."""

    mark: int
    versions: dict[int, list[Version]]
    levels: dict[int, int]
    ends: dict[int, date]
    heirs: dict[int, list[tuple[int, date]]]
    breaks: list[date] = field(default_factory=list)

    def epoch(self, day: date) -> date:
        """The first day of the days around `day` on which the tree is the same."""
        at = bisect_right(self.breaks, day)
        return self.breaks[at - 1] if at else date.min

    def parents(self, day: date) -> dict[int, int | None]:
        """The parent of every unit alive on the day."""
        return {
            unit: parent
            for unit, rows in self.versions.items()
            for _, parent, begins, ends in rows
            if begins <= day and (ends is None or ends > day)
        }

    def ended_within(self, first: date, last: date) -> frozenset[int]:
        """Units that ended after `first` and by `last`: asked in a window of these days, and not there at its end."""
        return frozenset(unit for unit, ends_on in self.ends.items() if first < ends_on <= last)

    def above_ended(self, unit: int, parents: dict[int, int | None], day: date) -> set[int]:
        """Units of higher levels in which an ended unit lay on its last day, or in which its heirs lie on `day`."""
        found = set(line(unit, self.parents(self.ends[unit] - timedelta(days=1))))
        for heir in self.heirs_on(unit, day):
            found |= set(line(heir, parents))
        return {key for key in found if self.levels.get(key, 0) < self.levels[unit]}

    def heirs_on(self, unit: int, day: date) -> set[int]:
        """Every heir by `day`, near or far."""
        found, waiting = set[int](), [unit]
        while waiting:
            for heir, since in self.heirs.get(waiting.pop(), ()):
                if since <= day and heir not in found:
                    found.add(heir)
                    waiting.append(heir)
        return found


def line(unit: int, parents: dict[int, int | None]) -> list[int]:
    """The unit and all above it."""
    found: list[int] = []
    key: int | None = unit
    while key is not None and key not in found:
        found.append(key)
        key = parents.get(key)
    return found


def mark() -> int:
    """The mark that the database set after the last change of units."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT mark FROM reporting_treemark")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def read(mark: int) -> Forest:
    """Read the units as they stand in this moment."""
    versions: dict[int, list[Version]] = defaultdict(list)
    rows = UnitVersion.objects.filter(unit__level__lt=Level.HAMLET).values_list(
        "unit_id", "parent_id", "begins_on", "ends_on"
    )
    for row in rows:
        versions[row[0]].append(row)
    units = list(Unit.objects.filter(level__lt=Level.HAMLET).values_list("pk", "level", "ends_on"))
    heirs: dict[int, list[tuple[int, date]]] = defaultdict(list)
    for old, new, since in Succession.objects.values_list("old_id", "new_id", "change__effective_on"):
        heirs[old].append((new, since))
    breaks = {day for own in versions.values() for row in own for day in row[2:] if day is not None}
    ends = {unit: ends_on for unit, _, ends_on in units if ends_on is not None}
    return Forest(mark, dict(versions), {unit: level for unit, level, _ in units}, ends, dict(heirs), sorted(breaks))
