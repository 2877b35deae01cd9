"""Organs that end on a day of their own while their units go on: known dates as data, and the plan that follows.

Công an cấp huyện ended on 1/3/2025 (Nghị định 02/2025/NĐ-CP), four months before the districts did.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tuquan.accounts.carrying.rows import HAND_OVER
from tuquan.accounts.errors import OrganReformFaulty
from tuquan.accounts.models import OrganKind, OrganPlacement, OrganVersion
from tuquan.units import queries as units
from tuquan.units.models import Level, Reform, UnitVersion
from tuquan.units.reforms.plan import Plan

PACKAGED = Path(__file__).parent / "data" / "organ_reforms.csv"
COLUMNS = (
    "key", "kind", "level", "effective_on", "title", "act_number", "act_date", "issuer", "grade", "source",
)  # fmt: skip


@dataclass(frozen=True)
class OrganReform:
    """Every organ of a kind at a level ends on a day and hands over to the organ of that kind above it."""

    key: str
    kind: OrganKind
    level: Level
    effective_on: date
    title: str
    act_number: str
    act_date: date | None
    issuer: str
    grade: str
    source: str


def known(path: Path = PACKAGED) -> dict[str, OrganReform]:
    """The dated data by key. Raises OrganReformFaulty with every row that cannot be read."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found, faults = {}, []
    for number, row in enumerate(rows, 2):
        try:
            read = _read(row)
        except (KeyError, ValueError):
            faults.append(
                f"{path.name}, dòng {number}: không đọc được. Kiểm tra loại cơ quan, cấp và ngày (năm-tháng-ngày)."
            )
            continue
        if read.key in found:
            faults.append(f"{path.name}, dòng {number}: khóa « {read.key} » đã có ở trên.")
        found[read.key] = read
    if faults:
        raise OrganReformFaulty(faults)
    return found


def _read(row: dict[str, str]) -> OrganReform:
    given = {name: (row[name] or "").strip() for name in COLUMNS}
    typed: dict[str, Any] = {
        "kind": OrganKind(given["kind"]),
        "level": Level(int(given["level"])),
        "effective_on": date.fromisoformat(given["effective_on"]),
        "act_date": date.fromisoformat(given["act_date"]) if given["act_date"] else None,
    }
    return OrganReform(**(given | typed))


def plan_for(reform: OrganReform, under: int) -> Plan:
    """A row for each organ of the kind at the level under a unit, standing on the eve and not ended by the day.

    `to` is the organ of the same kind at the unit above; left open where none works there.
    """
    day = reform.effective_on
    places = {row.unit_id: row for row in _units(reform.level, under, day)}
    organs = _organs(reform.kind, places, day)
    above = _organs(reform.kind, {row.parent_id for row in places.values() if row.parent_id}, day)
    heirs = {unit: organ for organ, unit in sorted(above.items(), reverse=True)}
    return Plan(
        organs=tuple(
            {"organ": organ, "what": HAND_OVER, "to": heirs.get(places[unit].parent_id or 0)}
            for organ, unit in sorted(organs.items())
        )
    )


def unsaved(reform: OrganReform, under: int) -> Reform:
    """The reform as it would be drafted, for looking at it without writing anything."""
    return Reform(
        title=reform.title, act_number=reform.act_number, act_date=reform.act_date, issuer=reform.issuer,
        effective_on=reform.effective_on, grade=reform.grade, source=reform.source, scope_id=under,
        plan=plan_for(reform, under).as_json(),
    )  # fmt: skip


def _units(level: Level, under: int, day: date) -> list[UnitVersion]:
    own = units.version(under, day)
    return ([own] if own.unit.level == level else []) + units.descendants(under, day, level)


def _organs(kind: OrganKind, unit_ids: Iterable[int], day: date) -> dict[int, int]:
    """Units by organ, of organs standing on the day and before."""
    placed = OrganPlacement.objects.on(day).filter(organ__kind=kind, unit_id__in=list(unit_ids))
    found = dict(placed.values_list("organ_id", "unit_id"))
    begun = OrganVersion.objects.filter(organ_id__in=found, begins_on__lt=day).values_list("organ_id", flat=True)
    return {organ: found[organ] for organ in set(begun)}
