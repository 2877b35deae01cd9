"""A round that spans a change of units: those that ended within it still owe their part, done by who took over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tuquan.accounts import queries as accounts
from tuquan.accounts.errors import OrganUnknown
from tuquan.accounts.models import Organ, OrganKind
from tuquan.reporting.models import Round, Submission, SubmissionPlacement
from tuquan.units import queries as units
from tuquan.units.models import Unit, UnitVersion
from tuquan.vn.windows import Window


@dataclass(frozen=True)
class Ended:
    """A unit that ended within a window. `sender`: its own organ then, else the keeper. `keeper`: who finishes it,
    at `heir_id` from `since`; None where it cannot be told (the unit was divided) and has to be chosen."""

    unit_id: int
    name: str
    since: date
    heir_id: int | None
    sender: int | None
    keeper: int | None


def ended_within(scope_id: int, window: Window, below: list[UnitVersion], organs: Mapping[int, int]) -> list[Ended]:
    """The units of the level below that ended within the window and lay under the scope, or went to units of it.

    `organs`: may name who finishes for an ended unit. One that went in part to another area too is asked only when
    it is named there, so that it is not counted in both.
    """
    asked = {row.unit_id for row in below}
    near = set(UnitVersion.objects.filter(parent_id=scope_id).values_list("unit_id", flat=True))
    levels = set(Unit.objects.filter(pk__in=asked).values_list("level", flat=True))
    rows = Unit.objects.filter(
        pk__in=(units.ancestry(asked) | near) - asked,
        level__in=levels,
        ends_on__gt=window.first,
        ends_on__lte=window.last,
    )
    found = [_ended(row, window, organs, scope_id, asked) for row in rows.order_by("pk")]
    return sorted((row for row in found if row is not None), key=lambda row: row.name)


def _ended(unit: Unit, window: Window, organs: Mapping[int, int], scope_id: int, asked: set[int]) -> Ended | None:
    assert unit.ends_on is not None
    heirs = units.heirs_on(unit.pk, window.last)
    if unit.pk not in organs and any(heir not in asked for heir, _ in heirs):
        return None
    alone = heirs[0][0] if len(heirs) == 1 else None
    keeper = organs.get(unit.pk) or (organs.get(alone) if alone else None if heirs else organs.get(scope_id))
    last = unit.ends_on - timedelta(days=1)
    name = units.full_name(unit.pk, last)
    return Ended(unit.pk, name, unit.ends_on, alone, _own_organ(unit.pk, organs.get(scope_id), last) or keeper, keeper)


def _own_organ(unit_id: int, scope_organ: int | None, day: date) -> int | None:
    """The unit's own organ on its last day, of the kind that reports in this round."""
    kind = Organ.objects.filter(pk=scope_organ or 0).values_list("kind", flat=True).first()
    there = accounts.organs_at(unit_id, day, OrganKind(kind)) if kind else []
    return there[0].pk if there else None


def lay(opened: Round, ended: list[Ended]) -> list[Submission]:
    """Their submissions, each placed with who finishes it where its own organ is not that one."""
    rows = Submission.objects.bulk_create(
        Submission(round=opened, unit_id=row.unit_id, organ_id=row.sender) for row in ended if row.sender is not None
    )
    made = {row.unit_id: row for row in rows}
    SubmissionPlacement.objects.bulk_create(
        SubmissionPlacement(
            submission=made[row.unit_id],
            unit_id=row.heir_id or _works_at(row.keeper, opened.last_day) or opened.scope_id,
            organ_id=row.keeper,
            begins_on=row.since,
        )
        for row in ended
        if row.keeper is not None and row.unit_id in made
    )
    return rows


def _works_at(organ_id: int, day: date) -> int | None:
    try:
        return accounts.unit_of(organ_id, day)
    except OrganUnknown:
        return None
