"""Questions over papers: what a page shows, and the way back from a number."""

from tuquan.papers.queries.preview import Preview, preview
from tuquan.papers.queries.walk import Contribution, WalkBack, made_of

__all__ = ["Contribution", "Preview", "WalkBack", "made_of", "preview"]
