"""The standing units that a plan speaks of, as they are on the day of the reform, before it."""

from datetime import date, timedelta

from tuquan.units.models import Succession, Unit, UnitType, UnitVersion
from tuquan.units.reforms.plan import Alter, Plan, Ref
from tuquan.units.trees import descendant_rows


class Scene:
    """Asked once for a whole plan; names are those of the last day before the reform."""

    def __init__(self, plan: Plan, day: date) -> None:
        self.plan, self.day = plan, day
        asked = referred(plan)
        self.units: dict[int, Unit] = Unit.objects.in_bulk(asked)
        self.begun = {row.key: row for row in plan.begin}
        self.altered = {row.unit: row for row in plan.alter}
        self.now: dict[int, UnitVersion] = {}
        self._last: dict[int, UnitVersion] = {}
        self._read(asked)
        parents = {row.parent_id for row in self._last.values() if row.parent_id} - asked
        self._read(parents)

    def _read(self, unit_ids: set[int]) -> None:
        for row in UnitVersion.objects.filter(unit_id__in=unit_ids).order_by("unit_id", "begins_on"):
            # The name before the reform, or the first one of a unit that was not there yet.
            if row.begins_on < self.day or row.unit_id not in self._last:
                self._last[row.unit_id] = row
            if row.alive_on(self.day):
                self.now[row.unit_id] = row

    def before(self, unit_id: int) -> UnitVersion | None:
        """The version that the reform finds."""
        return self._last.get(unit_id)

    def name_of(self, ref: Ref | None) -> str:
        """The name of a unit: standing as it was the day before, of the plan's own as it will be."""
        if ref is None:
            return ""
        if isinstance(ref, str):
            return spell(self.begun[ref].type, self.begun[ref].name) if ref in self.begun else f"khóa « {ref} »"
        row = self._last.get(ref)
        return row.full_name if row else f"đơn vị số {ref}"

    def name_after(self, ref: Ref) -> str:
        """The name of a unit once the reform is carried out."""
        alter, row = self._alter(ref), self._last.get(ref) if isinstance(ref, int) else None
        if alter is None or row is None:
            return self.name_of(ref)
        return spell(alter.type or row.type, alter.name or row.name)

    def parent_after(self, ref: Ref) -> Ref | None:
        """Under what a unit that is begun or altered will stand; a parent that ends gives way to its only heir."""
        if isinstance(ref, str):
            return self.begun[ref].parent
        alter, row = self._alter(ref), self.now.get(ref)
        if alter is not None and alter.parent is not None:
            return alter.parent
        parent = row.parent_id if row else None
        heirs = self.plan.ending.get(parent, ()) if parent else ()
        return heirs[0].unit if len(heirs) == 1 else parent

    def alive(self, ref: Ref) -> bool:
        """Whether a unit stands on the day of the reform, after it."""
        if isinstance(ref, str):
            return ref in self.begun
        unit = self.units.get(ref)
        if unit is None or ref in self.plan.ending or unit.known_from > self.day:
            return False
        return unit.ends_on is None or unit.ends_on > self.day

    def level(self, ref: Ref) -> int | None:
        """The level of a unit, None when there is no such unit or type."""
        if isinstance(ref, int):
            return self.units[ref].level if ref in self.units else None
        row = self.begun.get(ref)
        return UnitType(row.type).level if row and row.type in UnitType.values else None

    def _alter(self, ref: Ref) -> Alter | None:
        return self.altered.get(ref) if isinstance(ref, int) else None


def referred(plan: Plan) -> set[int]:
    """Every standing unit that a plan names."""
    refs: set[Ref | None] = {row.parent for row in plan.begin} | {row.parent for row in plan.alter}
    refs |= {row.unit for row in plan.alter} | set(plan.ending) | set(plan.choices.values())
    refs |= {heir.unit for row in plan.end for heir in row.heirs} | {row.unit for row in plan.sizes}
    return {ref for ref in refs if isinstance(ref, int)}


def under(scope_id: int, day: date) -> set[int]:
    """Units that lay under the scope the day before; those that begin on the very day are counted in."""
    days = (day - timedelta(days=1), day)
    return {row.unit_id for asked in days for row in descendant_rows(scope_id, asked)}


def links_after(day: date, unit_ids: set[int]) -> list[Succession]:
    """Recorded successions into these units on or after the day."""
    found = Succession.objects.filter(new_id__in=unit_ids, change__effective_on__gte=day)
    return list(found.select_related("change"))


def spell(type: str, name: str) -> str:
    """Type and name as written in a sentence, also for a type that there is not."""
    label = UnitType(type).label.removesuffix(" thuộc tỉnh") if type in UnitType.values else type
    return f"{label} {' '.join(name.split())}"
