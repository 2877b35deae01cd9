"""What the units of an area said of one line: each unit once, with what other organs of it said otherwise."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from tuquan.reporting.adding import Sum
from tuquan.reporting.areas import Area
from tuquan.reporting.cells import Cell
from tuquan.reporting.level_work import between, of_the_top, part_of, pick
from tuquan.reporting.models import Answer, Indicator, OverTime, Scope
from tuquan.reporting.totals import Part
from tuquan.units.models import UnitType, UnitVersion


@dataclass(frozen=True)
class Said:
    """`parts`: one for each unit expected to answer, in order. `past`: of those that ended within the round, what
    stands no longer. `rivals`: what other organs of a unit answered otherwise. `own`, `stated`: of the level itself.
    `between`: the own work of the levels between, and `printed` the totals that they state, by unit.
    """

    parts: tuple[Part, ...]
    past: tuple[Part, ...]
    rivals: tuple[Part, ...]
    own: Part | None
    stated: Part | None
    between: tuple[Part, ...] = ()
    printed: dict[int, Part] = field(default_factory=dict)

    @property
    def added(self) -> tuple[Part, ...]:
        """Everything that adds up to the area's total."""
        return (*self.parts, *self.between, *([self.own] if self.own else ()))


def by_line(found: list[Cell]) -> dict[int, list[Cell]]:
    """Cells by the key of their line."""
    lines: dict[int, list[Cell]] = defaultdict(list)
    for cell in found:
        lines[cell.indicator_id].append(cell)
    return lines


def said(line: Indicator, area: Area, found: list[Cell]) -> Said:
    """What counts of the cells of one line for an area."""
    cells: dict[int, list[Cell]] = defaultdict(list)
    for cell in found:
        cells[cell.unit_id].append(cell)
    told = {row.unit_id: _told(area, row, cells.get(row.unit_id, [])) for row in area.below}
    levels = between(line, area, cells)
    expected = _expected(area, {key for key, parts in told.items() if parts})
    parts = tuple(pick(told[row.unit_id]) or _silent(area, row) for row in expected)
    parts = _in_order(area, (*parts, *levels.answering)) if levels.answering else parts
    own, stated = of_the_top(line, area, cells, asked=bool(parts))
    parts, past = _standing(line, area, parts)
    rivals = tuple(other for part in parts for other in _rivals(part, told.get(part.unit_id, ())))
    return Said(parts, past, rivals, own, stated, levels.added, levels.printed)


def _told(area: Area, row: UnitVersion, cells: list[Cell]) -> list[Part]:
    name = area.name_of(row)
    mine = [cell for cell in cells if cell.scope == Scope.OWN and cell.unit_id != area.own_id]
    return [part_of(cell, name, own=False) for cell in mine]


def _expected(area: Area, asked: set[int]) -> list[UnitVersion]:
    """Units whose form does not ask the line are not expected to answer it (a level's own work)."""
    levels = {UnitType(row.type).level for row in area.below if row.unit_id in asked}
    return [row for row in area.below if UnitType(row.type).level in levels]


def _silent(area: Area, row: UnitVersion) -> Part:
    return Part(row.unit_id, area.name_of(row), None, None, Answer.NOT_REPORTED)


def _in_order(area: Area, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    order = {row.unit_id: (row.sort_key, row.unit_id) for row in (*area.below, *area.middles)}
    return tuple(sorted(parts, key=lambda part: order[part.unit_id]))


def _rivals(chosen: Part, said: Iterable[Part]) -> Iterable[Part]:
    """What other organs of the unit answered otherwise than what counts."""
    answered = (part for part in said if part.answer != Answer.NOT_REPORTED)
    return [p for p in answered if (p.answer, p.value, p.of) != (chosen.answer, chosen.value, chosen.of)]


def _standing(line: Indicator, area: Area, parts: tuple[Part, ...]) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """What happened adds up over the whole round; what stands is told by the units that stand at its end."""
    if line.over_time == OverTime.SUM or not area.replaced:
        return parts, ()
    past = tuple(part for part in parts if part.unit_id in area.replaced)
    return tuple(part for part in parts if part not in past), past


def noted(added: Sum, told: Said) -> Sum:
    """The same sum, saying whose state at their end is not in it, and which answers contradict one another."""
    return _aside(_leaving(added, told.past), told.rivals)


def _leaving(added: Sum, past: tuple[Part, ...]) -> Sum:
    """The same sum, saying whose state at their end is not in it."""
    told = tuple(part for part in past if part.answer != Answer.NOT_REPORTED)
    if not told:
        return added
    names = ", ".join(f"{part.name}: {part.text}" for part in told)
    note = f"không cộng số của đơn vị đã kết thúc trong kỳ ({names})"
    return replace(added, left_out=(*added.left_out, *told), note="; ".join(filter(None, (added.note, note))))


def _aside(added: Sum, rivals: tuple[Part, ...]) -> Sum:
    """Answers that contradict one another are told, not hidden."""
    if not rivals:
        return added
    told = ", ".join(f"{part.name} còn báo {part.text}" for part in rivals)
    note = f"{told} (cơ quan khác, không tính)"
    return replace(added, left_out=(*added.left_out, *rivals), note="; ".join(filter(None, (added.note, note))))
