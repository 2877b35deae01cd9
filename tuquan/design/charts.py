"""The geometry of small drawings, as SVG attributes: a strict policy leaves no room for style attributes."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

Value = int | float | Decimal
WIDTH, HEIGHT, MARGIN = 120, 28, 3


def share(value: Value | str | None, whole: Value | str | None) -> str:
    """``value`` as a percentage of ``whole`` between 0 and 100, with a point for its decimals."""
    top = float(whole or 0)
    part = 100 * float(value or 0) / top if top > 0 else 0.0
    return f"{min(max(part, 0.0), 100.0):.1f}"


@dataclass(frozen=True)
class Line:
    """Paths of a broken line (a gap where a value is unknown) and where it ends."""

    paths: list[str]
    end: tuple[str, str] | None


def line(points: Sequence[Value | None]) -> Line:
    """A zero-based line through ``points`` in a box of 120 by 28."""
    known = [float(point) for point in points if point is not None]
    if not known:
        return Line([], None)
    top = max(*known, 0.0, 1e-9)
    step = (WIDTH - 2 * MARGIN) / max(len(points) - 1, 1)
    places = [None if point is None else _place(i * step, float(point) / top) for i, point in enumerate(points)]
    return Line(_paths(places), [place for place in places if place][-1])


def _place(across: float, height: float) -> tuple[str, str]:
    return f"{MARGIN + across:.1f}", f"{HEIGHT - MARGIN - height * (HEIGHT - 2 * MARGIN):.1f}"


def _paths(places: Sequence[tuple[str, str] | None]) -> list[str]:
    runs: list[list[tuple[str, str]]] = [[]]
    for place in places:
        if place is None:
            runs.append([])
        else:
            runs[-1].append(place)
    return ["M" + " L".join(f"{x} {y}" for x, y in run) for run in runs if len(run) > 1]
