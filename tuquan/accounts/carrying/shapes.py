"""Units as a plan leaves them: what each reference will be called on the day, and what stands above it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tuquan.units.models import UnitType, UnitVersion
from tuquan.units.reforms.plan import Plan, Ref


@dataclass(frozen=True)
class Shape:
    """A unit's bare name and type, which the names of its organs are made of, and what it stands under."""

    name: str
    type: UnitType
    parent: Ref | None = None

    @property
    def word(self) -> str:
        """ "xã", "phường", "thành phố"."""
        return self.type.label.removesuffix(" thuộc tỉnh")

    @property
    def full_name(self) -> str:
        return f"{self.word} {self.name}"

    @property
    def level(self) -> int:
        return int(self.type.level)


def shape_of(version: UnitVersion) -> Shape:
    """The shape of a stored version."""
    return Shape(version.name, UnitType(version.type), version.parent_id)


class After:
    """Names and parents of units on `day` once `plan` stands. The same before and after its units are written."""

    def __init__(self, plan: Plan, day: date) -> None:
        self.plan, self.day = plan, day
        self.ending = plan.ending
        self._begun = {row.key: row for row in plan.begin}
        self._altered = {row.unit: row for row in plan.alter}
        self._versions: dict[int, UnitVersion] = {}
        self._below: dict[int, list[int]] = {}

    def know(self, refs: Iterable[Ref]) -> None:
        """Read the versions of many units in one query: those of the day, else (ended by it) of the eve."""
        wanted = {ref for ref in refs if isinstance(ref, int)} - self._versions.keys()
        if not wanted:
            return
        rows = UnitVersion.objects.during(self.day - timedelta(days=1), self.day).filter(unit_id__in=wanted)
        self._versions |= {row.unit_id: row for row in rows.order_by("begins_on")}

    def before(self, unit_id: int) -> Shape | None:
        """A standing unit as it is without the plan; None when it is unknown around that day."""
        self.know([unit_id])
        row = self._versions.get(unit_id)
        return shape_of(row) if row else None

    def shape(self, ref: Ref) -> Shape | None:
        """A unit as the plan leaves it; None for a reference that nothing stands behind."""
        if isinstance(ref, str):
            row = self._begun.get(ref)
            return Shape(row.name, UnitType(row.type), row.parent) if row else None
        was = self.before(ref)
        change = self._altered.get(ref)
        if was is None or change is None:
            return was
        type_ = UnitType(change.type) if change.type else was.type
        parent = was.parent if change.parent is None else change.parent
        return Shape(change.name or was.name, type_, parent)

    def above(self, ref: Ref) -> Iterator[Ref]:
        """What a unit stands under, nearest first."""
        seen: set[Ref] = {ref}
        shape = self.shape(ref)
        while shape is not None and shape.parent is not None and shape.parent not in seen:
            seen.add(shape.parent)
            yield shape.parent
            shape = self.shape(shape.parent)

    def below(self, unit_id: int) -> list[Ref]:
        """The units that stood directly under a unit on the eve, or what they became."""
        eve = self.day - timedelta(days=1)
        rows = UnitVersion.objects.on(eve).filter(parent_id=unit_id).order_by("sort_key", "unit_id")
        found: dict[Ref, None] = {}
        for row in rows:
            self._versions.setdefault(row.unit_id, row)
            found |= dict.fromkeys(self.become(row.unit_id))
        return list(found)

    def become(self, unit_id: int) -> tuple[Ref, ...]:
        """The unit itself while it goes on, else its heirs."""
        if unit_id not in self.ending:
            return (unit_id,)
        return tuple(heir.unit for heir in self.ending[unit_id])
