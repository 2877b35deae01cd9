"""A sheet of clusters (Cụm, Đơn vị) as groups with members; nothing is written on any fault."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from tuquan.ground import locks
from tuquan.sheets import Column, Heading, Record, Table, find_heading
from tuquan.units import laws, queries
from tuquan.units.models import GroupMembership, GroupType, Level, UnitGroup, UnitVersion
from tuquan.units.naming import search_key
from tuquan.units.places.errors import GroupRefused, SheetFaulty
from tuquan.units.places.groups import add_member, clean_name, found_group, groups

if TYPE_CHECKING:
    from tuquan.ground.audit import Actor

COLUMNS = (
    Column("cluster", ("Cụm", "Cụm thi đua", "Tên cụm", "Nhóm", "Tên nhóm", "Khối thi đua", "Cụm, khối"), needed=True),
    Column("unit", (
        "Đơn vị", "Tên đơn vị", "Xã", "Xã, phường", "Xã/phường", "Tên xã", "Xã, phường, đặc khu", "Tên xã, phường",
        "Xã, phường, thị trấn", "Công an xã", "Công an xã, phường", "Đơn vị thành viên", "Thành viên",
    ), needed=True),
)  # fmt: skip
# Clusters of offices are listed by their offices; the group is of their units.
_OFFICE = re.compile(r"^(?:công an|ubnd|ủy ban nhân dân|đảng ủy)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Cluster:
    """One group of the sheet: which of its units are new to it; `standing`: the group is there already."""

    name: str
    standing: bool
    members: tuple[str, ...]
    joining: tuple[int, ...]


@dataclass(frozen=True)
class Preview:
    """`unplaced`: units of the area in no cluster of the sheet and in no group of the type."""

    clusters: tuple[Cluster, ...]
    faults: tuple[str, ...]
    unplaced: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def ready(self) -> bool:
        return not self.faults and any(cluster.joining or not cluster.standing for cluster in self.clusters)


@dataclass
class _Area:
    """Where members are looked for, and who stands in which group of the type already."""

    scope: UnitVersion
    directory: queries.Directory
    level: Level
    standing: dict[str, UnitGroup]
    placed: dict[int, UnitGroup]
    faults: list[str] = field(default_factory=list)
    said: dict[int, str] = field(default_factory=dict)


def preview(
    *,
    scope_id: int,
    day: date,
    tables: Sequence[Table],
    type: GroupType = GroupType.EMULATION_CLUSTER,
    level: Level = Level.COMMUNE,
) -> Preview:
    """What the tables would do to the groups of a unit on a day; members are units of one level under it."""
    found = find_heading(tables, COLUMNS)
    if isinstance(found, str):
        return Preview((), (found,), (), ())
    area = _area(scope_id, day, type, level)
    area.faults += found.faults
    clusters = _clusters(found, area)
    below = queries.descendant_rows(scope_id, day, level)
    names = queries.versions({row.unit_id for row in below} - area.said.keys() - area.placed.keys(), day)
    left = tuple(names[row.unit_id].full_name for row in below if row.unit_id in names)
    unused = ", ".join(f"« {name} »" for name in found.unused)
    return Preview(tuple(clusters), tuple(area.faults), left, (f"Không dùng cột {unused}.",) if unused else ())


@transaction.atomic
def take(
    *,
    by: "Actor | None",
    scope_id: int,
    day: date,
    tables: Sequence[Table],
    type: GroupType = GroupType.EMULATION_CLUSTER,
    level: Level = Level.COMMUNE,
    source: str = "",
) -> int:
    """Write what `preview` shows, in one transaction: how many units joined. Raises SheetFaulty, GroupForbidden."""
    with locks.one_at_a_time(laws.LOCK):
        shown = preview(scope_id=scope_id, day=day, tables=tables, type=type, level=level)
        if shown.faults:
            raise SheetFaulty(shown.faults)
        standing = {search_key(row.name): row for row in groups(scope_id, day) if row.type == type}
        for cluster in shown.clusters:
            group = standing.get(search_key(cluster.name)) or found_group(
                by=by, scope_id=scope_id, name=cluster.name, type=type, on=day, source=source
            )
            for unit_id in cluster.joining:
                add_member(by=by, group=group, unit_id=unit_id, on=day)
    return sum(len(cluster.joining) for cluster in shown.clusters)


def _area(scope_id: int, day: date, type: GroupType, level: Level) -> _Area:
    standing = [row for row in groups(scope_id, day) if row.type == type]
    rows = GroupMembership.objects.on(day).filter(group__in=standing).select_related("group")
    placed = {row.unit_id: row.group for row in rows}
    named = {search_key(row.name): row for row in standing}
    return _Area(queries.version(scope_id, day), queries.Directory(day), level, named, placed)


def _clusters(heading: Heading, area: _Area) -> list[Cluster]:
    named: dict[str, tuple[str, list[UnitVersion]]] = {}
    for record in heading.records:
        name, unit = _name(record, area), _unit(record, area)
        if name is None or unit is None:
            continue
        _, rows = named.setdefault(search_key(name), (name, []))
        if _fits(record, unit, name, area):
            rows.append(unit)
    return [_cluster(folded, name, units, area) for folded, (name, units) in named.items()]


def _cluster(folded: str, name: str, units: list[UnitVersion], area: _Area) -> Cluster:
    joining = tuple(unit.unit_id for unit in units if unit.unit_id not in area.placed)
    standing = area.standing.get(folded)
    return Cluster(
        standing.name if standing else name, standing is not None, tuple(unit.full_name for unit in units), joining
    )


def _name(record: Record, area: _Area) -> str | None:
    try:
        return clean_name(record.text("cluster"))
    except GroupRefused as wrong:
        area.faults.append(f"{record.where('cluster')}: {wrong}")
        return None


def _unit(record: Record, area: _Area) -> UnitVersion | None:
    text = record.text("unit")
    asked = _OFFICE.sub("", text)
    found = area.directory.find(asked, parent_id=area.scope.unit_id, level=area.level) if asked else []
    if len(found) == 1:
        return found[0]
    where = record.where("unit")
    if found:
        offers = " hoặc ".join(f"« {_placed_name(row, area)} »" for row in found)
        area.faults.append(f"{where}: « {text} » có thể là {offers}. Ghi rõ loại, dấu hoặc đơn vị cấp trên.")
    elif asked:
        area.faults.append(f"{where}: không có « {text} » trong {area.scope.full_name} vào ngày đã chọn.")
    else:
        area.faults.append(f"{where}: chưa ghi đơn vị.")
    return None


def _placed_name(row: UnitVersion, area: _Area) -> str:
    above = queries.versions({row.parent_id}, area.directory.day) if row.parent_id else {}
    return ", ".join([row.full_name, *(version.full_name for version in above.values())])


def _fits(record: Record, unit: UnitVersion, name: str, area: _Area) -> bool:
    """Whether the unit may join: once in the sheet, and in no other group of the type."""
    where, before = record.where("unit"), area.said.get(unit.unit_id)
    if before is not None:
        area.faults.append(f"{where}: « {unit.full_name} » đã có ở {before}. Giữ một dòng.")
        return False
    area.said[unit.unit_id] = where
    other = area.placed.get(unit.unit_id)
    if other is not None and search_key(other.name) != search_key(name):
        area.faults.append(f"{where}: « {unit.full_name} » đang ở nhóm « {other.name} ». Đưa ra khỏi nhóm ấy trước.")
        return False
    return True
