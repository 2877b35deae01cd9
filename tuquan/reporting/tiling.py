"""How the windows of rounds lie in a longer one: exactly side by side, with gaps, or over one another. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from tuquan.vn.windows import Window

_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Tiling:
    """`pieces`: the windows that make the whole, in order; none where they do not fit.

    Then `gaps` are the days that no window holds, `overlaps` the pairs of smallest windows that share days.
    """

    whole: Window
    pieces: tuple[Window, ...]
    gaps: tuple[Window, ...] = ()
    overlaps: tuple[tuple[Window, Window], ...] = ()

    @property
    def exact(self) -> bool:
        return bool(self.pieces)

    @property
    def derived(self) -> bool:
        """Whether the whole is made of others, and not only of itself."""
        return self.exact and self.pieces != (self.whole,)

    @property
    def why_not(self) -> str:
        """Why the windows do not fit, in Vietnamese; "" where they do."""
        said = [f"không có kỳ nào cho {row.title()}" for row in self.gaps[:3]]
        said += [f"{one.title()} và {other.title()} trùng ngày" for one, other in self.overlaps[:3]]
        if not said and not self.exact:
            said = ["các kỳ không nối nhau vừa đúng"]
        return "; ".join(said)


def tile(whole: Window, available: Collection[Window]) -> Tiling:
    """The finest way to lay `whole` out of these windows, each at most once, no day twice, no day left out."""
    inside = sorted({window for window in available if whole.covers(window)})
    pieces = _finest(whole, inside)
    if pieces:
        return Tiling(whole, pieces)
    smallest = [one for one in inside if not any(one != other and one.covers(other) for other in inside)]
    return Tiling(whole, (), tuple(gaps(whole, inside)), tuple(_overlaps(smallest)))


def _finest(whole: Window, inside: list[Window]) -> tuple[Window, ...]:
    """Of all ways to walk from the first day to the last, the one of most steps."""
    best: dict[date, tuple[Window, ...]] = {whole.first: ()}
    for window in inside:  # sorted by first day: whatever ends the day before has been walked
        before = best.get(window.first)
        if before is None:
            continue
        after = window.last + _A_DAY
        if after not in best or len(best[after]) < len(before) + 1:
            best[after] = (*before, window)
    return best.get(whole.last + _A_DAY, ())


def gaps(whole: Window, inside: Collection[Window]) -> list[Window]:
    """The stretches of `whole` that none of the windows holds."""
    found, day = [], whole.first
    for window in sorted(inside):
        if window.first > day:
            found.append(Window(day, window.first - _A_DAY))
        day = max(day, window.last + _A_DAY)
    if day <= whole.last:
        found.append(Window(day, whole.last))
    return found


def _overlaps(windows: list[Window]) -> list[tuple[Window, Window]]:
    ordered = sorted(windows)
    return [(one, other) for one, other in pairwise(ordered) if other.first <= one.last]
