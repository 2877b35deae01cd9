"""What was corrected since a paper was issued: the numbers that it cites and that are another now."""

from collections.abc import Iterator
from typing import Any

from tuquan.papers.models import Paper
from tuquan.reporting.queries import Change, changes_since


def corrected(paper: Paper) -> list[Change]:
    """The later corrections of figures that an issued paper was made of, the newest first; empty for a draft.

    The paper stays as it was issued: a correction of the paper is another paper.
    """
    if paper.state != Paper.State.ISSUED:
        return []
    cited = {key for row in paper.numbers.values_list("made_of", flat=True) for key in _revisions(row)}
    return changes_since(cited)


def _revisions(made: Any) -> Iterator[int]:
    """Keys of approved revisions, wherever they stand in what a number was made of."""
    if isinstance(made, dict):
        if isinstance(key := made.get("revision"), int):
            yield key
        for part in made.values():
            yield from _revisions(part)
    elif isinstance(made, list):
        for part in made:
            yield from _revisions(part)
