"""Totals of a round: right at the moment a figure is approved, nothing is built beforehand."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from tuquan.reporting.adding import Sum, add
from tuquan.reporting.cells import Cell, cells
from tuquan.reporting.models import Answer, FormLine, Indicator, OverTime, OverUnits, Round, Scope
from tuquan.reporting.sentences import measure_of
from tuquan.reporting.totals import Coverage, Part, Total
from tuquan.schemes import counts
from tuquan.units import queries as units
from tuquan.units.models import UnitType, UnitVersion
from tuquan.vn.dates import show_date

__all__ = ["Coverage", "Part", "Total", "total", "totals"]


@dataclass(frozen=True)
class _Area:
    """The unit asked for, the unit whose own work counts, and the units expected under it, on the round's last day.

    `ended`: by unit, the last day of those that ended within the round; they answer for their part of it.
    """

    round: Round
    unit_id: int
    own_id: int
    name: str
    below: tuple[UnitVersion, ...]
    ended: dict[int, date] = field(default_factory=dict)

    @property
    def measure(self) -> str:
        return measure_of(row.type for row in self.below)

    def name_of(self, row: UnitVersion) -> str:
        """The unit's name; one that ended says until when, since its heir may bear the same name."""
        last = self.ended.get(row.unit_id)
        return f"{row.name} (đến {show_date(last)})" if last else row.name


def total(*, round: Round, unit_id: int, indicator: Indicator | str) -> Total:
    """The total of one line for a unit: approved figures of its units, and its own work once its head has sent it."""
    line = Indicator.objects.get(code=indicator) if isinstance(indicator, str) else indicator
    return totals(round=round, unit_id=unit_id, indicators=[line])[line.code]


def totals(*, round: Round, unit_id: int, indicators: Iterable[Indicator] | None = None) -> dict[str, Total]:
    """The totals of many lines, by code, in at most four queries however many units there are.

    Without `indicators`: every line of the round's forms. A line of distinct things is counted again from records
    (queries of its own); see `Total` for what is added and what is only shown.
    """
    lines = _lines(round) if indicators is None else list(indicators)
    area = _area(round, unit_id)
    found = _by_line(cells(round, [line.pk for line in lines]))
    return {line.code: _total(line, area, found[line.pk]) for line in lines}


def _lines(round_: Round) -> list[Indicator]:
    on = round_.last_day
    rows = FormLine.objects.filter(form__report_kind=round_.report_kind_id, form__begins_on__lte=on)
    rows = rows.exclude(form__ends_on__lte=on).select_related("indicator").order_by("-form__level", "position")
    return list({row.indicator_id: row.indicator for row in rows}.values())


def _area(round_: Round, unit_id: int) -> _Area:
    day = round_.last_day
    expected = set(round_.submissions.values_list("unit_id", flat=True))
    named = units.versions(expected | {unit_id}, day)
    gone = _last_versions((expected | {unit_id}) - set(named), day)
    named |= gone
    others = expected - {unit_id, round_.scope_id}
    below = others if unit_id == round_.scope_id else {other for other in others if _under(other, unit_id, named, day)}
    rows = sorted((named[key] for key in below if key in named), key=lambda row: (row.sort_key, row.unit_id))
    # Asked for a unit above the round's own level, that level's own work counts too.
    own_id = unit_id if unit_id in expected or not rows else round_.scope_id
    ended = {key: row.ends_on - timedelta(days=1) for key, row in gone.items() if row.ends_on is not None}
    return _Area(round_, unit_id, own_id, named[own_id].name if own_id in named else "", tuple(rows), ended)


def _last_versions(unit_ids: set[int], day: date) -> dict[int, UnitVersion]:
    """Units that ended by `day`, as they last were; no query where there are none."""
    if not unit_ids:
        return {}
    rows = UnitVersion.objects.filter(unit_id__in=unit_ids, begins_on__lte=day).order_by("begins_on")
    return {row.unit_id: row for row in rows}


