"""From a number in a paper back to its units, their figures, and the sentence or record of each."""

from dataclasses import dataclass
from typing import Any

from tuquan.papers.errors import NoSuchNumber
from tuquan.papers.models import Paper, PaperNumber
from tuquan.reporting import tracing
from tuquan.reporting.models import FigureRevision, Round
from tuquan.reporting.tracing import Step


@dataclass(frozen=True)
class Contribution:
    """One unit's share of the number as it was when the paper was written, with the way back from it."""

    name: str
    value: str | None
    answer: str
    figure_id: int | None
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class WalkBack:
    """What a number of a paper was made of."""

    number: PaperNumber
    round: Round
    contributions: tuple[Contribution, ...]
    own: Contribution | None
    stated: Contribution | None
    missing: tuple[str, ...]
    note: str


def made_of(paper: Paper, tag: str) -> WalkBack:
    """Walk back from the number with this tag. Raises NoSuchNumber for a tag that the paper does not carry."""
    number = paper.numbers.select_related("indicator", "unit").filter(tag=tag).first()
    if number is None:
        raise NoSuchNumber("Báo cáo này không có số ấy. Mở lại báo cáo và bấm vào số cần xem.")
    kept = number.made_of
    lines = [line for line in [*kept["parts"], kept.get("own"), kept.get("stated")] if line]
    revisions = FigureRevision.objects.select_related("claim", "figure__submission__round", "figure__indicator")
    known = revisions.in_bulk([line["revision"] for line in lines if line["revision"]])
    return WalkBack(
        number=number,
        round=Round.objects.get(pk=kept["round"]),
        contributions=tuple(_contribution(line, known) for line in kept["parts"] if line["answer"] != "not_reported"),
        own=_contribution(kept["own"], known) if kept.get("own") else None,
        stated=_contribution(kept["stated"], known) if kept.get("stated") else None,
        missing=tuple(kept["missing"]),
        note=kept.get("note", ""),
    )


def _contribution(line: dict[str, Any], known: dict[int, FigureRevision]) -> Contribution:
    revision = known.get(line["revision"]) if line["revision"] else None
    steps = tuple(tracing.trace(revision)) if revision is not None else ()
    return Contribution(line["name"], line["value"], line["answer"], line["figure"], steps)
