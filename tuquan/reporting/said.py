"""What the units of an area said of one line: each unit once, with what other organs of it said otherwise."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tuquan.reporting.adding import Sum
from tuquan.reporting.areas import Area
from tuquan.reporting.cells import Cell
from tuquan.reporting.models import Answer, Indicator, OverTime, Scope
from tuquan.reporting.totals import Part
from tuquan.units.models import UnitVersion


@dataclass(frozen=True)
class Said:
    """`parts`: one for each unit expected to answer, in order. `past`: of those that ended within the round, what
    stands no longer. `rivals`: what other organs of a unit answered otherwise. `own`, `stated`: of the level itself.
    """

    parts: tuple[Part, ...]
    past: tuple[Part, ...]
    rivals: tuple[Part, ...]
    own: Part | None
    stated: Part | None


def by_line(found: list[Cell]) -> dict[int, list[Cell]]:
    """Cells by the key of their line."""
    lines: dict[int, list[Cell]] = defaultdict(list)
    for cell in found:
        lines[cell.indicator_id].append(cell)
    return lines


def said(line: Indicator, area: Area, found: list[Cell]) -> Said:
    """What counts of the cells of one line for an area."""
    names = {row.unit_id: area.name_of(row) for row in area.below}
    mine = [cell for cell in found if cell.unit_id == area.own_id]
    own = _pick(_part(cell, area.name, own=True) for cell in mine if cell.scope != Scope.STATED)
    stated = _pick(_part(cell, area.name, own=True) for cell in mine if cell.scope == Scope.STATED)
    told: dict[int, list[Part]] = defaultdict(list)
    for cell in found:
        if cell.unit_id != area.own_id and cell.unit_id in names and cell.scope == Scope.OWN:
            told[cell.unit_id].append(_part(cell, names[cell.unit_id], own=False))
    # Units whose form does not ask the line are not expected to answer it (a level's own work).
    parts = tuple(_pick(told[row.unit_id]) or _silent(row, names) for row in area.below) if told else ()
    parts, past = _standing(line, area, parts)
    rivals = tuple(other for part in parts for other in _rivals(part, told[part.unit_id]))
    return Said(parts, past, rivals, own, stated)


def _part(cell: Cell, name: str, *, own: bool) -> Part:
    answer, value, of = cell.own if own else cell.approved
    return Part(
        unit_id=cell.unit_id,
        name=name,
        value=value,
        of=of,
        answer=answer,
        revision_id=cell.revision_id,
        figure_id=cell.figure_id,
        reopened=cell.being_corrected,
    )


_WEIGHT = {Answer.VALUE: 2, Answer.NONE_AROSE: 1, Answer.NOT_REPORTED: 0}


def _pick(said: Iterable[Part]) -> Part | None:
    """Two organs of one unit may answer the same line: the unit counts once, by a number before "không phát sinh"
    before silence; of two numbers, by the figure opened first."""
    return max(said, key=lambda part: _WEIGHT[part.answer], default=None)


def _rivals(chosen: Part, said: Iterable[Part]) -> Iterable[Part]:
    """What other organs of the unit answered otherwise than what counts."""
    answered = (part for part in said if part.answer != Answer.NOT_REPORTED)
    return [p for p in answered if (p.answer, p.value, p.of) != (chosen.answer, chosen.value, chosen.of)]


def _silent(row: UnitVersion, names: dict[int, str]) -> Part:
    return Part(row.unit_id, names[row.unit_id], None, None, Answer.NOT_REPORTED)


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
