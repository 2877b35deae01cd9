"""What the records already answer, claimed for the figures that ask it."""

from django.db.models import QuerySet

from tuquan.accounts.models import User
from tuquan.ground import audit
from tuquan.reporting.actions.locking import figure_to_edit
from tuquan.reporting.asked import window_of
from tuquan.reporting.models import Answer, Claim, Figure, Round, Scope, SourceKind, Submission
from tuquan.reporting.settled import is_settled
from tuquan.reporting.values import shown
from tuquan.schemes import counts
from tuquan.vn.windows import Window


def prefill(round_: Round) -> int:
    """Claim and choose the count of every figure that records can answer; returns how many."""
    asked = Figure.objects.filter(submission__round=round_).exclude(submission__unit=round_.scope_id)
    claims = _counted(asked, round_)
    Claim.objects.bulk_create(claims)
    for claim in claims:
        claim.figure.answer, claim.figure.chosen = Answer.VALUE, claim
        claim.figure.version += 1
    Figure.objects.bulk_update([claim.figure for claim in claims], ["answer", "chosen", "version"], batch_size=200)
    return len(claims)


def refresh(by: User | None, submission: Submission) -> int:
    """Claim what the records say now, where it differs from what they last said."""
    changed = 0
    for now in _counted(Figure.objects.filter(submission=submission), submission.round):
        last = now.figure.claims.filter(source_kind=SourceKind.RECORDS).last()
        if last is None or (last.value, last.of) != (now.value, now.of):
            _take(by, now)
            changed += 1
    return changed


def _counted(figures: QuerySet[Figure], round_: Round) -> list[Claim]:
    """Unsaved claims of the figures of units that keep records; a unit without any would seem to have answered 0."""
    rows = figures.filter(scope=Scope.OWN, indicator__code__in=counts.COUNTED)
    asked = list(rows.select_related("submission__round", "submission__unit", "indicator", "chosen"))
    windows = {figure.submission.unit_id: window_of(round_, figure.submission.unit) for figure in asked}
    codes = {figure.indicator.code for figure in asked}
    found: dict[tuple[str, int], counts.Count] = {}
    for window in set(windows.values()):
        found |= counts.count_many(codes, [unit for unit, its in windows.items() if its == window], window)
    # A whole is only known where the register is complete: there a 0 is a 0.
    keeps = {unit for (_, unit), count in found.items() if count.value or count.of is not None}
    return [
        _claim(figure, windows[figure.submission.unit_id], found[figure.indicator.code, figure.submission.unit_id])
        for figure in asked
        if figure.submission.unit_id in keeps
    ]


def _claim(figure: Figure, window: Window, count: counts.Count) -> Claim:
    return Claim(
        figure=figure,
        value=count.value,
        of=count.of,
        source_kind=SourceKind.RECORDS,
        source_key=counts.source_key(figure.indicator.code, figure.submission.unit_id, window),
        source_label=count.label,
    )


def _take(by: User | None, now: Claim) -> None:
    figure = now.figure
    held = figure_to_edit(by=by, submission=figure.submission, indicator=figure.indicator)
    now.figure, now.by = held, by
    now.save()
    from_records = held.chosen is not None and held.chosen.source_kind == SourceKind.RECORDS
    if (from_records or held.answer == Answer.NOT_REPORTED) and not is_settled(held):
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
