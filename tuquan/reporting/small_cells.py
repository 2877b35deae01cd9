"""Small numbers that go outward: 1–4 are hidden where they could point to somebody, and so is whatever reveals them.

Hidden are small cells of limited lines and of places below the commune (house rule "counts, not dossiers": neither is
ever published, and an export outward passes here). A table with totals gives a hidden number away by subtraction, so
further cells are hidden until no hidden cell follows from what is shown. Plain: no database.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

SMALL = range(1, 5)
HIDDEN_WORDS = "số nhỏ, không nêu"

Number = int | None
Cell = tuple[int, int]
Row = Sequence[Number]


@dataclass(frozen=True)
class Shown:
    """A table as it may go out: `cells` row by row, the last row and column being totals; None is hidden or was empty;
    `hidden` says which are hidden: (row, column)."""

    cells: tuple[tuple[Number, ...], ...]
    hidden: frozenset[Cell]

    def text(self, row: int, column: int) -> str:
        """What stands in the cell: the number, « số nhỏ, không nêu », or nothing where nobody reported."""
        if (row, column) in self.hidden:
            return HIDDEN_WORDS
        value = self.cells[row][column]
        return "" if value is None else str(value)


def is_small(value: Number) -> bool:
    """Whether a count may point to somebody; 0 does not, nor does silence."""
    return value is not None and value in SMALL


def sensitive(*, limited: bool, below_commune: bool) -> bool:
    """Whether small counts of such a line, at such a place, are hidden."""
    return limited or below_commune


def with_totals(rows: Sequence[Row]) -> list[list[Number]]:
    """The inner cells with a last column and a last row of totals; silence adds nothing."""
    wide = [[*row, sum(value or 0 for value in row)] for row in rows]
    return (
        [*wide, [sum(column[row] or 0 for row in range(len(wide))) for column in zip(*wide, strict=True)]]
        if wide
        else []
    )


def _everywhere(_row: int, _column: int) -> bool:
    return True


def suppress(table: Sequence[Row], sensitive: Callable[[int, int], bool] = _everywhere) -> Shown:
    """Hide small cells of `table` (totals in its last row and column) and whatever would reveal them.

    `sensitive(row, column)` says whether a small number there must be hidden; totals are asked like other cells. No
    hidden cell can be computed from the cells shown. Cells that nobody reported (None) are empty and count as 0 in the
    totals. Raises ValueError where the totals are not the sums.
    """
    _refuse_wrong_totals(table)
    places = [(row, column) for row in range(len(table)) for column in range(len(table[row]))]
    first = {place for place in places if is_small(table[place[0]][place[1]]) and sensitive(*place)}
    hidden = _closed(table, first)
    cells = tuple(
        tuple(None if (row, column) in hidden else table[row][column] for column in range(len(table[row])))
        for row in range(len(table))
    )
    return Shown(cells, frozenset(hidden))


def solvable(table: Sequence[Row], hidden: Collection[Cell]) -> set[Cell]:
    """The hidden cells that follow from the shown ones and the totals: exact, by elimination over fractions."""
    order = {place: number for number, place in enumerate(sorted(hidden))}
    rows = [row for row in _equations(table, order) if any(row)]
    return _determined(rows, order)


def _refuse_wrong_totals(table: Sequence[Row]) -> None:
    if not table:
        return
    if any(len(row) != len(table[0]) for row in table) or with_totals([row[:-1] for row in table[:-1]]) != [
        list(row) for row in table
    ]:
        raise ValueError("Tổng của bảng không khớp với các ô, nên không biết số nào lộ số nào. Cộng lại bảng.")


def _closed(table: Sequence[Row], first: set[Cell]) -> set[Cell]:
    """Further cells until nothing hidden can be computed: a cell hides in a rectangle of four."""
    hidden = set(first)
    filled = {(row, column) for row, cells in enumerate(table) for column, one in enumerate(cells) if one is not None}
    free = filled - (solvable(table, filled) if first else set())  # the total of an empty row is known anyway
    while found := solvable(table, hidden):
        hidden |= _rectangle(table, min(found), hidden, free)
    return hidden


def _rectangle(table: Sequence[Row], place: Cell, hidden: set[Cell], free: set[Cell]) -> set[Cell]:
    """The other three corners that hide least; those over the totals always are there."""
    row, column = place
    corners = [
        {(row, other), (down, column), (down, other)}
        for down in range(len(table))
        for other in range(len(table[0]))
        if down != row and other != column
    ]
    fitting = [more for more in corners if more <= free]
    return min(fitting, key=lambda more: (sum(_cost(table, one) for one in more - hidden), sorted(more)))


def _cost(table: Sequence[Row], place: Cell) -> int:
    """Totals are read most, so they are hidden last; of other cells the small ones first."""
    total = place[0] == len(table) - 1, place[1] == len(table[0]) - 1
    return 10**12 * (1 + 10 * sum(total)) + (table[place[0]][place[1]] or 0)


def _equations(table: Sequence[Row], order: dict[Cell, int]) -> list[list[Fraction]]:
    """Each row and each column: its cells less its total make nothing. Over the hidden cells, the rest is known."""
    height, width = len(table), len(table[0]) if table else 0
    lines = [[(row, column) for column in range(width)] for row in range(height)]
    lines += [[(row, column) for row in range(height)] for column in range(width)]
    found = []
    for line in lines:
        equation = [Fraction(0)] * len(order)
        for place in line:
            if place in order:
                equation[order[place]] = Fraction(-1 if place == line[-1] else 1)
        found.append(equation)
    return found


def _determined(rows: list[list[Fraction]], order: dict[Cell, int]) -> set[Cell]:
    """Unknowns that stand alone in the reduced system."""
    pivot = 0
    for column in range(len(order)):
        found = next((number for number in range(pivot, len(rows)) if rows[number][column]), None)
        if found is None:
            continue
        rows[pivot], rows[found] = rows[found], rows[pivot]
        head = rows[pivot][column]
        rows[pivot] = [value / head for value in rows[pivot]]
        for number in range(len(rows)):
            if number != pivot and rows[number][column]:
                factor = rows[number][column]
                rows[number] = [one - factor * other for one, other in zip(rows[number], rows[pivot], strict=True)]
        pivot += 1
    alone = {next(i for i, v in enumerate(row) if v) for row in rows[:pivot] if sum(1 for v in row if v) == 1}
    return {place for place, number in order.items() if number in alone}
