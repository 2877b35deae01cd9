"""What the records already answer, claimed for the figures that ask it."""

from tuquan.accounts.models import User
from tuquan.ground import audit
from tuquan.reporting.actions.locking import figure_to_edit
from tuquan.reporting.models import Answer, Claim, Figure, Round, Scope, SourceKind, Submission
from tuquan.reporting.values import shown
from tuquan.schemes import counts


def prefill(round_: Round) -> int:
    """Claim the count of every figure that records can answer; returns how many.

    It becomes the answer where the unit keeps records at all; a unit without any would seem to have answered 0.
    """
    figures = [
        figure
        for figure in Figure.objects.filter(
            submission__round=round_, scope=Scope.OWN, indicator__code__in=counts.COUNTED
        ).select_related("submission", "indicator")
        if figure.submission.unit_id != round_.scope_id
    ]
    codes = {figure.indicator.code for figure in figures}
    found = counts.count_many(codes, {figure.submission.unit_id for figure in figures}, round_.window)
    claims = [_stated(figure, round_, found[figure.indicator.code, figure.submission.unit_id]) for figure in figures]
    keeps = {claim.figure.submission_id for claim in claims if claim.value}
    Claim.objects.bulk_create(claims)
    for claim in claims:
        if claim.figure.submission_id in keeps:
            claim.figure.answer, claim.figure.chosen = Answer.VALUE, claim
            claim.figure.version += 1
    Figure.objects.bulk_update(figures, ["answer", "chosen", "version"], batch_size=200)
    return len(claims)


def refresh(by: User | None, submission: Submission) -> int:
    """Claim what the records say now, where it differs from what they last said."""
    changed = 0
    figures = Figure.objects.filter(submission=submission, indicator__code__in=counts.COUNTED, scope=Scope.OWN)
    for figure in figures.select_related("submission__round", "indicator", "chosen"):
        last = figure.claims.filter(source_kind=SourceKind.RECORDS).last()
        now = _counted(figure, figure.submission.round)
        if last is None or (last.value, last.of) != (now.value, now.of):
            _take(by, figure, now)
            changed += 1
    return changed


def _take(by: User | None, figure: Figure, now: Claim) -> None:
    held = figure_to_edit(by=by, submission=figure.submission, indicator=figure.indicator)
    now.figure, now.by = held, by
    now.save()
    from_records = held.chosen is not None and held.chosen.source_kind == SourceKind.RECORDS
    if from_records or held.answer == Answer.NOT_REPORTED:
        held.answer, held.chosen, held.explanation = Answer.VALUE, now, ""
        held.version += 1
        held.save()
    audit.record(
        by=by,
        action="reporting.refresh_records",
        subject_kind="figure",
        subject_key=held.pk,
        summary=f"{held.indicator.name}: hồ sơ nay có {shown(now.value, now.of)}",
        unit_key=held.submission.unit_id,
        detail={"claim": now.pk, "submission": held.submission_id},
    )


def _counted(figure: Figure, round_: Round) -> Claim:
    count = counts.count(figure.indicator.code, unit_id=figure.submission.unit_id, window=round_.window)
    return _stated(figure, round_, count)


def _stated(figure: Figure, round_: Round, count: counts.Count) -> Claim:
    return Claim(
        figure=figure,
        value=count.value,
        of=count.of,
        source_kind=SourceKind.RECORDS,
        source_key=counts.source_key(figure.indicator.code, figure.submission.unit_id, round_.window),
        source_label=count.label,
    )
