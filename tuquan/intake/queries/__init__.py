"""Questions over received reports, for the page where a person confirms."""

from tuquan.intake.queries.candidates import Candidate, candidates, latest_findings
from tuquan.intake.queries.changes import Change, Reread, last_changes
from tuquan.intake.queries.lighting import LitBlock, Segment, lit_text
from tuquan.intake.queries.misdirected import misdirected, set_aside
from tuquan.intake.queries.review import Review, review
from tuquan.intake.queries.second_opinion import second_opinion

__all__ = [
    "Candidate",
    "Change",
    "LitBlock",
    "Reread",
    "Review",
    "Segment",
    "candidates",
    "last_changes",
    "latest_findings",
    "lit_text",
    "misdirected",
    "review",
    "second_opinion",
    "set_aside",
]
