"""Rows of organs written through the journal of a reform, so that undoing restores every one."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tuquan.accounts.carrying import naming
from tuquan.accounts.carrying.handover import Ending, Heir
from tuquan.accounts.carrying.offices import Office
from tuquan.accounts.carrying.standing import Restyled, Standing
from tuquan.accounts.models import Organ, OrganPlacement, OrganSuccession, OrganVersion
from tuquan.ground.dated import Dated
from tuquan.units.reforms.carrying import Going


class Writer:
    """Writes one plan's organs. `keys` maps what a Heir is called to the organ that stands for it."""

    def __init__(self, going: Going, standing: Standing) -> None:
        self._going, self._standing, self._journal = going, standing, going.journal
        self._keys: dict[str, int] = {}

    def organ_of(self, heir: Heir) -> int:
        """The key of an organ that takes over, founded by now if it was to be."""
        return heir.organ_id if heir.organ_id is not None else self._keys[heir.key]

    def found(self, heir: Heir, pattern: Office) -> None:
        """A new organ at the heir's unit after the pattern of an old one."""
        organ = self._journal.create(Organ(kind=heir.kind))
        self._keys[heir.key] = organ.pk
        place = self._standing.handover.after.shape(heir.ref) or pattern.place
        superior = self._standing.superior_of(pattern, heir.ref)
        fields = naming.texts(pattern.version, pattern.place, place, name=heir.name)
        above = self._standing.handover.offices.of(pattern.version.superior_id or 0)
        fields = naming.under(
            fields, pattern.version, above.name if above else "", self._standing.name_of(superior) if superior else ""
        )
        superior_id = self.organ_of(superior) if superior else None
        day = self._going.day
        self._journal.create(OrganVersion(organ=organ, superior_id=superior_id, begins_on=day, **fields))
        self._journal.create(OrganPlacement(organ=organ, unit_id=self._going.unit_of(heir.ref), begins_on=day))

    def end(self, ending: Ending) -> None:
        """The organ's names and place end; each heir is written down."""
        organ_id = ending.office.organ_id
        for rows in (OrganVersion.objects, OrganPlacement.objects):
            self._close(rows.during(self._going.day, date.max).filter(organ_id=organ_id))
        self._journal.create_all(
            OrganSuccession(old_id=organ_id, new_id=key, on=self._going.day, basis=self._going.basis[:300])
            for key in dict.fromkeys(map(self.organ_of, ending.heirs))
        )

    def restyle(self, row: Restyled) -> None:
        """The organ's other name or superior from the day; names decided for later days take it over too."""
        fields = dict(row.fields)
        if row.moved:
            fields["superior_id"] = self.organ_of(row.superior) if row.superior else None
        was = row.office.version
        versions = OrganVersion.objects.during(self._going.day, date.max).filter(organ_id=row.office.organ_id)
        for version in list(versions):
            same = {key: value for key, value in fields.items() if getattr(version, key) == getattr(was, key)}
            if same:
                self._from_the_day(version, same)

    def _from_the_day(self, version: OrganVersion, fields: dict[str, Any]) -> None:
        if version.begins_on >= self._going.day:
            self._journal.change(version, **fields)
            return
        until = version.ends_on
        kept = {
            field.attname: getattr(version, field.attname)
            for field in OrganVersion._meta.concrete_fields
            if field.attname not in ("id", "begins_on", "ends_on")
        }
        self._journal.change(version, ends_on=self._going.day)
        self._journal.create(OrganVersion(begins_on=self._going.day, ends_on=until, **(kept | fields)))

    def _close(self, rows: Iterable[Dated]) -> None:
        for row in list(rows):
            if row.begins_on >= self._going.day:
                self._journal.remove(row)
            else:
                self._journal.change(row, ends_on=self._going.day)
