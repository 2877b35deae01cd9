"""Stating, choosing, clearing and explaining a figure. Claims are only ever added."""

from decimal import Decimal

from django.db import transaction

from tuquan.accounts.models import User
from tuquan.ground import audit
from tuquan.reporting import catalogue, free_text, history
from tuquan.reporting.actions.locking import figure_to_edit
from tuquan.reporting.checks.settled import remember
from tuquan.reporting.errors import ClaimOfAnotherFigure, ExplanationMissing
from tuquan.reporting.models import Answer, Claim, Figure, Indicator, IndicatorKind, Scope, SourceKind, Submission
from tuquan.reporting.values import checked, refuse_closed, shown

# The column holds so many characters; a longer name of a source is cut, never refused.
LONGEST_LABEL = 300


@transaction.atomic
def claim(
    *,
    by: User | None,
    submission: Submission,
    indicator: Indicator | str,
    value: Decimal | int,
    of: Decimal | int | None = None,
    source_kind: str,
    source_key: str = "",
    source_label: str,
    scope: str = Scope.OWN,
    choose: bool = True,
    version: int | None = None,
    read_for: bool = False,
) -> Claim:
    """State a value for a figure; with `choose` it becomes the figure's answer, others stay beside it.

    `indicator`: the line or its code. `version`: the figure's version the person saw, when it matters. `read_for`:
    stated by the organ above, from the unit's own report.
    Raises IndicatorUnknown, IndicatorRestricted, IndicatorLimited, ValueRefused, PermissionRefused, NotEditable,
    StaleFigure.
    """
    line = _line(indicator)
    refuse_closed(line, submission.unit_id)
    exact, whole = checked(line, value, of)
    figure = figure_to_edit(
        by=by, submission=submission, indicator=line, scope=scope, version=version, read_for=read_for
    )
    made = Claim.objects.create(
        figure=figure,
        value=exact,
        of=whole,
        source_kind=SourceKind(source_kind),
        source_key=source_key,
        source_label=source_label[:LONGEST_LABEL],
        by=by,
    )
    if choose:
        _point(figure, made)
    _record(by, figure, "claim", f"{line.name}: {shown(exact, whole)} ({source_label})", claim=made.pk, chosen=choose)
    return made


@transaction.atomic
def choose(
    *, by: User | None, figure: Figure, claim: Claim, version: int | None = None, read_for: bool = False
) -> Figure:
    """Let one of the figure's claims be its answer. Raises ClaimOfAnotherFigure and what `claim` raises."""
    held = _held(by, figure, version, read_for)
    if claim.figure_id != held.pk:
        raise ClaimOfAnotherFigure("Số được chọn thuộc về ô khác. Tải lại trang rồi chọn lại.")
    _point(held, claim)
    said = shown(claim.value, claim.of)
    _record(by, held, "choose", f"{held.indicator.name}: chọn {said} ({claim.source_label})", claim=claim.pk)
    return held


@transaction.atomic
def say_none_arose(
    *,
    by: User | None,
    submission: Submission,
    indicator: Indicator | str,
    scope: str = Scope.OWN,
    version: int | None = None,
) -> Figure:
    """Answer "không phát sinh", which is neither 0 nor silence."""
    figure = figure_to_edit(by=by, submission=submission, indicator=_line(indicator), scope=scope, version=version)
    return _say(by, figure, Answer.NONE_AROSE)


@transaction.atomic
def clear(
    *,
    by: User | None,
    submission: Submission,
    indicator: Indicator | str,
    scope: str = Scope.OWN,
    version: int | None = None,
) -> Figure:
    """Take the answer away ("chưa báo cáo"); what was claimed stays beside the figure."""
    figure = figure_to_edit(by=by, submission=submission, indicator=_line(indicator), scope=scope, version=version)
    return _say(by, figure, Answer.NOT_REPORTED)


@transaction.atomic
def unchoose(*, by: User | None, figure: Figure, version: int | None = None, read_for: bool = False) -> Figure:
    """As `clear`, for a figure at hand: its chosen claim is no longer the answer."""
    return _say(by, _held(by, figure, version, read_for), Answer.NOT_REPORTED)


@transaction.atomic
def explain(*, by: User | None, figure: Figure, text: str, version: int | None = None) -> Figure:
    """Explain what looks odd about the figure as it stands; a new answer needs a new explanation.

    Raises ExplanationMissing for an empty text, FreeTextRefused for one that may not be kept.
    """
    said = free_text.kept(text)
    if not said:
        raise ExplanationMissing("Chưa có lời giải trình. Viết một câu nói rõ vì sao số liệu như vậy.")
    held = _held(by, figure, version)
    held.explanation = said
    _save(held)
    remember(held)
    _record(by, held, "explain", f"{held.indicator.name}: {held.explanation}")
    return held


@transaction.atomic
def carry(
    *, by: User | None, submission: Submission, indicator: Indicator | str, version: int | None = None
) -> Claim | None:
    """Take the last round's stock as this round's, by a person's act (never by itself). None when there is none.

    A flow begins anew with each round: it is never carried. `version`: of the figure as the person saw it.
    """
    line = _line(indicator)
    last = history.last_round(submission) if line.kind == IndicatorKind.STOCK else None
    found = history.figure(last, submission, line) if last else None
    past = history.values(last, submission.unit_id, submission.organ_id).get(line.code) if last else None
    if last is None or found is None or past is None or past.value is None:
        return None
    return claim(
        by=by,
        submission=submission,
        indicator=line,
        value=past.value,
        of=past.of,
        source_kind=SourceKind.CARRIED,
        source_key=f"figure:{found.pk}",
        source_label=f"như kỳ trước ({last.title})",
        version=version,
    )


def _line(indicator: Indicator | str) -> Indicator:
    return catalogue.indicator(indicator) if isinstance(indicator, str) else indicator


def _held(by: User | None, figure: Figure, version: int | None, read_for: bool = False) -> Figure:
    return figure_to_edit(
        by=by,
        submission=figure.submission,
        indicator=figure.indicator,
        scope=figure.scope,
        version=version,
        read_for=read_for,
    )


def _point(figure: Figure, claim: Claim) -> None:
    before = figure.chosen
    if before is None or (before.value, before.of) != (claim.value, claim.of):
        figure.explanation = ""  # it explained another number
    figure.answer, figure.chosen = Answer.VALUE, claim
    _save(figure)


# Answers without a number: how the audit calls the act, and what it says.
_SAID = {Answer.NONE_AROSE: ("say_none_arose", "không phát sinh"), Answer.NOT_REPORTED: ("clear", "bỏ trả lời")}


def _say(by: User | None, figure: Figure, answer: Answer) -> Figure:
    figure.answer, figure.chosen, figure.explanation = answer, None, ""
    _save(figure)
    action, words = _SAID[answer]
    _record(by, figure, action, f"{figure.indicator.name}: {words}")
    return figure


def _save(figure: Figure) -> None:
    figure.version += 1
    figure.save(update_fields=["answer", "chosen", "explanation", "version"])


def _record(by: User | None, figure: Figure, action: str, summary: str, **detail: object) -> None:
    audit.record(
        by=by,
        action=f"reporting.{action}",
        subject_kind="figure",
        subject_key=figure.pk,
        summary=summary,
        unit_key=figure.submission.unit_id,
        detail={"submission": figure.submission_id, "indicator": figure.indicator.code, **detail},
    )
