"""Many cells by one act: pasted from a sheet, or the stocks of the last round taken over. All of them, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from tuquan.accounts.models import User
from tuquan.ground import audit
from tuquan.reporting import history
from tuquan.reporting.actions.locking import figure_to_edit, hold
from tuquan.reporting.actions.saving import first_time
from tuquan.reporting.comparing import barriers
from tuquan.reporting.models import Answer, Claim, Figure, Indicator, IndicatorKind, Scope, SourceKind, Submission
from tuquan.reporting.values import Value, checked, shown


@dataclass(frozen=True)
class Fill:
    """What one cell is to say. `version`: of the figure as the person saw it (0: there was none)."""

    indicator: Indicator
    value: Value
    version: int | None = None
    source_key: str = ""
    source_label: str = ""


@transaction.atomic
def fill(
    *,
    by: User | None,
    submission: Submission,
    cells: Sequence[Fill],
    source_kind: str = SourceKind.TYPED,
    said: str = "dán từ bảng tính",
    token: str = "",
) -> list[Figure]:
    """Answer these cells at once, with one audit event that lists them; nothing is written where one is refused.

    `said`: the act in words. `token`: of the page's act, see `saving.first_time`; a second time nothing is done.
    Raises what `claims.claim` raises.
    """
    if not first_time(by=by, submission=submission, token=token):
        return []
    changed = [_one(by, submission, cell, source_kind, said) for cell in cells]
    if changed:
        _record(by, submission, cells, said)
    return changed


def carried_over(submission: Submission) -> list[Fill]:
    """Stocks that are not answered yet and stood in the last round: what a person may take over, each from its figure.

    Flows begin anew with each round, and are never offered; nor is a stock of another area or another way of counting.
    """
    last = history.last_round(submission)
    if last is None or not history.is_next(last, submission.round):
        return []
    past = history.values(last, submission.unit_id, submission.organ_id)
    keys = dict(
        Figure.objects.filter(
            submission__round=last,
            submission__unit=submission.unit_id,
            submission__organ=submission.organ_id,
            scope=Scope.OWN,
        ).values_list("indicator__code", "pk")
    )
    rows = submission.figures.filter(
        scope=Scope.OWN, answer=Answer.NOT_REPORTED, indicator__kind=IndicatorKind.STOCK, indicator__access="open"
    )
    open_ones = list(rows.select_related("indicator").order_by("indicator__position"))
    between = barriers(submission.unit_id, last, submission.round, [row.indicator for row in open_ones])
    return [
        Fill(row.indicator, said, row.version, f"figure:{keys[row.indicator.code]}", f"như kỳ trước ({last.title})")
        for row in open_ones
        if (said := past.get(row.indicator.code)) is not None
        and said.value is not None
        and not between.of(row.indicator)
    ]


@transaction.atomic
def carry_all(*, by: User | None, submission: Submission, token: str = "") -> list[Figure]:
    """Take over every stock that `carried_over` offers: a person's act, never done by itself."""
    hold(submission.pk)  # nobody answers one of them between the question and the act
    cells = carried_over(submission)
    return fill(
        by=by,
        submission=submission,
        cells=cells,
        source_kind=SourceKind.CARRIED,
        said="nhận số hiện có như kỳ trước",
        token=token,
    )


def _one(by: User | None, submission: Submission, cell: Fill, source_kind: str, said: str) -> Figure:
    figure = figure_to_edit(by=by, submission=submission, indicator=cell.indicator, version=cell.version)
    chosen = None
    if cell.value.value is not None:
        exact, whole = checked(cell.indicator, cell.value.value, cell.value.of)
        chosen = _claim(by, figure, exact, whole, cell, source_kind, said)
    figure.answer, figure.chosen, figure.explanation = cell.value.answer, chosen, ""
    figure.version += 1
    figure.save(update_fields=["answer", "chosen", "explanation", "version"])
    return figure


def _claim(
    by: User | None, figure: Figure, value: Decimal, of: Decimal | None, cell: Fill, kind: str, said: str
) -> Claim:
    return Claim.objects.create(
        figure=figure,
        value=value,
        of=of,
        source_kind=SourceKind(kind),
        source_key=cell.source_key,
        source_label=cell.source_label or said,
        by=by,
    )


def _record(by: User | None, submission: Submission, cells: Sequence[Fill], said: str) -> None:
    told = [{"indicator": cell.indicator.code, "value": _words(cell.value)} for cell in cells]
    audit.record(
        by=by,
        action="reporting.fill",
        subject_kind="submission",
        subject_key=submission.pk,
        summary=f"{said[:1].upper()}{said[1:]}: {len(cells)} ô",
        unit_key=submission.unit_id,
        detail={"cells": told},
    )


def _words(value: Value) -> str:
    return shown(value.value, value.of) if value.value is not None else value.text
