"""From a number in a paper back to its units, their figures, and the sentence or record of each."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tuquan.papers.errors import NoSuchNumber
from tuquan.papers.models import Paper, PaperNumber
from tuquan.reporting import tracing
from tuquan.reporting.models import Answer, Figure, FigureRevision, Round, SourceKind
from tuquan.reporting.tracing import Step
from tuquan.reporting.values import Value


@dataclass(frozen=True)
class Contribution:
    """One unit's share of the number as it was when the paper was written, with the way back from it."""

    name: str
    value: str | None
    of: str | None
    answer: str
    figure_id: int | None
    steps: tuple[Step, ...]

    @property
    def text(self) -> str:
        """ "33.446", "17/19", "không phát sinh"."""
        of = None if self.of is None else Decimal(self.of)
        return Value(Answer(self.answer), None if self.value is None else Decimal(self.value), of).text


@dataclass(frozen=True)
class WalkBack:
    """What a number of a paper was made of."""

    number: PaperNumber
    round: Round
    contributions: tuple[Contribution, ...]
    own: Contribution | None
    stated: Contribution | None
    records: tuple[Step, ...]
    missing: tuple[str, ...]
    note: str


def made_of(paper: Paper, tag: str) -> WalkBack:
    """Walk back from the number with this tag. Raises NoSuchNumber for a tag that the paper does not carry."""
    number = paper.numbers.select_related("indicator", "unit").filter(tag=tag).first()
    if number is None:
        raise NoSuchNumber("Báo cáo này không có số ấy. Mở lại báo cáo và bấm vào số cần xem.")
    kept = number.made_of
    known = _known([line for line in [*kept["parts"], kept.get("own"), kept.get("stated")] if line])
    return WalkBack(
        number=number,
        round=Round.objects.get(pk=kept["round"]),
        contributions=tuple(_contribution(line, known) for line in kept["parts"] if line["answer"] != "not_reported"),
        own=_contribution(kept["own"], known) if kept.get("own") else None,
        stated=_contribution(kept["stated"], known) if kept.get("stated") else None,
        records=_records(kept),
        missing=tuple(kept["missing"]),
        note=kept.get("note", ""),
    )


def _records(kept: dict[str, Any]) -> tuple[Step, ...]:
    """The records as they were counted; papers written before these were kept ask the register."""
    if "recorded" in kept:
        return tuple(Step("Hồ sơ", text, "record", key) for text, key in kept["recorded"])
    return tuple(tracing.tell_records(kept["records"])) if kept.get("records") else ()


Traced = FigureRevision | Figure


def _known(lines: list[dict[str, Any]]) -> dict[tuple[str, int], Traced]:
    """What each line leads to: the revision that was approved, or the figure that its head had sent."""
    about = ("figure__submission__round", "figure__indicator", "figure__chosen")
    revisions = FigureRevision.objects.select_related("claim", *about)
    figures = Figure.objects.select_related("submission__round", "indicator", "chosen")
    kept = revisions.in_bulk([line["revision"] for line in lines if line["revision"]])
    sent = figures.in_bulk([line["figure"] for line in lines if line["figure"]])
    return {("revision", key): row for key, row in kept.items()} | {("figure", key): row for key, row in sent.items()}


def _contribution(line: dict[str, Any], known: dict[tuple[str, int], Traced]) -> Contribution:
    revision = known.get(("revision", line["revision"] or 0))
    # A level's own work counts once it is sent, before or after another approval: then its figure tells more.
    said = None if line["value"] is None else Decimal(line["value"])
    right = isinstance(revision, FigureRevision) and revision.value == said
    subject = revision if right else known.get(("figure", line["figure"] or 0)) or revision
    steps = _steps(subject, said) if subject is not None else ()
    return Contribution(line["name"], line["value"], line["of"], line["answer"], line["figure"], steps)


def _steps(subject: Traced, said: Decimal | None) -> tuple[Step, ...]:
    """The trace; where a report was chosen, the records that say the same stand beside its sentence."""
    steps = tracing.trace(subject)
    figure = subject.figure if isinstance(subject, FigureRevision) else subject
    if said and not any(step.kind == "record" for step in steps):
        counted = figure.claims.filter(source_kind=SourceKind.RECORDS, value=said).order_by("-id").first()
        place = next((at for at, step in enumerate(steps) if step.kind in ("revision", "move")), len(steps))
        steps[place:place] = tracing.tell(counted) if counted is not None else []
    return tuple(steps)
