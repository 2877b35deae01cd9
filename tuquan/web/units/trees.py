"""The tree of an area on a day, as nested rows."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from tuquan.units import queries
from tuquan.units.models import Level, Unit, UnitVersion
from tuquan.web.acting import Acting
from tuquan.web.schemes.area import capital
from tuquan.web.units.heirs import area_heirs

# A tree of that many units is shown unfolded; of a longer one only the first step.
SHORT = 60
# Down to where a tree goes, by the level of its top.
LOWEST = {Level.COUNTRY: Level.PROVINCE, Level.COMMUNE: Level.HAMLET, Level.HAMLET: Level.HAMLET}


@dataclass(frozen=True)
class Branch:
    """A unit with what lies under it; `opened`: shown unfolded."""

    unit_id: int
    name: str
    below: tuple["Branch", ...]
    opened: bool


def tops_on(me: Acting, today: date, day: date) -> list[int]:
    """The units that were or will be the acting person's area on `day`: itself, its forebears or its heirs.

    Without a post at a unit it is the whole country: names and trees are public.
    """
    if me.unit_id is None:
        return list(Unit.objects.filter(level=Level.COUNTRY).values_list("pk", flat=True))
    if _alive(me.unit_id, day):
        return [me.unit_id]
    if day >= today:
        return area_heirs(me.unit_id, day)
    older = queries.ancestry({me.unit_id})
    return sorted(UnitVersion.objects.on(day).filter(unit_id__in=older).values_list("unit_id", flat=True))


def branches(top_ids: list[int], day: date) -> list[Branch]:
    """The trees under `top_ids` on a day: down to the hamlets for a commune, else down to the communes.

    Of the country the provinces only: ten thousand communes are no page.
    """
    return [_tree(top, day) for top in top_ids]


def _tree(top: int, day: date) -> Branch:
    own = queries.version(top, day)
    lowest = LOWEST.get(Level(own.unit.level), Level.COMMUNE)
    below: dict[int, list[UnitVersion]] = defaultdict(list)
    for level in range(own.unit.level + 1, lowest + 1):
        for row in queries.descendants(top, day, Level(level)):
            below[row.parent_id or 0].append(row)
    short = sum(map(len, below.values())) <= SHORT
    return replace(_branch(own, below, short), opened=True)


def _branch(row: UnitVersion, below: dict[int, list[UnitVersion]], opened: bool) -> Branch:
    children = tuple(_branch(child, below, opened) for child in below.get(row.unit_id, []))
    return Branch(row.unit_id, capital(row.full_name), children, opened)


def _alive(unit_id: int, day: date) -> bool:
    return bool(UnitVersion.objects.on(day).filter(unit_id=unit_id).exists())
