"""The look of charts: the ink and the typeface of the pages. Colours are those of tokens.css by day; at night the
page's own rules take their place (charts.css), since an svg on a page obeys them.
"""

from tuquan.design.vega.rows import Spec

INK, SOFT, HAIRLINE, ACCENT, SUNK = "#18221e", "#52605a", "#dde3df", "#0b5a47", "#7b8983"
FACE = "Be Vietnam Pro"
SIZE = 13
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
CONFIG: Spec = {
    "font": FACE,
    "background": None,
    "view": {"stroke": None},
    "axis": {
        "labelFont": FACE,
        "labelFontSize": SIZE,
        "labelColor": SOFT,
        "labelLimit": 400,
        "titleFont": FACE,
        "gridColor": HAIRLINE,
        "domain": False,
        "ticks": False,
        "title": None,
    },
    "text": {"font": FACE, "fontSize": SIZE, "color": INK},
    "title": {"font": FACE, "fontSize": SIZE, "fontWeight": 500, "color": INK, "anchor": "start", "offset": 6},
    "bar": {"color": ACCENT},
    "line": {"strokeWidth": 2, "color": INK},
    "point": {"size": 36, "filled": True, "color": INK},
}
# What tells lines apart without colour.
DASHES: tuple[list[int], ...] = ([1, 0], [6, 3], [2, 3], [9, 3, 2, 3], [4, 2], [1, 2], [12, 4], [6, 2, 1, 2, 1, 2])


def framed(spec: Spec) -> Spec:
    """A specification of its own, with the look."""
    return {"$schema": SCHEMA, "config": CONFIG, "padding": 4, **spec}
