"""What is said of rows beside one another: ranks, changes, coverage. Plain arithmetic on rows at hand."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from tuquan.reporting.facts.question import Row


class Ranked(NamedTuple):
    """A row with its place in its column and line: 1, 2, 2, 4. Rows without a number stand at the end, without one."""

    place: int | None
    row: Row


class Change(NamedTuple):
    """A row and the same of the column before it is compared with; `by_th` is None where either says no number.
    `alike`: as many units answered both times."""

    now: Row
    before: Row | None
    by_th: int | None

    @property
    def alike(self) -> bool:
        return self.before is not None and self.now.got == self.before.got

    @property
    def percent(self) -> Decimal | None:
        """The change in percent of what was before; None without one."""
        if self.by_th is None or self.before is None or not self.before.value_th:
            return None
        return Decimal(100 * self.by_th) / self.before.value_th


def ranked(rows: Sequence[Row]) -> list[Ranked]:
    """Every row with its place, the greatest value first."""
    found: list[Ranked] = []
    groups: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.column, row.indicator_id].append(row)
    for group in groups.values():
        known = sorted((row for row in group if row.value_th is not None), key=_value, reverse=True)
        place, last = 0, None
        for at, row in enumerate(known, 1):
            if row.value_th != last:
                place, last = at, row.value_th
            found.append(Ranked(place, row))
        found += [Ranked(None, row) for row in group if row.value_th is None]
    return found


def _value(row: Row) -> int:
    return row.value_th or 0


def changes(rows: Sequence[Row]) -> list[Change]:
    """Column 0 against column 1, unit by unit and line by line."""
    before = {(row.unit_id, row.indicator_id): row for row in rows if row.column == 1}
    return [_change(row, before.get((row.unit_id, row.indicator_id))) for row in rows if row.column == 0]


def _change(now: Row, before: Row | None) -> Change:
    if before is None or now.value_th is None or before.value_th is None:
        return Change(now, before, None)
    return Change(now, before, now.value_th - before.value_th)


def coverage(rows: Sequence[Row]) -> dict[tuple[int, int], tuple[int, int]]:
    """By column and unit: how many answers there are of those expected, over all lines."""
    found: dict[tuple[int, int], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for row in rows:
        got, expected = found[row.column, row.unit_id]
        found[row.column, row.unit_id] = (got + row.got, expected + row.expected)
    return dict(found)
