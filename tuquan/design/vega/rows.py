"""What a chart is drawn from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Spec = dict[str, Any]


@dataclass(frozen=True)
class Point:
    """`at`: the name on the axis. `value` None: a gap. `text`: the number as written, or why there is none."""

    at: str
    value: Decimal | int | float | None
    text: str


@dataclass(frozen=True)
class Series:
    """One line or one group of bars. `strong`: drawn in the accent (the whole beside its parts)."""

    name: str
    points: tuple[Point, ...]
    strong: bool = False

    @property
    def known(self) -> list[float]:
        return [float(point.value) for point in self.points if point.value is not None]


def span_of(series: Iterable[Series]) -> tuple[float, float]:
    """The scale that holds every value and zero, with a little air at its far end."""
    values = [value for row in series for value in row.known]
    top, bottom = max([*values, 0.0]), min([*values, 0.0])
    if top == bottom:
        return 0.0, 1.0
    return bottom * 1.08, top * 1.08


def shortened(name: str, most: int) -> str:
    """A name that fits; the whole of it stands in the table."""
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def distinct(names: Sequence[str]) -> list[str]:
    """The same names, told apart where two are equal once shortened: an axis would lay one over the other."""
    seen: dict[str, int] = {}
    made = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        made.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return made
