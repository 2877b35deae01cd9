"""The figures of a round, or of rounds that belong together, as they count: one query for any number of units."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, FilteredRelation, Q

from tuquan.reporting.models import Answer, Figure, Round, State

_SENT = (State.SUBMITTED, State.APPROVED)


@dataclass(frozen=True)
class Cell:
    """One figure: what it says now (`answer`, `value`, `of`) and what was last approved, if anything."""

    figure_id: int
    submission_id: int
    unit_id: int
    indicator_id: int
    scope: str
    state: str
    reopened_because: str
    answer: str
    value: Decimal | None
    of: Decimal | None
    revision_id: int | None
    approved_answer: str | None
    approved_value: Decimal | None
    approved_of: Decimal | None
    round_id: int = 0

    @property
    def approved(self) -> tuple[Answer, Decimal | None, Decimal | None]:
        """What counts in a sum over units: the last approved revision, else chưa báo cáo."""
        if self.approved_answer is None:
            return Answer.NOT_REPORTED, None, None
        return Answer(self.approved_answer), self.approved_value, self.approved_of

    @property
    def own(self) -> tuple[Answer, Decimal | None, Decimal | None]:
        """What counts at the figure's own level: as its head has sent it, else as last approved."""
        if self.state in _SENT and not self.reopened_because:
            return Answer(self.answer), self.value, self.of
        return self.approved

    @property
    def being_corrected(self) -> bool:
        """Whether an approved figure is open again."""
        return self.revision_id is not None and (self.state != State.APPROVED or bool(self.reopened_because))


def cells(
    round_: Round,
    indicator_ids: Collection[int] | None = None,
    unit_id: int | None = None,
    unit_ids: Collection[int] | None = None,
    round_ids: Collection[int] = (),
) -> list[Cell]:
    """All figures of the round, or of `round_ids` that belong to it (of these lines, of this unit or these units, when
    given)."""
    figures = Figure.objects.filter(submission__round__in=round_ids or [round_.pk])
    if indicator_ids is not None:
        figures = figures.filter(indicator__in=indicator_ids)
    if unit_id is not None:
        figures = figures.filter(submission__unit=unit_id)
    if unit_ids is not None:
        figures = figures.filter(submission__unit__in=unit_ids)
    current = FilteredRelation("revisions", condition=Q(revisions__superseded_at__isnull=True))
    rows = figures.annotate(current=current).order_by("pk").values_list(
        "pk", "submission_id", "submission__unit_id", "indicator_id", "scope", "submission__state",
        "reopened_because", "answer", F("chosen__value"), F("chosen__of"),
        "current__pk", "current__answer", "current__value", "current__of",
        "submission__round_id",
    )  # fmt: skip
    return [Cell(*row) for row in rows]
