"""Totals restated onto the units of a chosen day: exact where successions are whole, else said not to be comparable.

A unit that was divided counts in every area that holds all of it, and where its legal act names the shares. Own work
stays with its level: it is in the total of whoever holds all of that level's area, and in none of its parts.
"""

from collections.abc import Sequence
from dataclasses import replace

from tuquan.reporting import as_was
from tuquan.reporting.adding import add
from tuquan.reporting.cells import Cell, cells
from tuquan.reporting.errors import refuse_backwards
from tuquan.reporting.models import Answer, Indicator, OverUnits, Round
from tuquan.reporting.pieces import piece
from tuquan.reporting.restated_ground import Asked, Ground, lay
from tuquan.reporting.said import Said, by_line, noted, said
from tuquan.reporting.totals import Coverage, Part, Total
from tuquan.reporting.views import Restated, View
from tuquan.units.models import UnitVersion
from tuquan.vn.dates import show_date

__all__ = ["Asked", "totals"]
ADDED = (OverUnits.SUM, OverUnits.RATIO)


def totals(round_: Round, asked: Asked, lines: Sequence[Indicator], view: View) -> dict[str, Total]:
    """The restated totals of these lines, by code. Raises RestatingBackwards."""
    day = view.day if isinstance(view, Restated) else round_.last_day
    refuse_backwards(round_, day)
    ground = lay(round_, asked, day)
    found = by_line(cells(round_, [line.pk for line in lines], round_ids=ground.everyone.round_ids))
    past = {} if asked.unit_id is None else as_was.totals(round_, asked.unit_id, lines, found)
    made = {line.code: _total(line, ground, found.get(line.pk, []), past.get(line.code)) for line in lines}
    return {code: replace(total, view_label=view.label) for code, total in made.items()}


def _total(line: Indicator, ground: Ground, found: list[Cell], past: Total | None) -> Total:
    """Where the area is what it was, so is its total; only the units that it is shown by are others."""
    if past is not None and ground.unchanged:
        return past
    told = said(line, ground.everyone, found)
    rows = tuple(_row(line, row, ground, told) for row in ground.rows) if told.parts else ()
    if past is not None and ground.same_area:
        return replace(past, parts=() if ground.alone else rows, made_of=past.sources)
    return _summed(line, ground, told, rows)


def _row(line: Indicator, row: UnitVersion, ground: Ground, told: Said) -> Part:
    """One unit of the day, with what it is made of."""
    inside = frozenset({row.unit_id})
    made = _pieces(told, ground, inside)
    outside, unknown = ground.outside([row.unit_id]), ground.unknown([row.unit_id])
    # The same body, whatever has become of its name: what was said is its own.
    alone = len(made) == 1 and not outside and ground.landed[made[0].unit_id].heir == row.unit_id
    said_here = add(line.over_units, [part for part in made if part.comparable])
    whys = [*_whys(made), *_outside_why(row.name, outside), *_unknown_why(unknown, ground)]
    if line.over_units not in ADDED and not alone:
        whys.append(f"{line.name} không cộng được qua sáp nhập" if len(made) + len(outside) > 1 else "chỉ là một phần")
    comparable = not whys
    return Part(
        unit_id=row.unit_id,
        name=row.name,
        value=said_here.value if comparable else None,
        of=said_here.of if comparable else None,
        answer=said_here.answer if comparable or said_here.answer == Answer.NOT_REPORTED else Answer.VALUE,
        revision_id=made[0].revision_id if alone else None,
        figure_id=made[0].figure_id if alone else None,
        reopened=any(part.reopened for part in made),
        made_of=made,
        coverage=_coverage(made, said_here.counted, outside, ground),
        comparable=comparable,
        why_not="; ".join(dict.fromkeys(whys)),
    )


def _summed(line: Indicator, ground: Ground, told: Said, rows: tuple[Part, ...]) -> Total:
    pieces = _pieces(told, ground, ground.inside)
    outside = ground.outside(ground.targets) if told.parts else ()
    unknown = ground.unknown(ground.targets) if told.parts and ground.gaps_matter else ()
    own = told.own if ground.holds_own else None
    works = tuple(part for part in told.between if ground.whole(part.unit_id))
    summed = [*(p for p in pieces if p.comparable), *works, *([own] if own else [])]
    added = noted(add(line.over_units, summed), _near(told, pieces))
    alone = len(pieces) + len(outside) + len(works) + bool(own) <= 1 and all(
        ground.whole(part.unit_id) for part in pieces
    )
    addable = line.over_units in ADDED or alone
    whys = [*_whys(pieces), *_outside_why("địa bàn này", outside), *_unknown_why(unknown, ground)]
    comparable = not whys
    known = comparable and addable
    return Total(
        indicator=line,
        value=added.value if known else None,
        of=added.of if known else None,
        answer=added.answer if comparable or added.answer == Answer.NOT_REPORTED else Answer.VALUE,
        coverage=_coverage(pieces, added.counted, outside, ground),
        parts=rows,
        own=own,
        made_of=(*pieces, *works),
        comparable_note="; ".join(filter(None, (added.note if addable else "không cộng được", ground.loose_note))),
        left_out=added.left_out,
        comparable=comparable,
        why_not="; ".join(dict.fromkeys(whys)),
    )


def _pieces(told: Said, ground: Ground, inside: frozenset[int]) -> tuple[Part, ...]:
    """What each unit that had to do with the area reported of it."""
    near = [part for part in told.parts if part.unit_id in ground.landed]
    return tuple(
        piece(part, ground.landed[part.unit_id], inside, ground.why(part.unit_id))
        for part in near
        if ground.landed[part.unit_id].reaches(inside)
    )


def _near(told: Said, pieces: tuple[Part, ...]) -> Said:
    keys = {part.unit_id for part in pieces}
    return replace(
        told,
        past=tuple(part for part in told.past if part.unit_id in keys),
        rivals=tuple(part for part in told.rivals if part.unit_id in keys),
    )


def _coverage(made: Sequence[Part], counted: Sequence[Part], outside: Sequence[str], ground: Ground) -> Coverage:
    missing = [part.name for part in made if part.answer == Answer.NOT_REPORTED]
    got = sum(1 for part in made if part in counted)
    return Coverage(got, len(made) + len(outside), (*missing, *outside), f"{ground.everyone.measure} cũ")


def _whys(made: Sequence[Part]) -> list[str]:
    return [part.why_not for part in made if not part.comparable]


def _outside_why(who: str, names: Sequence[str]) -> list[str]:
    if not names:
        return []
    told = ", ".join(names[:5]) + (f" và {len(names) - 5} đơn vị khác" if len(names) > 5 else "")
    return [f"{who} nay gồm cả {told}, không thuộc kỳ báo cáo này"]


def _unknown_why(names: Sequence[str], ground: Ground) -> list[str]:
    then = show_date(ground.round.last_day)
    return [f"danh mục không biết {', '.join(names[:5])} là đơn vị nào vào ngày {then}"] if names else []
