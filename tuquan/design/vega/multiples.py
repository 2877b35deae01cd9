"""Small multiples: one small drawing a unit or an indicator, all in the same frame."""

from collections.abc import Sequence

from tuquan.design.vega.lines import encoding
from tuquan.design.vega.rows import Series, Spec, shortened, span_of
from tuquan.design.vega.theme import ACCENT, INK, SIZE, framed

SMALL = 150
HEIGHT = 84
GAP = 28
AXIS = 52


def multiples(series: Sequence[Series], *, width: int = 720, same: bool = True) -> Spec:
    """One line in a frame a series. `same`: all on one scale (the same indicator); else each on its own."""
    columns = max(1, (width + GAP) // (SMALL + AXIS + GAP))
    whole = _airy(series)
    room = width // columns - AXIS - GAP
    return framed(
        {
            "columns": columns,
            "spacing": {"row": 22, "column": GAP},
            "resolve": {"axis": {"x": "independent", "y": "independent"}},
            "concat": [_small(row, whole if same else _airy([row]), max(90, room)) for row in series],
        }
    )


def _small(series: Series, scale: tuple[float, float], width: int) -> Spec:
    rows = [
        {"at": point.at, "value": None if point.value is None else float(point.value), "text": point.text}
        for point in series.points
    ]
    drawn = encoding(scale, ticks=2)
    last = next((row for row in reversed(rows) if row["value"] is not None), None)
    end = [{**last, "text": last["text"]}] if last else [{"at": rows[-1]["at"], "value": None, "text": ""}]
    colour = ACCENT if series.strong else INK
    line = {
        "type": "line",
        "color": colour,
        "invalid": "break-paths-show-path-domains",
        "point": {"color": colour, "size": 22},
    }
    label = {"type": "text", "align": "center", "baseline": "bottom", "dy": -7, "fontSize": SIZE - 1, "fontWeight": 600}
    known = [row for row in rows if row["value"] is not None]
    title = series.name if known else f"{series.name}: chưa có số"
    return {
        "title": shortened(title, width // 7 + 6),
        "width": width,
        "height": HEIGHT,
        "layer": [
            {"data": {"values": rows}, "mark": line, "encoding": drawn},
            {"data": {"values": end}, "mark": label, "encoding": {**drawn, "text": {"field": "text"}}},
        ],
    }


def _airy(series: Sequence[Series]) -> tuple[float, float]:
    """Room above the highest point for its number."""
    bottom, top = span_of(series)
    return bottom, top * 1.25
