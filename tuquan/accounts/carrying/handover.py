"""Which organs a plan ends, and which organs take over: the one reading that every carrier of this room shares."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from tuquan.accounts.carrying import naming
from tuquan.accounts.carrying.offices import ONE_A_UNIT, Office, Offices, match
from tuquan.accounts.carrying.rows import END, HAND_OVER, OrganRow, rows
from tuquan.accounts.carrying.shapes import After
from tuquan.accounts.models import OrganKind, OrganSuccession, OrganVersion
from tuquan.units.models import Level
from tuquan.units.reforms.carrying import all_at
from tuquan.units.reforms.plan import Plan, Ref


@dataclass(frozen=True)
class Heir:
    """An organ that takes over at the unit `ref`: a standing one, or (`organ_id` None) one that the plan founds.

    `key` is one and the same for all that hand over to the same organ.
    """

    key: str
    ref: Ref
    kind: OrganKind
    name: str
    organ_id: int | None = None


@dataclass(frozen=True)
class Ending:
    """An organ that ends. `offered`: units where it may go. `ends_only`: nobody takes over, and that was said."""

    office: Office
    offered: tuple[Ref, ...]
    heirs: tuple[Heir, ...]
    ends_only: bool = False

    @property
    def undecided(self) -> bool:
        return not self.heirs and not self.ends_only


def organ_key(organ_id: int) -> str:
    """The key under which an organ's heir is chosen."""
    return f"accounts.organ:{organ_id}"


