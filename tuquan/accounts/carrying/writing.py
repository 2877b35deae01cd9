"""Rows of organs written through the journal of a reform, so that undoing restores every one."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tuquan.accounts.carrying import naming
from tuquan.accounts.carrying.handover import Ending, Heir
from tuquan.accounts.carrying.offices import Office
from tuquan.accounts.carrying.standing import Restyled, Standing
from tuquan.accounts.models import Organ, OrganPlacement, OrganSuccession, OrganVersion
from tuquan.units.placing import close
from tuquan.units.reforms.carrying import Going


class Writer:
    """Writes one plan's organs in few statements. `_keys`: the organs founded, by the key of their Heir."""

    def __init__(self, going: Going, standing: Standing) -> None:
        self._going, self._standing, self._journal = going, standing, going.journal
        self._keys: dict[str, int] = {}

    def organ_of(self, heir: Heir) -> int:
        """The key of an organ that takes over, founded by now if it was to be."""
        return heir.organ_id if heir.organ_id is not None else self._keys[heir.key]

    def found(self, given: Iterable[tuple[Heir, Office]]) -> None:
        """New organs at the heirs' units, each after the pattern of an old one."""
        wanted = list(given)
        organs = self._journal.create_all([Organ(kind=heir.kind) for heir, _ in wanted])
        self._keys |= {heir.key: organ.pk for (heir, _), organ in zip(wanted, organs, strict=True)}
        self._journal.create_all([self._first_name(heir, pattern) for heir, pattern in wanted])
        self._journal.create_all(
            [
                OrganPlacement(
                    organ_id=self.organ_of(heir), unit_id=self._going.unit_of(heir.ref), begins_on=self._going.day
                )
                for heir, _ in wanted
            ]
        )

    def _first_name(self, heir: Heir, pattern: Office) -> OrganVersion:
        handover, old = self._standing.handover, pattern.version
        place = handover.after.shape(heir.ref) or pattern.place
        superior = self._standing.superior_of(pattern, heir.ref)
        was = handover.offices.of(old.superior_id or 0)
        fields = naming.under(
            naming.texts(old, pattern.place, place, name=heir.name),
            old,
            was.name if was else "",
            self._standing.name_of(superior) if superior else "",
        )
        superior_id = self.organ_of(superior) if superior else None
        return OrganVersion(organ_id=self.organ_of(heir), superior_id=superior_id, begins_on=self._going.day, **fields)

    def end(self, endings: Iterable[Ending]) -> None:
        """Names and places of the organs end; each heir is written down."""
        heirs = {ending.office.organ_id: dict.fromkeys(map(self.organ_of, ending.heirs)) for ending in endings}
        for rows in (OrganVersion.objects, OrganPlacement.objects):
            close(rows.during(self._going.day, date.max).filter(organ_id__in=heirs), self._going)
        self._journal.create_all(
            [
                OrganSuccession(old_id=old, new_id=new, on=self._going.day, basis=self._going.basis[:300])
                for old, keys in heirs.items()
                for new in keys
            ]
        )

    def restyle(self, changed: Iterable[Restyled]) -> None:
        """Another name or superior from the day; names decided for later days take it over where they had the old."""
        rows = {row.office.organ_id: row for row in changed}
        closed: list[OrganVersion] = []
        made: list[OrganVersion] = []
        for version in OrganVersion.objects.during(self._going.day, date.max).filter(organ_id__in=rows):
            row = rows[version.organ_id]
            fields = dict(row.fields)
            if row.moved:
                fields["superior_id"] = self.organ_of(row.superior) if row.superior else None
            was = row.office.version
            same = {key: value for key, value in fields.items() if getattr(version, key) == getattr(was, key)}
            if same and version.begins_on >= self._going.day:
                self._journal.change(version, **same)
            elif same:
                closed.append(version)
                made.append(_again(version, {**same, "begins_on": self._going.day}))
        self._journal.change_all(closed, ends_on=self._going.day)
        self._journal.create_all(made)


def _again(version: OrganVersion, given: dict[str, Any]) -> OrganVersion:
    kept = {f.attname: getattr(version, f.attname) for f in OrganVersion._meta.concrete_fields if not f.primary_key}
    return OrganVersion(**(kept | given))
