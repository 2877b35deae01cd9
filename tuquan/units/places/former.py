"""Former districts as groups of today's units, drafted from the successions; a person says which to keep."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from tuquan.units import queries
from tuquan.units.models import GroupType, Level, Succession, Unit, UnitGroup, UnitVersion
from tuquan.units.naming import search_key
from tuquan.units.places.groups import add_member, found_group, groups

if TYPE_CHECKING:
    from tuquan.ground.audit import Actor


@dataclass(frozen=True)
class Heir:
    """A unit of today that holds area of the district; `shared_with`: other former districts whose area it holds too.

    `whole` False: only parts of the district's communes came to it, so it is no member.
    """

    unit_id: int
    full_name: str
    whole: bool
    shared_with: tuple[str, ...] = ()


@dataclass(frozen=True)
class GroupDraft:
    """A group to be: `key` is the ended district's unit."""

    key: int
    name: str
    source: str
    heirs: tuple[Heir, ...]

    @property
    def members(self) -> tuple[int, ...]:
        return tuple(heir.unit_id for heir in self.heirs if heir.whole)


def former_districts(province_id: int, day: date) -> list[GroupDraft]:
    """Drafts "Huyện Tuyên Hóa (trước 01/07/2025)" for a province of `day`; writes nothing. Raises UnitUnknown."""
    queries.version(province_id, day)
    districts = _ended_districts(province_id, day)
    communes = {row.unit_id: _last_communes(row) for row in districts}
    landed = _landing({unit for units in communes.values() for unit in units}, day)
    today = {row.unit_id: row for row in queries.descendants(province_id, day, Level.COMMUNE)}
    whole, touched = _by_district(communes, landed, today.keys())
    names = {row.unit_id: row.full_name for row in districts}
    called = _group_names(districts)
    return [
        GroupDraft(
            row.unit_id, called[row.unit_id], _basis(communes[row.unit_id]),
            tuple(
                Heir(unit, version.full_name, unit in whole[row.unit_id], _sharing(unit, row.unit_id, touched, names))
                for unit, version in today.items()
                if unit in touched[row.unit_id]
            ),
        )
        for row in districts
    ]  # fmt: skip


@transaction.atomic
def found_former(
    *, by: "Actor | None", province_id: int, on: date, keys: Iterable[int] | None = None
) -> list[UnitGroup]:
    """Found the drafted groups (all, or those of `keys`) with their members; a group of that name is left alone."""
    asked = None if keys is None else set(keys)
    standing = {search_key(row.name) for row in groups(province_id, on)}
    made = []
    for draft in former_districts(province_id, on):
        if (asked is not None and draft.key not in asked) or search_key(draft.name) in standing:
            continue
        group = found_group(
            by=by, scope_id=province_id, name=draft.name, type=GroupType.FORMER_DISTRICT, on=on, source=draft.source
        )
        for unit_id in draft.members:
            add_member(by=by, group=group, unit_id=unit_id, on=on)
        made.append(group)
    return made


def _group_names(districts: list[UnitVersion]) -> dict[int, str]:
    """ "Huyện Tuyên Hóa (trước 01/07/2025)", with the day on which it ended; homonyms by their province, too."""
    called = Counter((row.full_name, row.ends_on) for row in districts)
    found = {}
    for row in districts:
        name = row.full_name
        if called[row.full_name, row.ends_on] > 1 and row.parent_id is not None:
            name = f"{name}, {queries.full_name(row.parent_id, _last_day(row))}"
        found[row.unit_id] = f"{name[:1].upper()}{name[1:]} (trước {row.ends_on:%d/%m/%Y})"
    return found


def _ended_districts(province_id: int, day: date) -> list[UnitVersion]:
    """The last versions of districts that had ended by `day`, in the province or in one that became part of it."""
    tops = {province_id} | queries.ancestry([province_id])
    rows = UnitVersion.objects.filter(
        unit__level=Level.DISTRICT, parent_id__in=tops, ends_on=F("unit__ends_on"), ends_on__lte=day
    )
    return list(rows.order_by("sort_key", "unit_id"))


def _last_communes(district: UnitVersion) -> list[int]:
    """Who lay in it on its last day."""
    last = UnitVersion.objects.on(_last_day(district))
    return list(last.filter(parent_id=district.unit_id).values_list("unit_id", flat=True))


def _last_day(row: UnitVersion) -> date:
    return (row.ends_on or date.max) - timedelta(days=1)


def _landing(unit_ids: set[int], day: date) -> dict[int, dict[int, bool]]:
    """For each unit, who holds its area on `day`, and whether all of it went there (one question a generation)."""
    ends = dict(Unit.objects.filter(pk__in=unit_ids).values_list("pk", "ends_on"))
    held: dict[int, dict[int, bool]] = {unit: {unit: True} for unit in unit_ids}
    while waiting := {
        at for where in held.values() for at in where if (end := ends.get(at)) is not None and end <= day
    }:
        links = Succession.objects.filter(old_id__in=waiting, change__effective_on__lte=day)
        heirs: dict[int, list[tuple[int, bool]]] = {at: [] for at in waiting}
        for old, new, all_of_it in links.values_list("old_id", "new_id", "whole"):
            heirs[old].append((new, all_of_it))
        held = {unit: _onwards(where, heirs) for unit, where in held.items()}
        news = {new for found in heirs.values() for new, _ in found}
        ends |= dict(Unit.objects.filter(pk__in=news).values_list("pk", "ends_on"))
    return held


def _onwards(where: dict[int, bool], heirs: dict[int, list[tuple[int, bool]]]) -> dict[int, bool]:
    found: dict[int, bool] = {}
    for at, exact in where.items():
        for new, all_of_it in heirs.get(at, [(at, True)]):
            found[new] = found.get(new, True) and exact and all_of_it and len(heirs.get(at, (1,))) == 1
    return found


def _by_district(
    communes: dict[int, list[int]], landed: dict[int, dict[int, bool]], today: Collection[int]
) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """For each district: the units to which at least one of its communes went wholly, and all that hold area of it."""
    whole: dict[int, set[int]] = {}
    touched: dict[int, set[int]] = {}
    for district, units in communes.items():
        pairs = [(at, exact) for unit in units for at, exact in landed[unit].items() if at in today]
        whole[district] = {at for at, exact in pairs if exact}
        touched[district] = {at for at, _ in pairs}
    return whole, touched


def _sharing(unit: int, mine: int, touched: dict[int, set[int]], names: dict[int, str]) -> tuple[str, ...]:
    return tuple(names[other] for other, units in touched.items() if other != mine and unit in units)


def _basis(communes: list[int]) -> str:
    acts = Succession.objects.filter(old_id__in=communes).values_list("change__act_number", flat=True)
    return ", ".join(sorted(set(acts)))[:300]
