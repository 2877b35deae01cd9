"""Lines over rounds: zero-based, broken where a round is missing, each named at its end."""

from collections.abc import Sequence
from itertools import pairwise

from tuquan.design.vega.rows import Series, Spec, shortened, span_of
from tuquan.design.vega.theme import ACCENT, DASHES, INK, SIZE, SOFT, framed

NAMES = 170
NAMES_NARROW = 104
LETTER = 7.2
APART = 17


def lines(series: Sequence[Series], *, width: int = 720, height: int = 320) -> Spec:
    """Up to eight lines over the same points, in the order given; more are told apart better by `multiples`."""
    longest = max((len(row.name) for row in series), default=0)
    names = min(NAMES if width > 500 else NAMES_NARROW, int(longest * LETTER) + 14)
    scale = span_of(series)
    return framed(
        {
            "width": max(120, width - names - 52),
            "height": height,
            "layer": [
                *(_line(row, number, scale) for number, row in enumerate(series)),
                *_ends(series, scale, height, int(names / LETTER)),
            ],
        }
    )


def _line(series: Series, number: int, scale: tuple[float, float]) -> Spec:
    colour = ACCENT if series.strong else INK
    mark: Spec = {
        "type": "line",
        "color": colour,
        "strokeDash": DASHES[number % len(DASHES)],
        "strokeWidth": 3 if series.strong else 1.75,
        "invalid": "break-paths-show-path-domains",
        "point": {"color": colour, "size": 32},
    }
    return {"data": {"values": _rows(series)}, "mark": mark, "encoding": encoding(scale)}


def encoding(scale: tuple[float, float], *, ticks: int = 4) -> Spec:
    """Rounds across, values upwards from zero."""
    return {
        "x": {
            "field": "at",
            "type": "nominal",
            "sort": None,
            "scale": {"padding": 0.2, "type": "point"},
            "axis": {"labelAngle": 0, "labelOverlap": True, "labelPadding": 8, "grid": False},
        },
        "y": {
            "field": "value",
            "type": "quantitative",
            "scale": {"domain": list(scale), "nice": False},
            "axis": {"tickCount": ticks, "format": ",~r", "labelPadding": 6},
        },
    }


def _rows(series: Series) -> list[Spec]:
    return [
        {"at": point.at, "value": None if point.value is None else float(point.value), "text": point.text}
        for point in series.points
    ]


def _ends(series: Sequence[Series], scale: tuple[float, float], height: int, most: int) -> list[Spec]:
    """Names at the right edge, moved apart where lines end close together."""
    made = []
    for row, level in zip(series, _levels(series, scale, height), strict=True):
        name = shortened(row.name if row.known else f"{row.name}: chưa có số", most)
        made.append(
            {
                "data": {"values": [{"name": name}]},
                "mark": {
                    "type": "text",
                    "align": "left",
                    "baseline": "middle",
                    "fontSize": SIZE,
                    "fontWeight": 600 if row.strong else 400,
                    "color": ACCENT if row.strong else INK if row.known else SOFT,
                },
                "encoding": {"x": {"value": {"expr": "width + 4"}}, "y": {"value": level}, "text": {"field": "name"}},
            }
        )
    return made


def _levels(series: Sequence[Series], scale: tuple[float, float], height: int) -> list[float]:
    """Pixels from the top at which the names stand: where the line ends, at least a line of text apart."""
    bottom, top = scale
    wanted = [height * (1 - ((row.known[-1] if row.known else bottom) - bottom) / (top - bottom)) for row in series]
    order = sorted(range(len(wanted)), key=lambda number: wanted[number])
    placed = list(wanted)
    for _ in range(len(order) ** 2 + 1):  # two that are too close part by half; this many rounds settle any cluster
        for upper, lower in pairwise(order):
            short = APART - (placed[lower] - placed[upper])
            if short > 0:
                placed[upper] -= short / 2
                placed[lower] += short / 2
    over = max((placed[number] for number in order), default=0) - (height + APART * 0.5)
    if over > 0:
        placed = [level - over for level in placed]
    return placed
