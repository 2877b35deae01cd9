"""A table as a page or a file lays it out: headings over several columns, groups of rows, the order asked."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, takewhile

from tuquan.reporting.analysis import Cell, Column, Dim, Grid, Item, Row, Table

NAME = "ten"


@dataclass(frozen=True)
class Head:
    """One heading over `wide` columns. `sort`: the key of its column, on the lowest row only."""

    text: str
    wide: int = 1
    sort: str = ""
    total: bool = False


@dataclass(frozen=True)
class RowHead:
    """The name of a row, or of a group of `tall` rows where its first row is."""

    text: str
    tall: int = 1
    total: bool = False


@dataclass(frozen=True)
class Line:
    heads: tuple[RowHead, ...]
    cells: tuple[Cell, ...]
    total: bool
    first: bool
    names: tuple[str, ...]


@dataclass(frozen=True)
class Shown:
    """`corner`: what the row names are of. `heads`: rows of headings over the cells. `caption`: what it is all of."""

    caption: str
    corner: tuple[str, ...]
    heads: tuple[tuple[Head, ...], ...]
    lines: tuple[Line, ...]

    @property
    def depth(self) -> int:
        return len(self.heads)


def shown(table: Table, sort: str = "") -> list[Shown]:
    """Every grid of a table. `sort`: "c2" by the third column upwards, "-c2" downwards, "ten" by name downwards."""
    return [_shown(table, grid, sort) for grid in table.grids]


def caption_of(table: Table, grid: Grid) -> str:
    """What a grid is of: its layer, and whatever has only one member, so that it needs no column of its own."""
    said = [item.title for item in grid.layer]
    said += [items[0].title for dim, items in _members(grid).items() if len(items) == 1 and dim not in _kept(grid)]
    return ", ".join(said)


def _shown(table: Table, grid: Grid, sort: str) -> Shown:
    kept = _kept(grid)
    return Shown(
        caption=caption_of(table, grid),
        corner=tuple(item.dim.label.capitalize() for item in (grid.rows[0].items if grid.rows else ())),
        heads=_heads(grid.columns, kept, table.several),
        lines=tuple(_lines(_sorted(grid.rows, sort))),
    )


def _members(grid: Grid) -> dict[Dim, list[Item]]:
    """The members of the dimensions that lie in columns."""
    found: dict[Dim, list[Item]] = {}
    for column in grid.columns:
        for item in column.items:
            rows = found.setdefault(item.dim, [])
            if item not in rows:
                rows.append(item)
    return found


def _kept(grid: Grid) -> list[Dim]:
    """Dimensions that tell columns apart; at least one heading stays."""
    members = _members(grid)
    kept = [dim for dim, items in members.items() if len(items) > 1]
    return kept or list(members)[-1:]


def _heads(columns: Sequence[Column], kept: Sequence[Dim], several: bool) -> tuple[tuple[Head, ...], ...]:
    """Rows of headings, the outermost first; neighbours under the same heading share it."""
    paths = [_path(column, kept, several) for column in columns]
    depth = len(paths[0]) if paths else 0
    return tuple(tuple(_row_of_heads(columns, paths, level, lowest=level == depth - 1)) for level in range(depth))


def _row_of_heads(
    columns: Sequence[Column], paths: Sequence[tuple[str, ...]], level: int, *, lowest: bool
) -> Iterable[Head]:
    at = 0
    while at < len(paths):
        prefix = paths[at][: level + 1]
        run = takewhile(lambda path: path[: level + 1] == prefix, paths[at:])  # noqa: B023  used up at once
        wide = 1 if lowest else sum(1 for _ in run)
        yield Head(paths[at][level], wide, f"c{at}" if lowest else "", columns[at].total)
        at += wide


def _path(column: Column, kept: Sequence[Dim], several: bool) -> tuple[str, ...]:
    names = [item.title for item in column.items if item.dim in kept]
    return (*names, column.measure.label) if several else tuple(names)


def _sorted(rows: Sequence[Row], sort: str) -> list[Row]:
    """Totals stay last; rows are ordered inside their outermost group; who has no number comes last."""
    key = sort.lstrip("-")
    if key == NAME:
        return _by_groups(rows, lambda group: list(group)[::-1] if sort.startswith("-") else list(group))
    if not key.startswith("c") or not key[1:].isdecimal():
        return list(rows)
    place = int(key[1:])
    down = sort.startswith("-")
    return _by_groups(rows, lambda group: _by_weight(group, place, down=down))


def _by_groups(rows: Sequence[Row], order: Callable[[Sequence[Row]], list[Row]]) -> list[Row]:
    made: list[Row] = []
    for _, group in groupby(rows, key=lambda row: tuple(item.key for item in row.items[:-1])):
        held = list(group)
        made += [*order([row for row in held if not row.total]), *(row for row in held if row.total)]
    return made


def _by_weight(rows: Sequence[Row], place: int, *, down: bool) -> list[Row]:
    weighed = [(row, row.cells[place].weight if place < len(row.cells) else None) for row in rows]
    known = [(row, weight) for row, weight in weighed if weight is not None]
    known.sort(key=lambda pair: -pair[1] if down else pair[1])
    return [*(row for row, _ in known), *(row for row, weight in weighed if weight is None)]


def _lines(rows: Sequence[Row]) -> Iterable[Line]:
    for at, row in enumerate(rows):
        outer = row.items[:-1]
        first = at == 0 or rows[at - 1].items[:-1] != outer
        heads = [
            RowHead(item.title, _tall(rows, at, level)) for level, item in enumerate(outer) if _opens(rows, at, level)
        ]
        heads.append(RowHead(row.items[-1].title, total=row.items[-1].total))
        yield Line(tuple(heads), row.cells, row.total, bool(outer) and first, tuple(item.title for item in row.items))


def _opens(rows: Sequence[Row], at: int, level: int) -> bool:
    return at == 0 or rows[at - 1].items[: level + 1] != rows[at].items[: level + 1]


def _tall(rows: Sequence[Row], at: int, level: int) -> int:
    return next(
        (n - at for n in range(at, len(rows)) if rows[n].items[: level + 1] != rows[at].items[: level + 1]),
        len(rows) - at,
    )


def number_of(cell: Cell) -> Decimal | str:
    """What a file holds of a cell: the number as shown, else the words."""
    return cell.text if cell.number is None else cell.number
