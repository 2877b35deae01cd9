"""Where something stands through the ends of its units; how whatever has a dated place is taken along."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from tuquan.units.errors import PlaceUndecided
from tuquan.units.models import Placement, Succession, Unit
from tuquan.units.reforms.carrying import Going, Touched, touched_at
from tuquan.units.reforms.plan import Plan, Ref

Piece = tuple[int, date, date | None]


def lay_out(unit_id: int, begins_on: date, ends_on: date | None = None) -> list[Piece]:
    """The places of a thing from a day on, along whole single successions: (unit, begins_on, ends_on), gapless.

    A record entered late for an ended unit comes to today's. Raises PlaceUndecided, with the heirs, at a unit
    that was divided or abolished while the thing went on.
    """
    return Layout().lay_out(unit_id, begins_on, ends_on)


class Layout:
    """The same for many things: what was asked once of a unit is not asked again."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[date | None, tuple[tuple[int, bool], ...]]] = {}

    def lay_out(self, unit_id: int, begins_on: date, ends_on: date | None = None) -> list[Piece]:
        """As `lay_out`."""
        pieces: list[Piece] = []
        while True:
            end, heirs = self._life(unit_id)
            if end is None or (ends_on is not None and ends_on <= end):
                return [*pieces, (unit_id, begins_on, ends_on)]
            if end > begins_on:
                pieces.append((unit_id, begins_on, end))
                begins_on = end
            if len(heirs) != 1 or not heirs[0][1]:
                raise PlaceUndecided(unit_id, tuple(heir for heir, _ in heirs))
            unit_id = heirs[0][0]

    def ready(self, unit_ids: Iterable[int]) -> "Layout":
        """Ask for all these units at once."""
        asked = set(unit_ids) - self._known.keys()
        heirs: dict[int, list[tuple[int, bool]]] = {unit: [] for unit in asked}
        for old, new, whole in Succession.objects.filter(old_id__in=asked).values_list("old_id", "new_id", "whole"):
            heirs[old].append((new, whole))
        ends = dict(Unit.objects.filter(pk__in=asked).values_list("pk", "ends_on"))
        self._known |= {unit: (ends.get(unit), tuple(heirs[unit])) for unit in asked}
        return self

    def _life(self, unit_id: int) -> tuple[date | None, tuple[tuple[int, bool], ...]]:
        if unit_id not in self._known:
            self.ready([unit_id])
        return self._known[unit_id]


def standing_after(day: date) -> Q:
    """Dated rows that hold on `day` or come later."""
    return Q(ends_on__isnull=True) | Q(ends_on__gt=day)


def close(rows: Iterable[Any], going: Going) -> None:
    """End dated rows on the reform's day; those that were to begin then or later never came to be."""
    given = list(rows)
    going.journal.change_all([row for row in given if row.begins_on < going.day], ends_on=going.day)
    going.journal.remove_all([row for row in given if row.begins_on >= going.day])


@dataclass(frozen=True)
class PlacementCarrier:
    """Takes along everything of one Placement model, in few statements however many things there are.

    `owner_field`: the foreign key to the thing ("facility"); `name_of(owner)` its name on the screen; `alive` narrows
    the placements asked (things struck off stay where they were). Places that begin later are laid anew, too.
    """

    model: type[Placement]
    owner_field: str
    name: str
    words: str
    order: int
    name_of: Callable[[Any], str]
    alive: Callable[[QuerySet[Any]], QuerySet[Any]] | None = None

    def touched(self, plan: Plan, day: date) -> Sequence[Touched]:
        """One for each thing; one that will stand in a second ended unit later is named once more, as "…@unit"."""
        found: dict[str, Touched] = {}
        first: dict[int, int] = {}
        for row in self._rows(plan, day).select_related(self.owner_field):
            owner = getattr(row, f"{self.owner_field}_id")
            here = first.setdefault(owner, row.unit_id) == row.unit_id
            key = self._key(owner) if here else f"{self._key(owner)}@{row.unit_id}"
            name = self.name_of(getattr(row, self.owner_field))
            found.setdefault(key, touched_at(plan, key=key, name=name, unit_id=row.unit_id))
        return list(found.values())

    def faults(self, plan: Plan, day: date) -> Sequence[str]:
        """Things whose heir was itself divided or abolished since: recorded late, they would need a second choice."""
        layout, found = Layout(), []
        for thing in self.touched(plan, day):
            if isinstance(thing.goes_to, int):
                try:
                    layout.lay_out(thing.goes_to, day)
                except PlaceUndecided:
                    found.append(f"« {thing.name} »: đơn vị nhận đã chia hoặc giải thể sau đó. Chọn một đơn vị khác.")
        return found

    def carry(self, things: Sequence[Touched], going: Going) -> None:
        """Close each place on the day and open it at the heir; a place decided for later is made there anew."""
        to = {(thing.key.partition("@")[0], thing.unit_id): thing.goes_to for thing in things if thing.goes_to}
        units = {ref: going.unit_of(ref) for ref in set(to.values())}
        rows = [row for row in self._rows(going.plan, going.day) if self._ref(to, row) is not None]
        layout = Layout().ready(units.values())
        made = [
            self._again(row, piece)
            for row in rows
            for piece in layout.lay_out(units[self._ref(to, row)], max(row.begins_on, going.day), row.ends_on)
        ]
        close(rows, going)
        going.journal.create_all(made)

    def _rows(self, plan: Plan, day: date) -> QuerySet[Any]:
        rows = self.model._base_manager.filter(standing_after(day), unit_id__in=list(plan.ending))
        narrowed = rows if self.alive is None else self.alive(rows)
        return narrowed.order_by("begins_on", "pk")

    def _ref(self, to: dict[tuple[str, int], Ref], row: Any) -> Any:
        return to.get((self._key(getattr(row, f"{self.owner_field}_id")), row.unit_id))

    def _key(self, owner: int) -> str:
        return f"{self.name}:{owner}"

    def _again(self, row: Placement, piece: Piece) -> Placement:
        """The same place for the same thing, whatever else the model says of it, at another unit."""
        unit_id, begins_on, ends_on = piece
        kept = {
            field.attname: getattr(row, field.attname)
            for field in self.model._meta.concrete_fields
            if not field.primary_key
        }
        return self.model(**{**kept, "unit_id": unit_id, "begins_on": begins_on, "ends_on": ends_on})
