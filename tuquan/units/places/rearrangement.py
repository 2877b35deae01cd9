"""A sheet of re-arrangement (old hamlet → new hamlet) as one plan for the whole commune."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tuquan.sheets import Table
from tuquan.units.reforms.plan import Plan


class Step(StrEnum):
    """What becomes of a hamlet."""

    KEPT = "kept"
    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"
    ABOLISHED = "abolished"
    FOUNDED = "founded"


@dataclass(frozen=True)
class Line:
    """One new (or kept, or abolished) hamlet: the full names it comes from, and in words what happens."""

    where: str
    step: Step
    olds: tuple[str, ...]
    new: str
    words: str
    households: int | None = None
    population: int | None = None


@dataclass(frozen=True)
class Rearrangement:
    """`plan` is for reforms.procedure.draft (new sizes are in it); `unmentioned` hamlets stay as they are."""

    commune_id: int
    day: date
    plan: Plan
    lines: tuple[Line, ...]
    faults: tuple[str, ...]
    unmentioned: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether the sheet has no fault and changes anything."""
        return not self.faults and bool(self.plan.begin or self.plan.alter or self.plan.end)


def read(*, commune_id: int, day: date, tables: Sequence[Table]) -> Rearrangement:
    """The plan that the tables ask for, on the hamlets of the day before `day` (the day it takes force)."""
    raise NotImplementedError


def plan_of(rearrangement: Rearrangement) -> Plan:
    """The plan of a faultless sheet. Raises SheetFaulty with every fault."""
    raise NotImplementedError
