"""Totals as they were reported: over the units that stood at the round's end."""

from collections.abc import Sequence
from dataclasses import replace

from tuquan.reporting.adding import Sum, add
from tuquan.reporting.areas import Area, area
from tuquan.reporting.cells import Cell
from tuquan.reporting.models import Answer, Indicator, OverUnits, Round
from tuquan.reporting.said import noted, said
from tuquan.reporting.totals import Coverage, Part, Total
from tuquan.schemes import counts


def totals(round_: Round, unit_id: int, lines: Sequence[Indicator], found: dict[int, list[Cell]]) -> dict[str, Total]:
    """The totals of these lines for a unit, by code, from the cells of the round by line."""
    where = area(round_, unit_id)
    return {line.code: _total(line, where, found[line.pk]) for line in lines}


def _total(line: Indicator, area: Area, found: list[Cell]) -> Total:
    told = said(line, area, found)
    added = noted(add(line.over_units, [*told.parts, *([told.own] if told.own else [])]), told)
    made = _assemble(line, area, told.parts, told.own, told.stated, added)
    return _from_records(made, area) if line.over_units == OverUnits.RECORDS and area.below else made


def _assemble(
    line: Indicator, area: Area, parts: tuple[Part, ...], own: Part | None, stated: Part | None, added: Sum
) -> Total:
    got = sum(1 for part in parts if part in added.counted)
    missing = tuple(part.name for part in parts if part.answer == Answer.NOT_REPORTED)
    return Total(
        indicator=line,
        value=added.value,
        of=added.of,
        answer=added.answer,
        coverage=Coverage(got, len(parts), missing, area.measure),
        parts=parts,
        own=own,
        stated=stated if stated and stated.answer != Answer.NOT_REPORTED else None,
        comparable_note=added.note,
        left_out=added.left_out,
    )


def _from_records(made: Total, area: Area) -> Total:
    """Distinct things are counted again at each level; where no register is kept the line cannot be added."""
    code, window = made.indicator.code, area.round.window
    if code not in counts.COUNTED or not counts.kept([area.unit_id], window):
        return made
    counted = counts.count(code, unit_id=area.unit_id, window=window)
    return replace(
        made,
        value=counted.value,
        of=counted.of,
        answer=Answer.VALUE,
        comparable_note="đếm lại từ hồ sơ, không cộng các đơn vị",
        records_key=counts.source_key(code, area.unit_id, window),
    )
