"""What units itself takes along: the units under one that ends, and its place in groups."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import QuerySet

from tuquan.units.models import GroupMembership, UnitVersion
from tuquan.units.placing import Layout, close, standing_after
from tuquan.units.reforms.carrying import Going, Touched, touched_at
from tuquan.units.reforms.plan import Plan
from tuquan.units.reforms.writing import again


class ChildrenCarrier:
    """Units that live on under another parent: the same body, a new version."""

    name = "units.unit"
    words = "đơn vị trực thuộc"
    order = -100

    def touched(self, plan: Plan, day: date) -> Sequence[Touched]:
        """Children of ended units that the plan itself neither ends nor moves."""
        found: dict[str, Touched] = {}
        for row in self._rows(plan, day):
            key = f"{self.name}:{row.unit_id}"
            if key not in found:
                found[key] = touched_at(plan, key=key, name=row.full_name, unit_id=row.parent_id or 0)
        return list(found.values())

    def faults(self, plan: Plan, day: date) -> Sequence[str]:
        return []

    def carry(self, things: Sequence[Touched], going: Going) -> None:
        """From the day on each stands under its heir, under the same name."""
        to = {int(thing.key.partition(":")[2]): thing.goes_to for thing in things if thing.goes_to}
        rows = [row for row in self._rows(going.plan, going.day) if row.unit_id in to]
        layout = Layout()
        made = [
            again(row, going, parent_id=parent, begins_on=begins, ends_on=ends)
            for row in rows
            for parent, begins, ends in layout.lay_out(
                going.unit_of(to[row.unit_id]), max(row.begins_on, going.day), row.ends_on
            )
        ]
        close(rows, going)
        going.journal.create_all(made)

    def _rows(self, plan: Plan, day: date) -> QuerySet[UnitVersion]:
        gone = {*plan.ending, *(row.unit for row in plan.alter if row.parent is not None)}
        rows = UnitVersion.objects.filter(standing_after(day), parent_id__in=list(plan.ending))
        return rows.exclude(unit_id__in=gone).order_by("sort_key", "unit_id", "begins_on")


class MembershipCarrier:
    """The heir takes the place in the group, and is not doubled when it is a member already."""

    name = "units.groupmembership"
    words = "đơn vị trong nhóm"
    order = 0

    def touched(self, plan: Plan, day: date) -> Sequence[Touched]:
        return [
            touched_at(plan, key=f"{self.name}:{row.pk}", name=row.group.name, unit_id=row.unit_id)
            for row in self._rows(plan, day).select_related("group")
        ]

    def faults(self, plan: Plan, day: date) -> Sequence[str]:
        return []

    def carry(self, things: Sequence[Touched], going: Going) -> None:
        """Days on which the heir is in the group already are left out."""
        to = {int(thing.key.partition(":")[2]): thing.goes_to for thing in things if thing.goes_to}
        rows = [row for row in self._rows(going.plan, going.day) if row.pk in to]
        # Before closing: that ends the rows in hand, too.
        going_on = [(row, going.unit_of(to[row.pk]), row.ends_on) for row in rows]
        close(rows, going)
        held = self._held({row.group_id for row in rows}, going.day)
        layout = Layout()
        for row, heir, until in going_on:
            pieces = layout.lay_out(heir, max(row.begins_on, going.day), until)
            for unit, begins, ends in pieces:
                taken = held.setdefault((row.group_id, unit), [])
                for first, last in _free(begins, ends, taken):
                    going.journal.create(
                        GroupMembership(group_id=row.group_id, unit_id=unit, begins_on=first, ends_on=last)
                    )
                    taken.append((first, last))

    def _rows(self, plan: Plan, day: date) -> QuerySet[GroupMembership]:
        rows = GroupMembership.objects.filter(standing_after(day), unit_id__in=list(plan.ending))
        return rows.order_by("group_id", "begins_on", "pk")

    def _held(self, group_ids: Iterable[int], day: date) -> dict[tuple[int, int], list[tuple[date, date | None]]]:
        held: dict[tuple[int, int], list[tuple[date, date | None]]] = {}
        for row in GroupMembership.objects.filter(standing_after(day), group_id__in=list(group_ids)):
            held.setdefault((row.group_id, row.unit_id), []).append((row.begins_on, row.ends_on))
        return held


def _free(begins: date, ends: date | None, taken: Iterable[tuple[date, date | None]]) -> list[tuple[date, date | None]]:
    """What is left of [begins, ends) once the taken spans are cut out."""
    left: list[tuple[date, date | None]] = [(begins, ends)]
    for first, last in taken:
        left = [part for span in left for part in _cut(span, first, last)]
    return left


def _cut(span: tuple[date, date | None], first: date, last: date | None) -> list[tuple[date, date | None]]:
    begins, ends = span
    if (last is not None and last <= begins) or (ends is not None and ends <= first):
        return [span]
    parts: list[tuple[date, date | None]] = [(begins, first)] if begins < first else []
    if last is not None and (ends is None or last < ends):
        parts.append((last, ends))
    return parts
