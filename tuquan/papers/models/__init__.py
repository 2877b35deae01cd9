"""Official reports: their content frozen as data, and its two renderings."""

from tuquan.papers.models.paper import Paper, PaperNumber

__all__ = ["Paper", "PaperNumber"]
