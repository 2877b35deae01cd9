"""The sizes that a plan of change states: written with it, taken back with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tuquan.units.models import UnitSize
from tuquan.units.places.errors import SizeRefused
from tuquan.units.places.sizes import refuse_impossible, size_words
from tuquan.units.reforms.carrying import Going, Touched
from tuquan.units.reforms.plan import Plan, Ref


@dataclass(frozen=True)
class SizeCarrier:
    """Nothing moves: for each unit whose size the plan states, one row is written on the reform's day."""

    name: str = "units.size"
    words: str = "số hộ, nhân khẩu của đơn vị mới"
    order: int = 90

    def touched(self, plan: Plan, day: date) -> Sequence[Touched]:
        """One for each stated size; decided already, since it names its unit."""
        return [
            Touched(
                f"{self.name}:{row.unit}", size_words(row.households, row.population), _source(plan, row.unit),
                heirs=(row.unit,), goes_to=row.unit, note=f"ghi cho ngày {day:%d/%m/%Y}",
            )
            for row in plan.sizes
        ]  # fmt: skip

    def faults(self, plan: Plan, day: date) -> Sequence[str]:
        """Numbers that cannot be, or that another count of the same day contradicts."""
        del day
        found = []
        for row in plan.sizes:
            try:
                refuse_impossible(row.households, row.population)
            except SizeRefused as wrong:
                found.append(str(wrong))
        return found

    def carry(self, things: Sequence[Touched], going: Going) -> None:
        """Write them through the journal; a count of that day which stands already is changed, and comes back."""
        del things
        for row in going.plan.sizes:
            unit_id = going.unit_of(row.unit)
            standing = UnitSize.objects.filter(unit_id=unit_id, on=going.day).first()
            given = {"households": row.households, "population": row.population}
            known = {field: number for field, number in given.items() if number is not None}
            if standing is not None:
                going.journal.change(standing, **known)
            else:
                going.journal.create(UnitSize(unit_id=unit_id, on=going.day, source=going.basis[:300], **known))


def _source(plan: Plan, ref: Ref) -> int:
    """A standing unit to show it under: itself, the first that goes there, or what a unit from nothing lies in."""
    if isinstance(ref, int):
        return ref
    goes = (row.unit for row in plan.end if any(heir.unit == ref for heir in row.heirs))
    above = (row.parent for row in plan.begin if row.key == ref and isinstance(row.parent, int))
    return next(goes, None) or next(above, 0)
