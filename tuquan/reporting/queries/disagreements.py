"""Where sources say different things about one figure: kept, shown, to be explained."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from tuquan.reporting import rollup
from tuquan.reporting.asked import is_summing
from tuquan.reporting.models import Answer, Claim, Figure, Scope, SourceKind, Submission
from tuquan.reporting.totals import Total
from tuquan.reporting.values import shown


@dataclass(frozen=True)
class Disagreement:
    """A figure whose sources differ; `claims` holds one claim a source, the chosen one first."""

    figure: Figure
    claims: tuple[Claim, ...]
    sentence: str

    @property
    def explained(self) -> bool:
        return bool(self.figure.explanation)


def disagreements(submission: Submission) -> list[Disagreement]:
    """All differences of a submission, in the order of the catalogue.

    For the round's own level also: totals that its report printed and its units' figures do not make.
    """
    found = list(submission.figures.select_related("indicator", "chosen").order_by("indicator__position"))
    prefetch_related_objects(found, "claims")
    own = [of_figure(figure) for figure in found if figure.scope == Scope.OWN]
    stated = [figure for figure in found if figure.scope == Scope.STATED and figure.chosen is not None]
    return [difference for difference in own if difference is not None] + against_totals(submission, stated)


def against_totals(submission: Submission, stated: list[Figure]) -> list[Disagreement]:
    """Where totals that the level's own report printed are not what its units' figures make."""
    if not stated or not is_summing(submission):
        return []
    lines = [figure.indicator for figure in stated]
    totals = rollup.totals(round=submission.round, unit_id=submission.unit_id, indicators=lines)
    found = [against_total(figure, totals[figure.indicator.code]) for figure in stated]
    return [difference for difference in found if difference is not None]


def against_total(figure: Figure, total: Total) -> Disagreement | None:
    """Where a printed total is not what the units' figures make, or None."""
    if figure.chosen is None or not total.differs_from(figure.chosen.value, figure.chosen.of):
        return None
    sentence = (
        f"{_opening(figure)}: báo cáo của cấp này ghi {_said(figure.chosen)}; "
        f"các đơn vị cộng lại là {total.text} ({total.coverage.text})."
    )
    return Disagreement(figure, (figure.chosen,), sentence)


def of_figure(figure: Figure) -> Disagreement | None:
    """The difference between what is answered and what other sources say, or None.

    What a person typed and then left, and the last round's value, are not sources that disagree.
    """
    return of_claims(figure, sources(figure))


def of_claims(figure: Figure, claims: list[Claim]) -> Disagreement | None:
    """As `of_figure`, among these claims, the chosen one first."""
    said = {(claim.value, claim.of) for claim in claims}
    if figure.answer == Answer.NONE_AROSE:
        claims = [claim for claim in claims if claim.value]
        return Disagreement(figure, tuple(claims), _against_none(figure, claims)) if claims else None
    if len(said) < 2 or _same_number(claims):
        return None
    return Disagreement(figure, tuple(claims), _sentence(figure, claims))


# Of these the latest says what the source says now; of readings, the latest of each report.
_SOURCES = (SourceKind.RECORDS, SourceKind.READ, SourceKind.IMPORTED, SourceKind.SIGNED)


def sources(figure: Figure) -> list[Claim]:
    """What each source of the figure says now, the chosen claim first."""
    latest: dict[tuple[str, str], Claim] = {}
    for claim in figure.claims.all():
        if claim.source_kind in _SOURCES:
            key = claim.source_key if claim.source_kind == SourceKind.READ else ""
            latest[claim.source_kind, key] = claim
    others = [claim for claim in latest.values() if claim.pk != figure.chosen_id]
    return [figure.chosen, *others] if figure.chosen else others


def _same_number(claims: list[Claim]) -> bool:
    # A source that leaves the whole out does not contradict one that gives it.
    wholes = {claim.of for claim in claims if claim.of is not None}
    return len({claim.value for claim in claims}) == 1 and len(wholes) < 2


def _sentence(figure: Figure, claims: list[Claim]) -> str:
    chosen = figure.chosen
    others = [claim for claim in claims if chosen is None or claim.pk != chosen.pk]
    said = "; ".join(_said(claim) for claim in others)
    name = _opening(figure)
    return f"{name}: {said}." if chosen is None else f"{name}: đang chọn {_said(chosen)}; nhưng {said}."


def _against_none(figure: Figure, claims: list[Claim]) -> str:
    return f"{_opening(figure)}: trả lời không phát sinh; nhưng {'; '.join(_said(claim) for claim in claims)}."


def _said(claim: Claim) -> str:
    return f"{shown(claim.value, claim.of)} ({claim.source_label})"


def _opening(figure: Figure) -> str:
    name = figure.indicator.name
    return name[0].upper() + name[1:]
