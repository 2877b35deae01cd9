"""Numbers that belong to a unit on the round's last day: hamlets, communes, households. Unknown is not 0."""

from fractions import Fraction
from typing import Protocol

from tuquan.reporting.models import Submission
from tuquan.schemes import tree
from tuquan.schemes.models import CountingRule
from tuquan.units.models import Level, UnitSize, UnitType, UnitVersion


class Placed(Protocol):
    """A subject that knows the units above its own."""

    @property
    def upward(self) -> list[int]: ...


def known(name: str, submission: Submission, placed: Placed) -> Fraction | None:
    """The number `name` (one of language.KNOWN) of the submission's unit, or None; one query."""
    if name == "so_thon":
        return _below(submission, Level.HAMLET)
    if name == "so_xa":
        return _below(submission, Level.COMMUNE)
    if name == "nhan_rong_la_mo_hinh":
        return Fraction(int(copies_count(submission, placed.upward)))
    return _size(submission, {"so_ho": "households", "so_nhan_khau": "population"}[name])


def _below(submission: Submission, level: Level) -> Fraction | None:
    """How many units of `level` lie under the unit; None where none is recorded."""
    day = submission.round.last_day
    types = [kind for kind in UnitType if kind.level == level]
    inside = UnitVersion.objects.on(day).filter(unit__in=tree.inside([submission.unit_id], day), type__in=types)
    return Fraction(count) if (count := inside.count()) else None


def _size(submission: Submission, column: str) -> Fraction | None:
    rows = UnitSize.objects.filter(unit=submission.unit_id, on__lte=submission.round.last_day)
    row = rows.exclude(**{column: None}).order_by("-on").values_list(column, flat=True).first()
    return None if row is None else Fraction(row)


def copies_count(submission: Submission, upward: list[int]) -> bool:
    """Whether a copy is a scheme of its own here: the nearest rule at or above the unit, else yes.

    A unit that ended within the round stands where it last stood, as it does for the register's own counts.
    """
    day = submission.round.last_day
    rules = dict(CountingRule.objects.on(day).filter(unit__in=upward).values_list("unit_id", "copy_is_scheme"))
    return next((rules[key] for key in upward if key in rules), True)
