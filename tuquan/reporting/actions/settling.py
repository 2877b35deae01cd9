"""What signed reports printed, and the head's word where sources differ. The last word stands; none is taken away."""

from decimal import Decimal

from django.db import transaction

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import audit, clock
from tuquan.reporting import free_text, rollup
from tuquan.reporting.actions.locking import hold
from tuquan.reporting.checks.settled import remember
from tuquan.reporting.closing import refuse_closed_round
from tuquan.reporting.errors import ClaimOfAnotherFigure, NotEditable, PaperUnnamed, ReasonMissing
from tuquan.reporting.meanwhile import refuse_stale
from tuquan.reporting.models import Answer, Claim, Figure, Scope, Settlement, SourceKind, State, Submission
from tuquan.reporting.queries.keeping import keeper
from tuquan.reporting.totals import Total
from tuquan.reporting.transitions import EDITABLE, NEXT_STEP
from tuquan.reporting.values import checked, refuse_closed, shown

# The head settles what lies before them, too: presented, not yet sent.
_OPEN = {*EDITABLE, State.PRESENTED}


@transaction.atomic
def state_signed(
    *, by: User | None, figure: Figure, value: Decimal | int, of: Decimal | int | None = None, paper: str, key: str = ""
) -> Claim:
    """State the number that the unit's signed report printed (`paper`: its number and day); never chosen by itself.

    Once for each `key`. Possible after approval, too: it changes nothing, it is only compared. Raises
    PermissionRefused, RoundClosed, PaperUnnamed, IndicatorRestricted, IndicatorLimited, ValueRefused, FreeTextRefused.
    """
    held = _held(figure)
    accounts.require(by, Permission.ENTER_FIGURES, organ_id=_at_work(held.submission), on=clock.today())
    refuse_closed(held.indicator, held.submission.unit_id)
    label = free_text.kept(paper)[:300]
    if not label:
        raise PaperUnnamed("Chưa ghi số này ở báo cáo nào. Ghi số, ngày của báo cáo có chữ ký.")
    exact, whole = checked(held.indicator, value, of)
    same = held.claims.filter(source_kind=SourceKind.SIGNED, source_key=key) if key else held.claims.none()
    if known := same.last():
        return known
    made = Claim.objects.create(
        figure=held, value=exact, of=whole, source_kind=SourceKind.SIGNED, source_key=key, source_label=label, by=by
    )
    if held.scope == Scope.STATED and held.chosen is None:
        held.answer, held.chosen = Answer.VALUE, made
    _save(held)
    _record(by, held, "state_signed", f"{label} ghi {shown(exact, whole)}", claim=made.pk)
    return made


@transaction.atomic
def settle(
    *, by: User | None, figure: Figure, claim: Claim | None, reason: str, version: int | None = None
) -> Settlement:
    """The head settles which number goes up where sources differ; without `claim`, what is answered stands: the units'
    figures against a printed total, "không phát sinh" against a number.

    The choice stands against later counts of records. Raises PermissionRefused, RoundClosed, NotEditable, StaleFigure,
    ReasonMissing, FreeTextRefused, ClaimOfAnotherFigure.
    """
    held = _held(figure)
    accounts.require(by, Permission.SUBMIT, organ_id=_at_work(held.submission), on=clock.today())
    _refuse(held, claim)
    refuse_stale(held, version)
    why = free_text.kept(reason)
    if not why:
        raise ReasonMissing("Chưa có lý do chốt. Viết một câu vì sao chọn số này.")
    if claim is not None:
        held.answer, held.chosen = Answer.VALUE, _kept(by, claim)
    held.explanation = why
    _save(held)
    remember(held)
    total = _total(held)
    made = Settlement.objects.create(
        figure=held,
        claim=claim,
        latest=held.claims.last(),
        total=total.value if total else None,
        total_of=total.of if total else None,
        reason=why,
        by=by,
        on=clock.today(),
    )
    _record(by, held, "settle", f"chốt {_said(held, claim, total)}. Lý do: {why}", settlement=made.pk)
    return made


def _held(figure: Figure) -> Figure:
    submission = hold(figure.submission_id)  # before the figure is read: who waited sees what was written meanwhile
    held = Figure.objects.select_related("indicator", "chosen").get(pk=figure.pk)
    held.submission = submission
    refuse_closed_round(submission.round)
    return held


def _at_work(submission: Submission) -> int:
    return keeper(submission, clock.today())


def _refuse(figure: Figure, claim: Claim | None) -> None:
    if figure.submission.state not in _OPEN and not figure.reopened_because:
        raise NotEditable(f"Không chốt được lúc này. {NEXT_STEP[State(figure.submission.state)]}")
    if claim is not None and claim.figure_id != figure.pk:
        raise ClaimOfAnotherFigure("Số được chọn thuộc về ô khác. Tải lại trang rồi chọn lại.")
    if claim is None and figure.answer == Answer.NOT_REPORTED:
        raise ClaimOfAnotherFigure("Ô này chưa có trả lời nào để giữ. Chọn một trong các số được nêu.")


def _kept(by: User | None, claim: Claim) -> Claim:
    """What an issued report printed is told by the report until it is chosen; then it is a claim like any other."""
    if claim.pk is None:
        claim.by = by
        claim.save()
    return claim


def _total(figure: Figure) -> Total | None:
    """What the units make, where a printed total is settled."""
    if figure.scope != Scope.STATED:
        return None
    submission = figure.submission
    return rollup.total(round=submission.round, unit_id=submission.unit_id, indicator=figure.indicator)


def _said(figure: Figure, claim: Claim | None, total: Total | None) -> str:
    if claim is not None:
        return f"{shown(claim.value, claim.of)} ({claim.source_label})"
    return f"số tổng hợp {total.text}" if total is not None else Answer(figure.answer).label


def _save(figure: Figure) -> None:
    figure.version += 1
    figure.save(update_fields=["answer", "chosen", "explanation", "version"])


def _record(by: User | None, figure: Figure, action: str, summary: str, **detail: object) -> None:
    audit.record(
        by=by,
        action=f"reporting.{action}",
        subject_kind="figure",
        subject_key=figure.pk,
        summary=f"{figure.indicator.name}: {summary}",
        unit_key=figure.submission.unit_id,
        detail={"submission": figure.submission_id, "indicator": figure.indicator.code, **detail},
    )
