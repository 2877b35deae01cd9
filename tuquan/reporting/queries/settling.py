"""Where sources of a submission differ, what each of them says, and whether the head has settled which goes up."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from tuquan.reporting import rollup
from tuquan.reporting.asked import is_summing
from tuquan.reporting.models import Claim, Figure, Scope, Settlement, SourceKind, Submission
from tuquan.reporting.printed import Printed, printed, unstated
from tuquan.reporting.queries.disagreements import against_total, of_claims, sources
from tuquan.reporting.totals import Total


@dataclass(frozen=True)
class Difference:
    """`claims`: one a source, the chosen one first; `total`: what the units make, where a printed total is compared.

    `settlement`: the head's last word, `settled` whether it still answers what the sources say.
    """

    figure: Figure
    claims: tuple[Claim, ...]
    sentence: str
    total: Total | None
    settlement: Settlement | None
    settled: bool

    @property
    def signed(self) -> bool:
        """Whether a signed report is among those that differ."""
        return any(claim.source_kind == SourceKind.SIGNED for claim in self.claims)

    @property
    def explained(self) -> bool:
        return bool(self.figure.explanation)

    @property
    def open(self) -> bool:
        """Whether it is neither explained by the officer nor settled by the head."""
        return not self.settled and not self.explained


def differences(submission: Submission) -> list[Difference]:
    """Every figure of the submission whose sources differ, signed reports among them, in the order of the catalogue."""
    figures = list(submission.figures.select_related("indicator", "chosen").order_by("indicator__position", "pk"))
    prefetch_related_objects(figures, "claims", "settlements__by")
    stated = [figure for figure in figures if figure.scope == Scope.STATED]
    totals = _totals(submission, stated)
    # A level's issued report prints sums; they are compared with its units, not with its own work.
    told = {} if is_summing(submission) else printed(submission)
    found = [_difference(figure, told, totals.get(figure.indicator.code)) for figure in figures]
    return [row for row in found if row is not None]


def unsettled(submission: Submission) -> list[Difference]:
    """The differences that wait for the head's word."""
    return [row for row in differences(submission) if not row.settled]


def difference(figure: Figure) -> Difference | None:
    """The difference of one figure, or None where its sources agree."""
    return next((row for row in differences(figure.submission) if row.figure.pk == figure.pk), None)


def _totals(submission: Submission, stated: list[Figure]) -> dict[str, Total]:
    if not stated or not is_summing(submission):
        return {}
    lines = [figure.indicator for figure in stated]
    return rollup.totals(round=submission.round, unit_id=submission.unit_id, indicators=lines)


def _difference(figure: Figure, told: dict[str, Printed], total: Total | None) -> Difference | None:
    if figure.scope == Scope.STATED:
        found = against_total(figure, total) if total is not None else None
    else:
        total = None
        more = unstated(figure, told)
        found = of_claims(figure, [*sources(figure), *([more] if more else [])])
    if found is None:
        return None
    last = max(figure.settlements.all(), key=lambda row: row.pk, default=None)
    settled = last is not None and _stands(last, figure, found.claims, total)
    return Difference(figure, found.claims, found.sentence, total, last, settled)


def _stands(last: Settlement, figure: Figure, claims: tuple[Claim, ...], total: Total | None) -> bool:
    """A later answer, a later report, or units that make another total are asked about again; a later count of records
    is not: the choice stands against it."""
    seen = last.latest_id or 0
    if total is not None:
        return (last.total, last.total_of) == (total.value, total.of) and (figure.chosen_id or 0) <= seen
    if figure.chosen_id != last.claim_id:
        return False
    later = [claim for claim in claims if claim.pk is None or claim.pk > seen]
    return all(claim.source_kind == SourceKind.RECORDS for claim in later)
