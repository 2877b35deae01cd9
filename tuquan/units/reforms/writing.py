"""Writes a plan's units: bodies begun, altered, ended, and who came from whom. Everything through the journal."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tuquan.units.models import Change, Succession, Unit, UnitType, UnitVersion
from tuquan.units.naming import search_key, sort_key
from tuquan.units.placing import Layout, standing_after
from tuquan.units.reforms.carrying import Going
from tuquan.units.reforms.journal import Journal
from tuquan.units.reforms.plan import Alter, Begin, Plan, Ref

ALTERED = ("name", "type", "parent_id", "code", "code_list")


@dataclass
class Writer:
    """One plan under one act. `made`: the keys of the units that it began, by their reference."""

    plan: Plan
    change: Change
    journal: Journal
    made: dict[Ref, int] = field(default_factory=dict)
    layout: Layout = field(default_factory=Layout)

    @property
    def day(self) -> date:
        return self.change.effective_on

    @property
    def going(self) -> Going:
        """What carriers are given."""
        return Going(self.plan, self.day, self.journal, self.unit_of, basis_of(self.change), self.change.pk)

    def unit_of(self, ref: Ref) -> int:
        return ref if isinstance(ref, int) else self.made[ref]

    def write(self) -> None:
        """What ends makes room first (codes), then what is altered, then what begins."""
        self._found()
        self._end()
        self._alter()
        self.journal.create_all([version for row in self.plan.begin for version in self._first(row)])
        self._link()

    def _found(self) -> None:
        units = [
            Unit(level=UnitType(row.type).level, begins_on=self.day, known_from=self.day) for row in self.plan.begin
        ]
        for row, unit in zip(self.plan.begin, self.journal.create_all(units), strict=True):
            self.made[row.key] = unit.pk

    def _first(self, row: Begin) -> list[UnitVersion]:
        """Recorded late, it goes on under the heir of a parent that has ended since."""
        name = " ".join(row.name.split())
        return [
            UnitVersion(
                unit_id=self.made[row.key], begins_on=begins, ends_on=ends, name=name, type=row.type, code=row.code,
                code_list=row.code_list, parent_id=parent, grade=self.change.grade, source=basis_of(self.change),
                change=self.change, search_key=search_key(name), sort_key=sort_key(name),
            )
            for parent, begins, ends in self._under(row.parent)
        ]  # fmt: skip

    def _under(self, ref: Ref | None) -> list[tuple[int | None, date, date | None]]:
        if ref is None:
            return [(None, self.day, None)]
        parent = self.unit_of(ref)
        pieces = self.layout.lay_out(parent, self.day)
        # A parent that has ended by the day is refused by a law, never put right in silence.
        return [*pieces] if pieces[0][0] == parent else [(parent, self.day, None)]

    def _end(self) -> None:
        ended = list(self.plan.ending)
        self.journal.change_all(Unit.objects.filter(pk__in=ended), ends_on=self.day)
        rows = list(UnitVersion.objects.filter(standing_after(self.day), unit_id__in=ended))
        # Names decided for after the end never came to be: a reform recorded late takes them away.
        self.journal.remove_all(row for row in rows if row.begins_on >= self.day)
        self.journal.change_all([row for row in rows if row.begins_on < self.day], ends_on=self.day)

    def _alter(self) -> None:
        lines: dict[int, list[UnitVersion]] = {row.unit: [] for row in self.plan.alter}
        rows = UnitVersion.objects.filter(standing_after(self.day), unit_id__in=list(lines))
        for row in rows.order_by("unit_id", "begins_on"):
            lines[row.unit_id].append(row)
        gone: list[UnitVersion] = []
        closed: list[UnitVersion] = []
        made: list[UnitVersion] = []
        for alter in self.plan.alter:
            current, *later = lines[alter.unit]
            given = self._given(alter)
            (closed if current.begins_on < self.day else gone).append(current)
            made.append(again(current, self.going, **given, begins_on=max(self.day, current.begins_on)))
            for row, still in _following(current, later, given):
                gone.append(row)
                made.append(again(row, self.going, **still, change_id=row.change_id, source=row.source))
        self.journal.change_all(closed, ends_on=self.day)
        self.journal.remove_all(gone)
        self.journal.create_all(made)

    def _given(self, alter: Alter) -> dict[str, Any]:
        parent = None if alter.parent is None else self.unit_of(alter.parent)
        name = None if alter.name is None else " ".join(alter.name.split())
        values = zip(ALTERED, (name, alter.type, parent, alter.code, alter.code_list), strict=True)
        return {column: value for column, value in values if value is not None}

    def _link(self) -> None:
        self.journal.create_all(
            Succession(
                change=self.change, old_id=row.unit, new_id=self.unit_of(heir.unit), whole=heir.whole,
                share=heir.share, share_basis=heir.share_basis,
            )
            for row in self.plan.end
            for heir in row.heirs
        )  # fmt: skip


def again(row: UnitVersion, going: Going, **given: Any) -> UnitVersion:
    """A version like `row` with other values, under the act of this reform."""
    kept = {f.attname: getattr(row, f.attname) for f in UnitVersion._meta.concrete_fields if not f.primary_key}
    kept |= {"change_id": going.change_id, "source": going.basis or row.source}
    values = {**kept, **given}
    values |= {"search_key": search_key(values["name"]), "sort_key": sort_key(values["name"])}
    return UnitVersion(**values)


def basis_of(change: Change) -> str:
    """The act as the source of what it wrote."""
    return (change.source or f"{change.act_number} {change.issuer}".strip())[:300]


def _following(
    current: UnitVersion, later: list[UnitVersion], given: dict[str, Any]
) -> list[tuple[UnitVersion, dict[str, Any]]]:
    """Later versions that had only kept the old value: recorded late, the new one holds for them, too."""
    found = []
    still = dict(given)
    for row in later:
        still = {column: value for column, value in still.items() if getattr(row, column) == getattr(current, column)}
        if not still:
            break
        found.append((row, still))
    return found
