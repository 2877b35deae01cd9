"""A person's answers to what a rule saw. Nothing enters a submission unconfirmed."""

from decimal import Decimal

from django.db import transaction

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import audit, clock
from tuquan.intake.actions.claiming import claim_of, withdraw
from tuquan.intake.errors import DocumentSetAside, FindingMasked, NoSuchSpan, SubmissionClosed
from tuquan.intake.models import Finding, FindingAnswer, SetAside, SourceDocument, Verdict
from tuquan.intake.queries.review import review
from tuquan.reporting.models import State, Submission
from tuquan.reporting.queries import keeper
from tuquan.reporting.values import shown


@transaction.atomic
def confirm(*, by: User | None, finding: Finding) -> FindingAnswer:
    """Take the value as read; again, it is the same answer. Raises FindingMasked, NoSuchSpan (no value was read),
    SubmissionClosed, PermissionRefused, or what reporting refuses."""
    return _answer(by, finding, Verdict.CONFIRMED, finding.indicator_code, finding.value, finding.of)


@transaction.atomic
def correct(
    *, by: User | None, finding: Finding, value: Decimal, of: Decimal | None = None, indicator_code: str = ""
) -> FindingAnswer:
    """Take another value, or another indicator, than the rule saw; what the rule saw stays as it was."""
    return _answer(by, finding, Verdict.CORRECTED, indicator_code or finding.indicator_code, value, of)


@transaction.atomic
def reject(*, by: User | None, finding: Finding) -> FindingAnswer:
    """Say that this is not a figure of the report; a claim that an earlier answer made is no longer chosen."""
    open_submission(by, finding.reading.document)
    _refuse_masked(finding)
    last = finding.answers.last()
    if last and last.verdict == Verdict.REJECTED:
        return last
    answer = _write(by, finding, Verdict.REJECTED, "", None, None)
    withdraw(by, finding)
    return answer


@transaction.atomic
def confirm_sure(*, by: User | None, document: SourceDocument) -> int:
    """Confirm what the reader is sure of, no question hangs on and nothing contradicts; returns how many."""
    open_submission(by, document)
    sure = review(document).sure
    for candidate in sure:
        confirm(by=by, finding=candidate.finding)
    return len(sure)


def open_submission(by: User | None, document: SourceDocument) -> Submission:
    """The submission, locked; raises where this person may not answer or the time for it is over."""
    submission = Submission.objects.select_for_update().get(pk=document.submission_id)
    accounts.require(by, Permission.ENTER_FIGURES, organ_id=keeper(submission, clock.today()))
    if submission.state not in (State.DRAFT, State.SENT_BACK):
        raise SubmissionClosed(
            "Biểu số liệu đã trình hoặc đã gửi nên không nhận thêm xác nhận. Muốn sửa, đề nghị trả lại để bổ sung."
        )
    return submission


def refuse_set_aside(document: SourceDocument) -> None:
    """Nothing is taken of a report that was received by mistake."""
    row = SetAside.objects.filter(document=document).first()
    if row is not None:
        raise DocumentSetAside(f"Báo cáo này đã ghi là nhận nhầm ({row.because}) nên không nhận số liệu từ đó nữa.")


def _refuse_masked(finding: Finding) -> None:
    if finding.masked:
        raise FindingMasked("Đây là số liệu nghiệp vụ, không lưu trong phần mềm; ghi tay vào bản in nếu cần.")


def _answer(
    by: User | None, finding: Finding, verdict: Verdict, code: str, value: Decimal | None, of: Decimal | None
) -> FindingAnswer:
    submission = open_submission(by, finding.reading.document)
    refuse_set_aside(finding.reading.document)
    _refuse_masked(finding)
    if value is None:
        raise NoSuchSpan("Chỗ này không có giá trị để nhận. Bấm “Sửa” và ghi số.")
    last = finding.answers.last()
    claim, is_new = claim_of(by, submission, finding, code, value, of)
    if last and not is_new and last.verdict == verdict:
        return last  # a double click, or the same answer from another window
    answer = _write(by, finding, verdict, code, value, of)
    withdraw(by, finding, keep=claim)
    return answer


def _write(
    by: User | None, finding: Finding, verdict: Verdict, code: str, value: Decimal | None, of: Decimal | None
) -> FindingAnswer:
    answer = FindingAnswer.objects.create(
        finding=finding, verdict=verdict, indicator_code=code, value=value, of=of, by=by
    )
    audit.record(
        by=by,
        action=f"intake.{verdict}",
        subject_kind="finding",
        subject_key=finding.pk,
        unit_key=finding.reading.document.submission.unit_id,
        summary=f"{Verdict(verdict).label}: {shown(value, of) if value is not None else _quote(finding)}",
    )
    return answer


def _quote(finding: Finding) -> str:
    """The words of the report, as kept."""
    return finding.reading.document.text[finding.start : finding.end][:120]
