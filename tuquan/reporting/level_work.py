"""What a level says beside its units: its own work, which adds up, and totals that it states, which are only compared.

A level between (a district inside its province's round) is asked twice: as the area of its own round, and by the
province. Its own work counts once; whatever else it types for units that were asked themselves is a stated total.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from tuquan.reporting.areas import Area
from tuquan.reporting.cells import Cell
from tuquan.reporting.models import Answer, Indicator, Scope
from tuquan.reporting.totals import Part
from tuquan.units.models import UnitType, UnitVersion

OWN_WORK = "số của chính cấp này"
_WEIGHT = {Answer.VALUE: 2, Answer.NONE_AROSE: 1, Answer.NOT_REPORTED: 0}
Cells = Mapping[int, Sequence[Cell]]


class Between(NamedTuple):
    """Of the levels between: `added` by their own work, `printed` totals by unit, and those `answering` as units do,
    because nobody beneath them was asked."""

    added: tuple[Part, ...]
    printed: dict[int, Part]
    answering: tuple[Part, ...]


def part_of(cell: Cell, name: str, *, own: bool) -> Part:
    """The cell as it counts: approved, or, at its own level, as its head has sent it."""
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


def pick(said: Iterable[Part]) -> Part | None:
    """Two organs of one unit may answer the same line: the unit counts once, by a number before "không phát sinh"
    before silence; of two numbers, by the figure opened first."""
    return max(said, key=lambda part: _WEIGHT[part.answer], default=None)


def of_the_top(line: Indicator, area: Area, cells: Cells, *, asked: bool) -> tuple[Part | None, Part | None]:
    """(own work, stated total) of the level whose total it is, as its head has sent them."""
    mine = cells.get(area.own_id, ())
    own = [cell for cell in mine if _is_own(line, area, cell, area.own_level, asked=asked)]
    stated = [cell for cell in mine if cell not in own]
    return (
        pick(part_of(cell, area.name, own=True) for cell in own),
        pick(part_of(cell, area.name, own=True) for cell in stated),
    )


def between(line: Indicator, area: Area, cells: Cells) -> Between:
    """What the levels between add, state and answer; nothing where rounds do not lie inside one another."""
    added, printed, answering = list[Part](), dict[int, Part](), list[Part]()
    for row in area.middles:
        mine = cells.get(row.unit_id, ())
        asked = any(cell.scope == Scope.OWN for key in area.beneath[row.unit_id] for cell in cells.get(key, ()))
        own = [cell for cell in mine if _is_own(line, area, cell, UnitType(row.type).level, asked=asked)]
        works = [cell for cell in own if _is_work(line, area, cell, row)]
        if part := pick(_counted(area, cell, f"{row.name} ({OWN_WORK})") for cell in works):
            added.append(part)
        if part := pick(_counted(area, cell, row.name) for cell in own if cell not in works):
            answering.append(part)
        if part := pick(part_of(cell, row.name, own=True) for cell in mine if cell not in own):
            printed[row.unit_id] = part
    return Between(tuple(added), printed, tuple(answering))


def _counted(area: Area, cell: Cell, name: str) -> Part:
    """In its own round a level's work counts once sent; what the level above asked of it, once that approved it."""
    return replace(part_of(cell, name, own=_in_own_round(area, cell)), name=name)


def _in_own_round(area: Area, cell: Cell) -> bool:
    return area.nest is None or area.nest.scopes.get(cell.round_id) == cell.unit_id


def _is_own(line: Indicator, area: Area, cell: Cell, level: int, *, asked: bool) -> bool:
    """Whether a level's figure adds: not where it only sums what its own units were asked."""
    if cell.scope == Scope.STATED:
        return False
    if not asked or _in_own_round(area, cell) or area.nest is None:
        return True
    return (level, line.pk) in area.nest.own_lines


def _is_work(line: Indicator, area: Area, cell: Cell, row: UnitVersion) -> bool:
    if _in_own_round(area, cell) or area.nest is None:
        return True
    return (UnitType(row.type).level, line.pk) in area.nest.own_lines
