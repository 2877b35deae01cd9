"""Which chart shows a table: its rows as plain series, and what is said beside them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tuquan.design import vega
from tuquan.design.vega import Point, Series
from tuquan.design.vega.rows import Spec
from tuquan.reporting.analysis import Cell, Dim, Item, Measure, Table
from tuquan.reporting.analysis.measuring import PARTIAL
from tuquan.web.analysis.address import CHARTS, NO_CHART, Asked

MOST_LINES = 8
MOST_SMALL = 40
WIDE, NARROW = 940, 340
UNFINISHED = "* Có kỳ chưa đủ đơn vị báo cáo: số ở đó mới là một phần, chưa so được với kỳ khác."


@dataclass(frozen=True)
class Chart:
    """`kind`: a word of CHARTS. `note`: what the drawing leaves out."""

    kind: str
    title: str
    series: tuple[Series, ...]
    same: bool = True
    note: str = ""

    def spec(self, width: int = WIDE) -> Spec:
        """The drawing, `width` pixels wide."""
        if self.kind == "cot":
            return vega.bars(self.series[0], width=width)
        if self.kind == "duong":
            return vega.lines(self.series, width=width)
        return vega.multiples(self.series, width=width, same=self.same)

    def svg(self, width: int = WIDE) -> str:
        return vega.svg(self.spec(width), label=f"Biểu đồ: {self.title}. Các số nằm trong bảng trên trang này.")

    def titled(self, source: str) -> Spec:
        """The drawing that leaves the page: with its title above and its source."""
        spec = self.spec()
        spec["title"] = {"text": self.title, "subtitle": source, "anchor": "start", "offset": 14, "fontSize": 15,
                         "fontWeight": 600, "subtitlePadding": 6}  # fmt: skip
        return spec


@dataclass(frozen=True)
class _Cells:
    """The cells of the first measure by line, place and span, and the members of each dimension in order."""

    at: dict[tuple[str, str, str], Cell]
    members: dict[Dim, list[Item]]

    def point(self, code: str, place: str, span: str, name: str) -> Point:
        cell = self.at.get((code, place, span))
        if cell is None or cell.weight is None:
            return Point(name, None, cell.text if cell else "—")
        return Point(name, cell.weight, f"{_text(cell)}*" if cell.note.startswith(PARTIAL) else _text(cell))

    def plain(self, dim: Dim) -> list[Item]:
        return [item for item in self.members[dim] if not item.total]


def chart(table: Table, asked: Asked) -> Chart | None:
    """The chart asked for, else the one that fits; None where there is nothing to compare."""
    if asked.chart == NO_CHART or not table.grids:
        return None
    cells = _cells(table)
    kind = asked.chart or ("duong" if len(cells.plain(Dim.SPAN)) > 1 else "cot")
    line = next((item for item in cells.members[Dim.INDICATOR] if item.key == asked.drawn), None)
    line = line or cells.members[Dim.INDICATOR][0]
    made = {"cot": _bars, "duong": _lines, "nho-noi": _by_place, "nho-ct": _by_line}[kind](table, cells, line)
    if any(point.text.endswith("*") for row in made.series for point in row.points):
        made = replace(made, note=f"{made.note} {UNFINISHED}".strip())
    return made if any(len(row.known) for row in made.series) else None


def kinds(asked: Asked, current: str) -> list[dict[str, object]]:
    """The kinds of chart as a switch."""
    rows = [(word, label) for word, label in CHARTS.items()] + [(NO_CHART, "Không vẽ")]
    return [{"label": label, "url": asked.link(chart=word), "current": word == current} for word, label in rows]


def _cells(table: Table) -> _Cells:
    first = table.question.measures[0]
    at: dict[tuple[str, str, str], Cell] = {}
    members: dict[Dim, dict[str, Item]] = {dim: {} for dim in Dim}
    for grid in table.grids:
        for row in grid.rows:
            for column, cell in zip(grid.columns, row.cells, strict=True):
                if cell.measure == first:
                    at[cell.code, cell.place, cell.span] = cell
                    for item in (*grid.layer, *row.items, *column.items):
                        members[item.dim].setdefault(item.key, item)
    return _Cells(at, {dim: list(found.values()) for dim, found in members.items()})


def _bars(table: Table, cells: _Cells, line: Item) -> Chart:
    """Places of the last span from the largest; a place alone over its spans."""
    places, spans = cells.plain(Dim.PLACE), cells.plain(Dim.SPAN)
    last = spans[-1]
    if len(places) == 1:
        points = [cells.point(line.key, places[0].key, span.key, span.title) for span in spans]
        return Chart("cot", _title(table, line, places[0].title), (Series(line.label, tuple(points)),))
    points = [cells.point(line.key, place.key, last.key, place.title) for place in places]
    points.sort(key=lambda point: (point.value is None, -(point.value or 0)))
    return Chart("cot", _title(table, line, last.title), (Series(line.label, tuple(points)),))


def _lines(table: Table, cells: _Cells, line: Item) -> Chart:
    """A line a place; where there are too many, the largest, and it is said."""
    rows = _over_spans(cells, line)
    note = ""
    if len(rows) > MOST_LINES:
        rows = sorted(rows, key=lambda row: -(row.known[-1] if row.known else -1))[:MOST_LINES]
        note = f"Vẽ {MOST_LINES} đơn vị có số kỳ cuối lớn nhất; chọn “Mỗi đơn vị một hình” để thấy tất cả."
    return Chart("duong", _title(table, line), tuple(rows), note=note)


def _by_place(table: Table, cells: _Cells, line: Item) -> Chart:
    rows = _over_spans(cells, line)
    note = f"Vẽ {MOST_SMALL} đơn vị đầu; bảng có tất cả." if len(rows) > MOST_SMALL else ""
    return Chart("nho-noi", _title(table, line), tuple(rows[:MOST_SMALL]), note=note)


def _by_line(table: Table, cells: _Cells, line: Item) -> Chart:
    """A drawing a line, each on its own scale, of everything together."""
    place = cells.members[Dim.PLACE][-1]
    rows = [Series(item.title, _points(cells, item.key, place.key)) for item in cells.members[Dim.INDICATOR]]
    return Chart("nho-ct", f"{place.title}{_measured(table)}", tuple(rows), same=False)


def _over_spans(cells: _Cells, line: Item) -> list[Series]:
    places = cells.plain(Dim.PLACE)
    made = [(p.title, _points(cells, line.key, p.key)) for p in places]
    return [Series(_starred(name, points), points, strong=len(places) == 1) for name, points in made]


def _starred(name: str, points: tuple[Point, ...]) -> str:
    """A line one of whose points is not of all units says so in its name."""
    return f"{name}*" if any(point.text.endswith("*") for point in points) else name


def _points(cells: _Cells, code: str, place: str) -> tuple[Point, ...]:
    return tuple(cells.point(code, place, span.key, short(span.title)) for span in cells.plain(Dim.SPAN))


def short(title: str) -> str:
    """A span on an axis: "Quý IV năm 2021" → "Quý IV 2021", "Năm 2021 (15/12/2020–14/12/2021)" → "Năm 2021"."""
    words = title.partition(" (")[0].replace(" năm ", " ")
    return words.replace("Tháng ", "T").replace("6 tháng đầu", "6T đầu").replace("6 tháng cuối", "6T cuối")


def _text(cell: Cell) -> str:
    return f"{cell.text}" if cell.number is not None or cell.weight is None else _share(cell.weight, cell.text)


def _share(weight: Decimal, text: str) -> str:
    return text if "/" not in text else f"{text} ({weight.quantize(Decimal('0.1'))}%)".replace(".", ",")


def _title(table: Table, line: Item, where: str = "") -> str:
    return ", ".join(filter(None, (f"{line.title}{_measured(table)}", where)))


def _measured(table: Table) -> str:
    measure = table.question.measures[0]
    return "" if measure == Measure.VALUE else f": {measure.label.lower()}"


def drawable(table: Table) -> Sequence[Item]:
    """The lines that a chart of one line can be of."""
    return _cells(table).members[Dim.INDICATOR]
