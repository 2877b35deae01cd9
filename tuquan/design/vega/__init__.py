"""Charts drawn by the server: plain rows → a Vega-Lite specification → svg for pages, png for papers.

No script and no style attribute reaches the page. Bars begin at zero, what is unknown is a gap, names stand at what
they name, and nothing is told by colour alone.
"""

from tuquan.design.vega.bars import bars
from tuquan.design.vega.drawing import png, svg
from tuquan.design.vega.lines import lines
from tuquan.design.vega.multiples import multiples
from tuquan.design.vega.rows import Point, Series

__all__ = ["Point", "Series", "bars", "lines", "multiples", "png", "svg"]
