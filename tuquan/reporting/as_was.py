"""Totals as they were reported: over the units that stood at the round's end."""

from collections.abc import Sequence
from dataclasses import replace

from tuquan.reporting.adding import Sum, add
from tuquan.reporting.areas import Area, area
from tuquan.reporting.branches import covered, shown_by
from tuquan.reporting.cells import Cell, cells
from tuquan.reporting.models import Answer, Indicator, OverUnits, Round
from tuquan.reporting.said import Said, by_line, noted, said
from tuquan.reporting.totals import Total
from tuquan.schemes import counts


def totals(
    round_: Round, unit_id: int, lines: Sequence[Indicator], found: dict[int, list[Cell]] | None = None
) -> dict[str, Total]:
    """The totals of these lines for a unit, by code; `found`: the cells by line of all rounds around, when at hand."""
    where = area(round_, unit_id)
    if found is None:
        found = by_line(cells(round_, [line.pk for line in lines], round_ids=where.round_ids))
    return {line.code: _total(line, where, found.get(line.pk, [])) for line in lines}


def _total(line: Indicator, area: Area, found: list[Cell]) -> Total:
    told = said(line, area, found)
    made = _assemble(line, area, told, noted(add(line.over_units, told.added), told))
    return _from_records(made, area) if line.over_units == OverUnits.RECORDS and area.below else made


def _assemble(line: Indicator, area: Area, told: Said, added: Sum) -> Total:
    stated = told.stated
    grouped = bool(area.middles) and bool(told.parts or told.between)
    return Total(
        indicator=line,
        value=added.value,
        of=added.of,
        answer=added.answer,
        coverage=covered(area, told.parts, added),
        parts=shown_by(line, area, told) if grouped else told.parts,
        own=told.own,
        stated=stated if stated and stated.answer != Answer.NOT_REPORTED else None,
        comparable_note=added.note,
        left_out=added.left_out,
        made_of=(*told.parts, *told.between) if grouped else (),
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
