"""Organs that go on under another name or another superior: their unit was renamed, or the organ above them ended."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from tuquan.accounts.carrying import naming
from tuquan.accounts.carrying.handover import Handover, Heir
from tuquan.accounts.carrying.offices import Office
from tuquan.accounts.carrying.rows import RENAME, rows
from tuquan.accounts.models import OrganVersion
from tuquan.units.reforms.plan import Ref

FIELDS = ("name", "short_name", "letterhead_name", "place_name", "symbol", "recipients", "letterhead_superior")


@dataclass
class Restyled:
    """An organ that goes on. `fields`: what changes of its names; `superior`: the new one when `moved`."""

    office: Office
    fields: dict[str, Any] = field(default_factory=dict)
    moved: bool = False
    superior: Heir | None = None


class Standing:
    """What a plan changes of organs that it does not end."""

    def __init__(self, handover: Handover) -> None:
        self.handover = handover
        self._after = handover.after
        self._given = {row.organ: row.name for row in rows(handover.plan) if row.what == RENAME and row.name}

    @cached_property
    def changed(self) -> list[Restyled]:
        """Every organ with a changed name, superior or letterhead, by key."""
        found = dict(self._renamed)
        for office in self._under_ended():
            self._place_under(found.setdefault(office.organ_id, Restyled(office)))
        for unit in (row.unit for row in self.handover.plan.alter if row.parent is not None):
            for office in self._going_on(unit):
                self._place_under(found.setdefault(office.organ_id, Restyled(office)))
        for office in self._under_renamed():
            self._print_superior(found.setdefault(office.organ_id, Restyled(office)))
        return [row for _, row in sorted(found.items()) if row.fields or row.moved]

    @cached_property
    def _renamed(self) -> dict[int, Restyled]:
        self.handover.offices.know_organs(self._given)
        offices = [office for row in self.handover.plan.alter for office in self._going_on(row.unit)]
        offices += [office for office in map(self.handover.offices.of, self._given) if office]
        found = {}
        for office in offices:
            place = self._after.shape(office.unit_id) or office.place
            name = self._given.get(office.organ_id, "")
            fields = naming.texts(office.version, office.place, place, name=name)
            changed = {key: value for key, value in fields.items() if value != getattr(office.version, key)}
            if changed:
                found[office.organ_id] = Restyled(office, changed)
        return found

    def _going_on(self, unit_id: int) -> Iterator[Office]:
        return (row for row in self.handover.offices.at(unit_id) if row.organ_id not in self.handover.ended)

    def superior_of(self, office: Office, ref: Ref) -> Heir | None:
        """The organ above one that works at `ref` once the plan stands: of the kind of the present superior.

        The present one while it goes on and stands over the unit; else the nearest above the unit, standing or
        founded by the plan; else whoever takes over from the present one.
        """
        key = office.version.superior_id
        now = self.handover.offices.of(key) if key else None
        if now is None:
            return None
        ended = now.organ_id in self.handover.ended
        line = list(self._after.above(ref))
        if not ended and now.unit_id in line:
            return self._as_heir(now)
        for above in line:
            standing = self.handover.standing_at(above, now.kind, now.stem)
            if standing is not None and standing.organ_id != office.organ_id:
                return self._as_heir(standing)
            founded = self.handover.founded_at(above, now.kind, now.stem)
            if founded is not None:
                return founded
        if not ended:
            return self._as_heir(now)
        heirs = self.handover.by_organ[now.organ_id].heirs
        return heirs[0] if len(heirs) == 1 and heirs[0].organ_id != office.organ_id else None

    def name_of(self, heir: Heir) -> str:
        """What an organ is called once the plan stands."""
        renamed = self._renamed.get(heir.organ_id or 0)
        return renamed.fields.get("name", heir.name) if renamed else heir.name

    def _as_heir(self, office: Office) -> Heir:
        return Heir(f"organ:{office.organ_id}", office.unit_id, office.kind, office.name, office.organ_id)

    def _place_under(self, row: Restyled) -> None:
        """Another superior, on the letterhead too."""
        was = row.office.version.superior_id
        now = self.superior_of(row.office, row.office.unit_id)
        if was is None or (now is not None and now.organ_id == was):
            return
        row.moved, row.superior = True, now
        self._print(row, self.name_of(now) if now else "")

    def _print_superior(self, row: Restyled) -> None:
        """The same superior under its new name."""
        renamed = self._renamed.get(row.office.version.superior_id or 0)
        if renamed is not None and not row.moved and "name" in renamed.fields:
            self._print(row, renamed.fields["name"])

    def _print(self, row: Restyled, name: str) -> None:
        old = row.office.version
        superior = self.handover.offices.of(old.superior_id) if old.superior_id else None
        whole = {key: row.fields.get(key, getattr(old, key)) for key in FIELDS}
        fields = naming.under(whole, old, superior.name if superior else "", name)
        row.fields = {key: value for key, value in fields.items() if value != getattr(old, key)}

    def _under_ended(self) -> list[Office]:
        return self._under(set(self.handover.ended))

    def _under_renamed(self) -> list[Office]:
        return self._under({key for key, row in self._renamed.items() if "name" in row.fields})

    def _under(self, superiors: set[int]) -> list[Office]:
        """Organs that go on and stand under one of these on the day or later."""
        if not superiors:
            return []
        rows = OrganVersion.objects.during(self.handover.day, date.max).filter(superior_id__in=superiors)
        keys = sorted(set(rows.values_list("organ_id", flat=True)) - self.handover.ended.keys())
        self.handover.offices.know_organs([*keys, *superiors])
        offices = [office for office in map(self.handover.offices.of, keys) if office]
        self._read_lines(offices)
        return offices

    def _read_lines(self, offices: list[Office]) -> None:
        """The units above all of them and the organs there, level by level instead of one by one."""
        line: set[Ref] = {office.unit_id for office in offices}
        while line:
            self._after.know(line)
            shapes = [self._after.shape(ref) for ref in line]
            line = {shape.parent for shape in shapes if shape and shape.parent is not None}
            self.handover.offices.know(ref for ref in line if isinstance(ref, int))
