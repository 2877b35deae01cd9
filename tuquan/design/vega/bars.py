"""Bars from zero, the longest room for names, the number written at the end of each; a gap says why it is one."""

from tuquan.design.vega.rows import Point, Series, Spec, distinct, shortened, span_of
from tuquan.design.vega.theme import ACCENT, INK, SIZE, SOFT, framed

STEP = 26
NAMES = 190
NAMES_NARROW = 118
LETTER = 7.2


def bars(series: Series, *, width: int = 720) -> Spec:
    """One bar a point, in the order given; `width`: of the whole drawing, in pixels."""
    return framed(panel(series, width=width, scale=span_of([series])))


def panel(series: Series, *, width: int, scale: tuple[float, float], named: bool = True) -> Spec:
    """A drawing of bars that may stand beside others. `named`: with the names of the bars."""
    names = _names(series.points, NAMES if width > 500 else NAMES_NARROW) if named else 0
    room = max(60, width - names - _room_of(series.points))
    most = int(names / LETTER) or 40
    labels = distinct([shortened(point.at, most) for point in series.points])
    rows = [_row(point, label) for point, label in zip(series.points, labels, strict=True)]
    across = {"field": "value", "type": "quantitative", "scale": {"domain": list(scale), "nice": False}, "axis": None}
    down = {
        "field": "name",
        "type": "nominal",
        "sort": labels,
        "axis": {"labelPadding": 8, "labelColor": INK, "labelLimit": names} if named else None,
    }
    return {
        "width": room,
        "height": {"step": STEP},
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "bar", "height": 15, "color": ACCENT},
                "transform": [{"filter": "datum.value != null"}],
                "encoding": {"x": across, "y": down},
            },
            _text("datum.value != null && datum.value >= 0", across, down, INK, "left", 6),
            _text("datum.value != null && datum.value < 0", across, down, INK, "right", -6),
            _text("datum.value == null", {**across, "field": "zero"}, down, SOFT, "left", 6),
        ],
    }


def _row(point: Point, label: str) -> Spec:
    value = None if point.value is None else float(point.value)
    return {"name": label, "value": value, "text": point.text, "zero": 0.0}


def _text(kept: str, across: Spec, down: Spec, colour: str, align: str, by: int) -> Spec:
    return {
        "mark": {"type": "text", "align": align, "baseline": "middle", "dx": by, "fontSize": SIZE, "color": colour},
        "transform": [{"filter": kept}],
        "encoding": {"x": across, "y": down, "text": {"field": "text", "type": "nominal"}},
    }


def _room_of(points: tuple[Point, ...]) -> int:
    """What the number at the end of the longest bar needs."""
    return int(max((len(point.text) for point in points), default=0) * LETTER) + 22


def _names(points: tuple[Point, ...], most: int) -> int:
    """The room that the longest name takes."""
    return min(most, int(max((len(point.at) for point in points), default=0) * LETTER) + 14)