class Handover:
    """A plan read for its organs on a day. Asked before its units are written or after, it answers the same.

    `only`: the organs that end this time, beside those of which the plan says that nobody takes over.
    """

    def __init__(self, plan: Plan, day: date, *, only: Collection[int] | None = None) -> None:
        self.plan, self.day, self._only = plan, day, only
        self.after = After(plan, day)
        self.offices = Offices(self.after)
        self._rows: dict[int, list[OrganRow]] = {}
        for row in rows(plan):
            if row.what in (END, HAND_OVER):
                self._rows.setdefault(row.organ, []).append(row)

    @cached_property
    def ended(self) -> dict[int, Office]:
        """The organs that end, by key: those at ended units, and those of which the plan says so."""
        self._read_ahead()
        found = [office for unit in self.plan.ending for office in self.offices.at(unit)]
        found += [office for office in map(self.offices.of, self._rows) if office is not None]
        found = [office for office in found if self._asked(office.organ_id)]
        # One that begins only that day has nothing to hand over: its place moves (see later.py). Another act of the
        # same day may have given it a name or a superior that begins that day: it stood before, nevertheless.
        keys = [office.organ_id for office in found]
        before = OrganVersion.objects.filter(organ_id__in=keys, begins_on__lt=self.day)
        old = set(before.values_list("organ_id", flat=True)) if keys else set()
        return {office.organ_id: office for office in found if office.organ_id in old}

    @cached_property
    def endings(self) -> list[Ending]:
        """All of `ended` with who takes over, in the order of their keys."""
        return [self._ending(self.ended[key]) for key in sorted(self.ended)]

    @cached_property
    def by_organ(self) -> dict[int, Ending]:
        """The organs that end, and those that have been carried already while their posts have not."""
        return self._carried() | {ending.office.organ_id: ending for ending in self.endings}

    @cached_property
    def founded(self) -> dict[str, tuple[Heir, Office]]:
        """Organs to be founded, by key, each with the organ whose pattern it follows; those above come first."""
        found: dict[str, tuple[Heir, Office]] = {}
        for ending in self.endings:
            for heir in ending.heirs:
                if heir.organ_id is None:
                    found.setdefault(heir.key, (heir, ending.office))
        return dict(sorted(found.items(), key=lambda item: (self._level(item[1][0].ref), item[0])))

    def _asked(self, organ_id: int) -> bool:
        said = any(row.what == END for row in self._rows.get(organ_id, ()))
        return self._only is None or organ_id in self._only or said

    def heir_at(self, office: Office, ref: Ref) -> Heir:
        """The organ of the same kind at a unit: the one standing there, else one founded after the same pattern."""
        standing = self.standing_at(ref, office.kind, office.stem)
        if standing is not None:
            return self._standing(standing)
        place = self.after.shape(ref)
        name = naming.founded_name(office.kind, office.name, office.place, place) if place else office.name
        return Heir(_founding_key(ref, office.kind, office.stem), ref, office.kind, name)

    def standing_at(self, ref: Ref, kind: OrganKind, like: str) -> Office | None:
        """The organ of this kind that works at a unit and goes on."""
        if isinstance(ref, str):
            return None
        return match((row for row in self.offices.at(ref) if row.organ_id not in self.ended), kind, like)

    def founded_at(self, ref: Ref, kind: OrganKind, like: str) -> Heir | None:
        """The organ of this kind that the plan founds at a unit."""
        found = self.founded.get(_founding_key(ref, kind, like))
        if found is not None:
            return found[0]
        same = [heir for heir, _ in self.founded.values() if heir.ref == ref and heir.kind == kind]
        return same[0] if len(same) == 1 and kind != OrganKind.ASSOCIATION else None

    def _carried(self) -> dict[int, Ending]:
        links = OrganSuccession.objects.filter(on=self.day, old__placements__unit__in=list(self.plan.ending))
        pairs = list(links.filter(old__placements__ends_on=self.day).order_by("id").values_list("old_id", "new_id"))
        if not pairs:
            return {}
        eve = Offices(self.after, self.day - timedelta(days=1))
        eve.know_organs(old for old, _ in pairs)
        self.offices.know_organs(new for _, new in pairs)
        found: dict[int, Ending] = {}
        for old in dict.fromkeys(old for old, _ in pairs):
            heirs = tuple(self._standing(row) for key, new in pairs if key == old if (row := self.offices.of(new)))
            office = eve.of(old)
            if office is not None and heirs:
                found[old] = Ending(office, tuple(heir.ref for heir in heirs), heirs)
        return found

    def _ending(self, office: Office) -> Ending:
        if given := self._rows.get(office.organ_id):
            return self._as_said(office, given)
        offered, refs = self._units_of(office)
        chosen = self.plan.choices.get(organ_key(office.organ_id))
        if chosen is None and not refs:
            chosen = self.chosen_for_all(office)
        if chosen is not None:
            refs = (chosen,)
        return Ending(office, offered, tuple(dict.fromkeys(self.heir_at(office, ref) for ref in refs)))

    def chosen_for_all(self, office: Office) -> Ref | None:
        """Where everything of the organ's unit goes that has no choice of its own."""
        return self.plan.choices.get(all_at(office.unit_id))

    def _units_of(self, office: Office) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
        """Units offered, and those that follow by themselves: none where the unit was abolished."""
        heirs = self.after.become(office.unit_id)
        if heirs and heirs != (office.unit_id,):
            return heirs, heirs
        return self.around(office), ()

    def around(self, office: Office) -> tuple[Ref, ...]:
        """Where the work of an organ may go whose unit has no heir, or goes on without it: above, then below."""
        above = next(iter(self.after.above(office.unit_id)), None)
        up = self.after.become(above) if isinstance(above, int) else (above,) if above else ()
        down = self.after.below(office.unit_id) if office.place.level < Level.COMMUNE else []
        return tuple(dict.fromkeys([*up, *down]))

    def _as_said(self, office: Office, given: list[OrganRow]) -> Ending:
        if any(row.what == END for row in given):
            return Ending(office, (), (), ends_only=True)
        heirs = tuple(dict.fromkeys(heir for row in given for heir in self._said(office, row)))
        refs = [*(heir.ref for heir in heirs), *self.around(office)]
        return Ending(office, tuple(dict.fromkeys(refs)), heirs)

    def _said(self, office: Office, row: OrganRow) -> Iterable[Heir]:
        if row.to is not None:
            standing = self.offices.of(row.to)
            return [self._standing(standing)] if standing else []
        if row.new:
            return [self._named(office, row)]
        chosen = self.plan.choices.get(organ_key(office.organ_id))
        if chosen is not None:
            return [self.heir_at(office, chosen)]
        offered, refs = self._units_of(office)
        return [self.heir_at(office, ref) for ref in refs or offered[:1]]

    def _named(self, office: Office, row: OrganRow) -> Heir:
        """An organ to be founded: rows that share its key may give its name and place once for all."""
        same = [other for others in self._rows.values() for other in others if other.new == row.new]
        at = next((other.at for other in same if other.at is not None), None)
        ref = at if at is not None else (self.after.become(office.unit_id) or (office.unit_id,))[0]
        name = next((other.name for other in same if other.name), "") or self.heir_at(office, ref).name
        return Heir(f"new:{row.new}", ref, office.kind, name)

    def _standing(self, office: Office) -> Heir:
        return Heir(f"organ:{office.organ_id}", office.unit_id, office.kind, office.name, office.organ_id)

    def _level(self, ref: Ref) -> int:
        place = self.after.shape(ref)
        return place.level if place else Level.HAMLET

    def _read_ahead(self) -> None:
        """Everything that the answers need, in a few queries, however many units end."""
        self.offices.know_organs(self._rows)
        said = [office.unit_id for office in map(self.offices.of, self._rows) if office]
        line: set[Ref] = {*self.plan.ending, *(row.unit for row in self.plan.alter), *said}
        line |= {heir.unit for heirs in self.plan.ending.values() for heir in heirs}
        for _ in range(5):
            self.after.know(line)
            shapes = [self.after.shape(ref) for ref in line]
            line |= {shape.parent for shape in shapes if shape and shape.parent is not None}
        self.offices.know(ref for ref in line if isinstance(ref, int))


def _founding_key(ref: Ref, kind: OrganKind, like: str) -> str:
    return f"{ref}|{kind}" if kind in ONE_A_UNIT else f"{ref}|{kind}|{like}"
