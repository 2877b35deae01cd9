"""How the cells of an answer are laid out: rows, columns and layers in any arrangement, totals where things add."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from tuquan.ground import clock
from tuquan.reporting.analysis.asking import Dim, Measure, Question
from tuquan.reporting.analysis.measuring import ALL_SPANS, Measuring, not_over
from tuquan.reporting.analysis.places import ALL, OWN, Place, Places
from tuquan.reporting.analysis.spans import Span
from tuquan.reporting.analysis.table import Cell, Column, Grid, Heading, Item, Row, Table
from tuquan.reporting.analysis.telling import Told, joined
from tuquan.reporting.models import Answer, Indicator, OverUnits
from tuquan.reporting.views import AS_WAS, Restated
from tuquan.vn.windows import Window


@dataclass(frozen=True)
class _Pick:
    """One member of a dimension: exactly one of the three is there."""

    item: Item
    line: Indicator | None = None
    place: Place | None = None
    span: Span | None = None


_Picks = tuple[_Pick, ...]


def own_of(where: Places) -> Place:
    """The level's own work, which adds to its units'."""
    return Place(OWN, f"Việc của chính {where.top_name}")


def all_of(where: Places) -> Place:
    """Everything together."""
    return Place(ALL, f"Tổng {where.top_name}" if where.whole else "Tổng các đơn vị đã chọn")


def laid(question: Question, made: Measuring, lines: Sequence[Indicator]) -> Table:
    """The table of cells that are already at hand."""
    spans = made.spans
    members = {
        Dim.INDICATOR: [_line(line) for line in lines],
        Dim.PLACE: [_place(row) for row in _places(made, spans, lines)],
        Dim.SPAN: _span_picks(_with_all(spans, lines)),
    }
    layers = product(*(members[dim] for dim in question.layers))
    whole = all_of(made.gathered.places)
    return Table(
        question=question,
        grids=tuple(_grid(question, made, members, layer) for layer in layers),
        lines=tuple(lines),
        spans=tuple(spans),
        place=made.gathered.places.top_name,
        view_label=(Restated(question.day) if question.day else AS_WAS).label,
        coverage=_coverage([made.tell(line, whole, span) for line in lines for span in spans]),
        asked_on=clock.today(),
        notes=tuple(_notes(lines, spans)),
    )


def _grid(question: Question, made: Measuring, members: dict[Dim, list[_Pick]], layer: _Picks) -> Grid:
    columns = [
        (column, measure)
        for column in product(*(members[dim] for dim in question.columns))
        for measure in question.measures
    ]
    rows = []
    for row in product(*(members[dim] for dim in question.rows)):
        cells = tuple(_cell(made, (*layer, *row, *column), measure) for column, measure in columns)
        rows.append(Row(_items(row), cells, any(pick.item.total for pick in row)))
    heads = tuple(Column(_items(column), measure, any(p.item.total for p in column)) for column, measure in columns)
    return Grid(_items(layer), heads, tuple(rows))


def _cell(made: Measuring, picks: _Picks, measure: Measure) -> Cell:
    line = next(pick.line for pick in picks if pick.line is not None)
    place = next(pick.place for pick in picks if pick.place is not None)
    span = next(pick.span for pick in picks if pick.span is not None)
    return made.cell(measure, line, place, span)


def _items(picks: Iterable[_Pick]) -> Heading:
    return tuple(pick.item for pick in picks)


def _line(line: Indicator) -> _Pick:
    name = f"{line.name[:1].upper()}{line.name[1:]}"
    return _Pick(Item(Dim.INDICATOR, line.code, f"{name} ({line.measure})", name, code=line.code), line=line)


def _place(place: Place) -> _Pick:
    return _Pick(Item(Dim.PLACE, place.key, place.title, total=place.total, code=place.code), place=place)


def _span_picks(spans: Sequence[Span]) -> list[_Pick]:
    """Spans by their names without their days, where that still tells them apart."""
    short = [span.title.partition(" (")[0] for span in spans]
    return [
        _span(span, name if short.count(name) == 1 else span.title) for span, name in zip(spans, short, strict=True)
    ]


def _span(span: Span, name: str) -> _Pick:
    if span.title == ALL_SPANS:
        return _Pick(Item(Dim.SPAN, ALL_SPANS, "Cộng các kỳ", total=True, code=span.window.iso), span=span)
    return _Pick(Item(Dim.SPAN, span.window.file_name, name, code=span.window.iso), span=span)


def _places(made: Measuring, spans: Sequence[Span], lines: Sequence[Indicator]) -> list[Place]:
    """The units, the level's own work where it has any, and the total where there is something to total."""
    where = made.gathered.places
    rows = list(where.rows)
    if len(rows) == 1 and rows[0].unit_id == where.top:
        return rows
    own = own_of(where)
    if where.whole and any(_answered(made.tell(line, own, span)) for line in lines for span in spans):
        rows.append(own)
    return [*rows, all_of(where)] if where.whole or len(rows) > 1 else rows


def _answered(told: Told) -> bool:
    return told.asked and told.answer != Answer.NOT_REPORTED


def _with_all(spans: Sequence[Span], lines: Sequence[Indicator]) -> list[Span]:
    """The spans in order of time, and the one that adds them where any line can be added over them."""
    ordered = sorted(spans, key=lambda span: span.window)
    if len(spans) < 2 or all(not_over(line, spans) for line in lines):
        return ordered
    return [*ordered, Span(Window(ordered[0].window.first, ordered[-1].window.last), ALL_SPANS)]


def _coverage(tolds: Sequence[Told]) -> str:
    """ "54/57 lượt xã, thị trấn (mỗi chỉ tiêu, mỗi kỳ một lượt)"; of one line and span simply "17/19 xã"."""
    asked = [told for told in tolds if told.asked and told.coverage.expected]
    if not asked:
        return "số của chính cấp này"
    if len({told.coverage for told in asked}) == 1:
        return asked[0].coverage.text
    made = joined(asked)
    return f"{made.got}/{made.expected} lượt {made.measure} (mỗi chỉ tiêu, mỗi kỳ một lượt)"


def _notes(lines: Sequence[Indicator], spans: Sequence[Span]) -> list[str]:
    """What is not added, said once for the table."""
    said = []
    whys: dict[str, list[str]] = {}
    for line in lines:
        if len(spans) > 1 and (why := not_over(line, spans)):
            whys.setdefault(why, []).append(line.name)
    said += [f"Không cộng các kỳ ({why}): {'; '.join(names)}." for why, names in whys.items()]
    plain = [line.name for line in lines if line.over_units not in (OverUnits.SUM, OverUnits.RATIO)]
    return [*said, f"Không cộng các đơn vị: {'; '.join(plain)}."] if plain else said
