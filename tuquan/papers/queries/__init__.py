"""Questions over papers: what a page shows, and the way back from a number."""

from tuquan.papers.queries.corrected import corrected
from tuquan.papers.queries.moved import moved
from tuquan.papers.queries.named import organ_name, unit_name
from tuquan.papers.queries.preview import FreePart, Preview, preview
from tuquan.papers.queries.walk import Contribution, WalkBack, made_of

__all__ = [
    "Contribution",
    "FreePart",
    "Preview",
    "WalkBack",
    "corrected",
    "made_of",
    "moved",
    "organ_name",
    "preview",
    "unit_name",
]
