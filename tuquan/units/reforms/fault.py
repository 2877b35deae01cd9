"""One thing that is wrong with a plan, and where."""

from dataclasses import dataclass

from tuquan.units.reforms.plan import Ref


@dataclass(frozen=True)
class Fault:
    """A Vietnamese sentence; `ref` the unit it speaks of, `part` of the plan ("begin", "alter", "end", …).

    `column`: what of it, as a reform folder calls it; for a thing without a place, the thing's key.
    """

    text: str
    ref: Ref | None = None
    part: str = ""
    column: str = ""


def part_of(ref: Ref | None) -> str:
    """Where a plan says a unit's name and code."""
    return "begin" if isinstance(ref, str) else "alter"
