"""Approval writes revisions: what totals are made of. None is ever changed but for the day it was superseded."""

from collections.abc import Mapping

from django.db.models import F

from tuquan.accounts.models import User
from tuquan.ground import clock
from tuquan.reporting.facts.changing import touch_submission
from tuquan.reporting.models import Answer, Figure, FigureRevision, Submission
from tuquan.reporting.queries.reasons import returned_because


def revise_all(submission: Submission, by: User | None) -> list[FigureRevision]:
    """A new revision for every figure whose answer differs from its current one (all of them the first time)."""
    figures = list(Figure.objects.filter(submission=submission).select_related("chosen"))
    standing = {row.figure_id: row for row in FigureRevision.objects.filter(figure__in=figures, superseded_at=None)}
    # Approved before: what is another now is put down to why it was sent back.
    whole, each = returned_because(submission) if standing else ("", {})
    return write(figures, standing, by, whole, each)


def write(
    figures: list[Figure],
    standing: dict[int, FigureRevision],
    by: User | None,
    reason: str = "",
    each: Mapping[int, str] | None = None,
) -> list[FigureRevision]:
    """Supersede and write. `standing`: the current revision of each figure that has one.

    `reason` says why figures approved before are another now, `each` the same of single figures, by key.
    """
    changed = [figure for figure in figures if _differs(figure, standing.get(figure.pk))]
    old = [standing[figure.pk].pk for figure in changed if figure.pk in standing]
    FigureRevision.objects.filter(pk__in=old).update(superseded_at=clock.now())
    made = FigureRevision.objects.bulk_create(
        _revision(figure, standing.get(figure.pk), by, (each or {}).get(figure.pk) or reason) for figure in changed
    )
    reopened = [figure.pk for figure in figures if figure.reopened_because]
    Figure.objects.filter(pk__in=reopened).update(reopened_because="", version=F("version") + 1)
    if made or reopened:
        touch_submission(figures[0].submission)
    return made


def _differs(figure: Figure, standing: FigureRevision | None) -> bool:
    if standing is None:
        return figure.answer != Answer.NOT_REPORTED
    return (figure.answer, figure.chosen_id) != (standing.answer, standing.claim_id)


def _revision(figure: Figure, before: FigureRevision | None, by: User | None, reason: str) -> FigureRevision:
    chosen = figure.chosen
    return FigureRevision(
        figure=figure,
        number=before.number + 1 if before else 1,
        answer=figure.answer,
        value=chosen.value if chosen else None,
        of=chosen.of if chosen else None,
        claim=chosen,
        approved_by=by,
        reason=(figure.reopened_because or reason) if before else "",
    )