def _under(unit_id: int, top_id: int, named: dict[int, UnitVersion], day: date) -> bool:
    row = named.get(unit_id)
    if row is None or row.alive_on(day):
        return row is not None and (
            row.parent_id == top_id or (row.parent_id in named and _under_far(row, top_id, day))
        )
    # One that ended lies where it last lay and where its heirs lie, never under an heir of its own level.
    top = named.get(top_id)
    higher = top is not None and UnitType(top.type).level < UnitType(row.type).level
    return higher and units.is_within(unit_id, top_id, day)


def _under_far(row: UnitVersion, top_id: int, day: date) -> bool:
    return units.lies_under(row.unit_id, top_id, day)


def _by_line(found: list[Cell]) -> dict[int, list[Cell]]:
    lines: dict[int, list[Cell]] = defaultdict(list)
    for cell in found:
        lines[cell.indicator_id].append(cell)
    return lines


def _total(line: Indicator, area: _Area, found: list[Cell]) -> Total:
    names = {row.unit_id: area.name_of(row) for row in area.below}
    mine = [cell for cell in found if cell.unit_id == area.own_id]
    own = _pick(_part(cell, area.name, own=True) for cell in mine if cell.scope != Scope.STATED)
    stated = _pick(_part(cell, area.name, own=True) for cell in mine if cell.scope == Scope.STATED)
    said: dict[int, list[Part]] = defaultdict(list)
    for cell in found:
        if cell.unit_id != area.own_id and cell.unit_id in names and cell.scope == Scope.OWN:
            said[cell.unit_id].append(_part(cell, names[cell.unit_id], own=False))
    # Units whose form does not ask the line are not expected to answer it (a level's own work).
    parts = tuple(_pick(said[row.unit_id]) or _silent(row, names) for row in area.below) if said else ()
    parts, past = _standing(line, area, parts)
    added = _leaving(add(line.over_units, [*parts, *([own] if own else [])]), past)
    rivals = tuple(other for part in parts for other in _rivals(part, said[part.unit_id]))
    made = _assemble(line, area, parts, own, stated, _aside(added, rivals))
    return _from_records(made, area) if line.over_units == OverUnits.RECORDS and area.below else made


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


def _aside(added: Sum, rivals: tuple[Part, ...]) -> Sum:
    """Answers that contradict one another are told, not hidden."""
    if not rivals:
        return added
    told = ", ".join(f"{part.name} còn báo {part.text}" for part in rivals)
    note = f"{told} (cơ quan khác, không tính)"
    return replace(added, left_out=(*added.left_out, *rivals), note="; ".join(filter(None, (added.note, note))))


def _silent(row: UnitVersion, names: dict[int, str]) -> Part:
    return Part(row.unit_id, names[row.unit_id], None, None, Answer.NOT_REPORTED)


def _standing(line: Indicator, area: _Area, parts: tuple[Part, ...]) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """What happened adds up over the whole round; what stands is told by the units that stand at its end."""
    if line.over_time == OverTime.SUM or not area.ended:
        return parts, ()
    past = tuple(part for part in parts if part.unit_id in area.ended)
    return tuple(part for part in parts if part not in past), past


def _leaving(added: Sum, past: tuple[Part, ...]) -> Sum:
    """The same sum, saying whose state at their end is not in it."""
    told = tuple(part for part in past if part.answer != Answer.NOT_REPORTED)
    if not told:
        return added
    names = ", ".join(f"{part.name}: {part.text}" for part in told)
    note = f"không cộng số của đơn vị đã kết thúc trong kỳ ({names})"
    return replace(added, left_out=(*added.left_out, *told), note="; ".join(filter(None, (added.note, note))))


def _assemble(
    line: Indicator, area: _Area, parts: tuple[Part, ...], own: Part | None, stated: Part | None, added: Sum
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


def _from_records(made: Total, area: _Area) -> Total:
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
