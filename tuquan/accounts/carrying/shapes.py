"""Units as a plan leaves them: what each reference will be called on the day, and what stands above it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tuquan.units.models import UnitType, UnitVersion
from tuquan.units.reforms.carrying import all_at
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
        self._eve: dict[int, Shape] = {}
        self._now: dict[int, Shape] = {}
        self._known: set[int] = set()

    def know(self, refs: Iterable[Ref]) -> None:
        """Read the versions of many units around the day in one query."""
        wanted = {ref for ref in refs if isinstance(ref, int)} - self._known
        if not wanted:
            return
        self._known |= wanted
        eve = self.day - timedelta(days=1)
        for row in UnitVersion.objects.during(eve, self.day).filter(unit_id__in=wanted):
            if row.alive_on(eve):
                self._eve[row.unit_id] = shape_of(row)
            if row.alive_on(self.day):
                self._now[row.unit_id] = shape_of(row)

    def before(self, unit_id: int) -> Shape | None:
        """A unit on the eve, or on the day where it begins only then; None when it is unknown around that day."""
        self.know([unit_id])
        return self._eve.get(unit_id) or self._now.get(unit_id)

    def called(self, unit_id: int) -> list[Shape]:
        """How the unit is called on the eve and on the day: an organ's name may hold either."""
        self.know([unit_id])
        found = (self._eve.get(unit_id), self._now.get(unit_id))
        return list(dict.fromkeys(shape for shape in found if shape is not None))

    def shape(self, ref: Ref) -> Shape | None:
        """A unit as the plan leaves it; None for a reference that nothing stands behind."""
        if isinstance(ref, str):
            row = self._begun.get(ref)
            return Shape(row.name, UnitType(row.type), row.parent) if row else None
        was, change = self.before(ref), self._altered.get(ref)
        if was is None or change is None:
            return self._now.get(ref) or was
        type_ = UnitType(change.type) if change.type else was.type
        parent = was.parent if change.parent is None else change.parent
        return Shape(change.name or was.name, type_, parent)

    def above(self, ref: Ref) -> Iterator[Ref]:
        """What a unit stands under, nearest first: of a unit that ends, what takes the children from it."""
        seen: set[Ref] = {ref}
        parent = self._parent(ref)
        while parent is not None and parent not in seen:
            seen.add(parent)
            yield parent
            ref, parent = parent, self._parent(parent)

    def _parent(self, ref: Ref) -> Ref | None:
        shape = self.shape(ref)
        if shape is None or not isinstance(shape.parent, int) or shape.parent not in self.ending:
            return shape.parent if shape else None
        heirs, choices = self.become(shape.parent), self.plan.choices
        if len(heirs) == 1:
            return heirs[0]
        return choices.get(f"units.unit:{ref}") or choices.get(all_at(shape.parent))

    def below(self, unit_id: int) -> list[Ref]:
        """The units that stood directly under a unit on the eve, or what they became."""
        eve = self.day - timedelta(days=1)
        rows = UnitVersion.objects.on(eve).filter(parent_id=unit_id).order_by("sort_key", "unit_id")
        found: dict[Ref, None] = {}
        for row in rows:
            found |= dict.fromkeys(self.become(row.unit_id))
        return list(found)

    def become(self, unit_id: int) -> tuple[Ref, ...]:
        """The unit itself while it goes on, else its heirs."""
        if unit_id not in self.ending:
            return (unit_id,)
        return tuple(heir.unit for heir in self.ending[unit_id])
