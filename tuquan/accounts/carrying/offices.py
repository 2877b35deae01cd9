"""Organs standing on a day, with where they work and what they are called: read in few queries, found by kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tuquan.accounts.carrying.naming import names_it, stem
from tuquan.accounts.carrying.shapes import After, Shape
from tuquan.accounts.models import OrganKind, OrganPlacement, OrganVersion


@dataclass(frozen=True)
class Office:
    """A standing organ. `stem` tells organs of one kind at one unit apart ("hội cựu chiến binh")."""

    organ_id: int
    kind: OrganKind
    unit_id: int
    version: OrganVersion
    place: Shape
    stem: str

    @property
    def name(self) -> str:
        return self.version.name


class Offices:
    """The organs of `after.day` (or of another day), as they stand without the plan."""

    def __init__(self, after: After, day: date | None = None) -> None:
        self._after, self._day = after, day or after.day
        self._at: dict[int, list[Office]] = {}
        self._of: dict[int, Office | None] = {}

    def know(self, unit_ids: Iterable[int]) -> None:
        """Read the organs of many units in three queries."""
        wanted = set(unit_ids) - self._at.keys()
        if wanted:
            self._at |= {unit: [] for unit in wanted}
            self._read(OrganPlacement.objects.on(self._day).filter(unit_id__in=wanted))

    def know_organs(self, organ_ids: Iterable[int]) -> None:
        """Read many organs by their keys, and whatever stands beside them."""
        wanted = set(organ_ids) - self._of.keys()
        if wanted:
            rows = OrganPlacement.objects.on(self._day).filter(organ_id__in=wanted)
            self.know(rows.values_list("unit_id", flat=True))
            self._of |= dict.fromkeys(wanted - self._of.keys())

    def at(self, unit_id: int) -> list[Office]:
        """The organs at exactly this unit."""
        self.know([unit_id])
        return self._at[unit_id]

    def of(self, organ_id: int) -> Office | None:
        """A standing organ; None when it works nowhere on the day or has no name."""
        self.know_organs([organ_id])
        return self._of[organ_id]

    def _read(self, placed: Iterable[OrganPlacement]) -> None:
        rows = [(row.organ_id, row.organ.kind, row.unit_id) for row in placed.select_related("organ").order_by("organ")]  # type: ignore[attr-defined]
        names = {row.organ_id: row for row in versions_on((organ for organ, _, _ in rows), self._day)}
        self._after.know(unit for _, _, unit in rows)
        for organ_id, kind, unit_id in rows:
            called = self._after.called(unit_id)
            if organ_id in names and called:
                place = next((shape for shape in called if names_it(names[organ_id].name, shape)), called[0])
                like = stem(names[organ_id].name, place)
                office = Office(organ_id, OrganKind(kind), unit_id, names[organ_id], place, like)
                self._at[unit_id].append(office)
                self._of[organ_id] = office


def versions_on(organ_ids: Iterable[int], day: date) -> list[OrganVersion]:
    """Names of organs on a day, or from the first day after it where they have none yet."""
    found: dict[int, OrganVersion] = {}
    rows = OrganVersion.objects.during(day, date.max).filter(organ_id__in=set(organ_ids)).order_by("begins_on")
    for row in rows:
        found.setdefault(row.organ_id, row)
    return list(found.values())


# A unit has one of each of these; of committees and associations it has several, told apart by name.
ONE_A_UNIT = frozenset({OrganKind.POLICE, OrganKind.PEOPLES_COMMITTEE, OrganKind.FRONT})


def match(offices: Iterable[Office], kind: OrganKind, like: str) -> Office | None:
    """The organ of this kind and stem; where none is called so, the only one of the kind (associations excepted)."""
    same = [office for office in offices if office.kind == kind]
    named = [office for office in same if office.stem == like]
    if named:
        return named[0]
    return same[0] if len(same) == 1 and kind != OrganKind.ASSOCIATION else None
