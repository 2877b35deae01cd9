"""Which places are rows: units under one, as they stood at each window's end or stand on the day restated onto."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.reporting.analysis.asking import NotHere, QuestionRefused, Reach, Where
from tuquan.units import queries as units
from tuquan.units.models import GroupMembership, Level, Unit, UnitGroup, UnitType, UnitVersion
from tuquan.units.restating import landings
from tuquan.vn.dates import show_date

OWN = "own"
ALL = "all"


@dataclass(frozen=True)
class Place:
    """`key`: the unit's key, "own" (the level's own work) or "all" (everything together). `code`: of its unit, for
    machines. `until`: the last day of one that stands no longer.
    """

    key: str
    name: str
    unit_id: int | None = None
    code: str = ""
    until: date | None = None

    @property
    def title(self) -> str:
        return f"{self.name} (đến {show_date(self.until)})" if self.until else self.name

    @property
    def total(self) -> bool:
        return self.key == ALL


@dataclass(frozen=True)
class Places:
    """`rows`: the units shown. `top`: whose area they are of; `whole`: they are all of it, its total is theirs. `sums`:
    the top is made of units that report, so that its total is no single unit's figure."""

    rows: tuple[Place, ...]
    top: int
    top_name: str
    whole: bool
    sums: bool


def places(user: User | None, where: Where, days: Sequence[date]) -> Places:
    """The places of a question; `days`: the last days of its windows, or the one day restated onto, in order.

    Raises NotHere for whatever lies outside the person's area, QuestionRefused where nothing is left to show.
    """
    _refuse_outside(user, where.top)
    rows = _named(_versions(user, where, days), days[-1])
    name = _name(where.top, days[-1])
    if not rows:
        raise QuestionRefused(f"{name[:1].upper()}{name[1:]} không có đơn vị nào như đã chọn. Chọn nơi khác.")
    whole = where.reach in (Reach.ITSELF, Reach.CHILDREN, Reach.GRANDCHILDREN, Reach.COMMUNES)
    sums = Unit.objects.filter(pk=where.top, level__lt=Level.COMMUNE).exists()
    return Places(tuple(rows), where.top, name, whole, sums)


def _refuse_outside(user: User | None, unit_id: int) -> None:
    if not Unit.objects.filter(pk=unit_id).exists() or not accounts.may(user, Permission.VIEW_AREA, unit_id=unit_id):
        raise NotHere("Không có đơn vị này trong địa bàn của đồng chí.")


def _versions(user: User | None, where: Where, days: Sequence[date]) -> list[UnitVersion]:
    """As of the latest day first, so that a unit is named as it was called last."""
    found: dict[int, UnitVersion] = {}
    for day in sorted(set(days), reverse=True):
        for row in _on(user, where, day):
            found.setdefault(row.unit_id, row)
    if not found and where.reach in _UNDER:
        found = {row.unit_id: row for row in _became(where, days[-1])}
    if where.reach in (Reach.ITSELF, Reach.CHOSEN):
        asked = (where.top,) if where.reach == Reach.ITSELF else where.chosen
        found |= _last({key for key in asked if key not in found})
    return sorted(found.values(), key=lambda row: (row.sort_key, row.unit_id))


def _on(user: User | None, where: Where, day: date) -> Iterable[UnitVersion]:
    match where.reach:
        case Reach.ITSELF:
            return units.versions({where.top}, day).values()
        case Reach.CHILDREN:
            return [row for row in units.children(where.top, day) if _reports(row)]
        case Reach.GRANDCHILDREN:
            under = [row.unit_id for row in units.children(where.top, day)]
            rows = UnitVersion.objects.on(day).filter(parent_id__in=under)
            return [row for row in rows if _reports(row)]
        case Reach.COMMUNES:
            return units.descendants(where.top, day, Level.COMMUNE)
        case Reach.CHOSEN:
            return _chosen(user, where, day)
        case Reach.GROUP:
            return _members(where, day)


_UNDER = (Reach.CHILDREN, Reach.GRANDCHILDREN, Reach.COMMUNES)


def _became(where: Where, day: date) -> Iterable[UnitVersion]:
    """Of a unit that stands no longer (a district after 30-6-2025): what has become of those that stood under it."""
    last = Unit.objects.get(pk=where.top).ends_on
    if last is None or last > day:
        return []
    under = [row.unit_id for row in _on(None, where, last - timedelta(days=1))]
    held = {place.unit_id for row in landings(day, under).values() for place in row.places if not place.beneath}
    return units.versions(held, day).values()


def _reports(row: UnitVersion) -> bool:
    """Hamlets send no figures of their own."""
    return UnitType(row.type).level < Level.HAMLET


def _chosen(user: User | None, where: Where, day: date) -> Iterable[UnitVersion]:
    for key in where.chosen:
        if key != where.top and not units.is_within(key, where.top, day):
            _refuse_outside(user, key)
    return units.versions(set(where.chosen), day).values()


def _members(where: Where, day: date) -> Iterable[UnitVersion]:
    group = UnitGroup.objects.filter(pk=where.group or 0).first()
    if group is None or not (group.scope_id == where.top or units.is_within(group.scope_id, where.top, day)):
        raise NotHere("Không có nhóm đơn vị này trong địa bàn của đồng chí.")
    members = GroupMembership.objects.on(day).filter(group=group).values_list("unit_id", flat=True)
    return units.versions(set(members), day).values()


def _last(unit_ids: set[int]) -> dict[int, UnitVersion]:
    """Units that stand on none of the days, as they last were."""
    rows = UnitVersion.objects.filter(unit_id__in=unit_ids).order_by("begins_on")
    return {row.unit_id: row for row in rows}


def _named(rows: Sequence[UnitVersion], day: date) -> list[Place]:
    """Short names where they tell the rows apart, full ones ("thị trấn Đồng Lê") where two share one."""
    twice = {row.name for row in rows if sum(1 for other in rows if other.name == row.name) > 1}
    return [
        Place(
            key=str(row.unit_id),
            name=_capital(row.full_name if row.name in twice else row.name),
            unit_id=row.unit_id,
            code=row.code,
            until=row.ends_on - timedelta(days=1) if row.ends_on and row.ends_on <= day and _ended(row) else None,
        )
        for row in rows
    ]


def _ended(row: UnitVersion) -> bool:
    """Whether the body itself ended, not only this name."""
    return row.unit.ends_on is not None and row.unit.ends_on == row.ends_on


def _name(unit_id: int, day: date) -> str:
    row = units.versions({unit_id}, day).get(unit_id) or _last({unit_id}).get(unit_id)
    return row.full_name if row else ""


def _capital(name: str) -> str:
    return f"{name[:1].upper()}{name[1:]}"
