"""What a reform would do, before it does it: units before and after, and everything it touches, with counts and names."""

from dataclasses import dataclass, field

from tuquan.units.models import Reform
from tuquan.units.reforms.carrying import Touched
from tuquan.units.reforms.plan import Ref


@dataclass(frozen=True)
class UnitLine:
    """One unit of the plan. `before`/`after`: its full name with its parent, "" where it is not there."""

    ref: Ref
    before: str
    after: str
    what: str
    heirs: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Group:
    """Everything of one kind that is touched; `words` is its Vietnamese heading."""

    name: str
    words: str
    things: list[Touched]
    undecided: int


@dataclass(frozen=True)
class Preview:
    """`ready`: nothing is faulty, nothing undecided: `commit` would go through now. `warnings` stop nothing."""

    faults: list[str]
    units: list[UnitLine]
    groups: list[Group]
    ready: bool
    warnings: list[str] = field(default_factory=list)
    names: dict[Ref, str] = field(default_factory=dict)

    def name_of(self, ref: Ref) -> str:
        """The full name of a unit of the plan, standing (int) or to be founded (str)."""
        return self.names.get(ref, f"đơn vị số {ref}")


def preview(reform: Reform) -> Preview:
    """Compute it; nothing is written. A reform already carried out shows what it did."""
    raise NotImplementedError


def can_undo(reform: Reform) -> list[str]:
    """Why it cannot be undone, as Vietnamese sentences; [] when it can."""
    raise NotImplementedError
