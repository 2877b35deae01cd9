"""A person's answers to what a rule saw. Nothing enters a submission unconfirmed."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from tuquan.accounts.models import User
from tuquan.ground import audit
from tuquan.intake.actions.claiming import claim_of, withdraw
from tuquan.intake.errors import AnsweredByTheUnit, DocumentSetAside, FindingMasked, NoSuchSpan, SubmissionClosed
from tuquan.intake.models import Finding, FindingAnswer, SourceDocument, Verdict
from tuquan.intake.queries.misdirected import set_aside
from tuquan.intake.queries.review import review
from tuquan.intake.queries.standing import answers_for
from tuquan.reporting.models import State, Submission
from tuquan.reporting.values import shown


@transaction.atomic
def confirm(*, by: User | None, finding: Finding) -> FindingAnswer:
    """Take the value as read; again, it is the same answer. Raises FindingMasked, NoSuchSpan (no value was read),
    SubmissionClosed, AnsweredByTheUnit, PermissionRefused, or what reporting refuses."""
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
    held = open_submission(by, finding.reading.document)
    _refuse_masked(finding)
    last = finding.answers.last()
    _refuse_theirs(held, last)
    if last and last.verdict == Verdict.REJECTED:
        return last
    answer = _write(held, finding, Verdict.REJECTED)
    withdraw(held.by, finding, read_for=held.read_for)
    return answer


@transaction.atomic
def confirm_sure(*, by: User | None, document: SourceDocument) -> int:
    """Confirm what the reader is sure of, no question hangs on and nothing contradicts; returns how many."""
    open_submission(by, document)
    sure = review(document).sure
    for candidate in sure:
        confirm(by=by, finding=candidate.finding)
    return len(sure)


@dataclass(frozen=True)
class Held:
    """A submission locked for an answer of `by`; `on_behalf` is the organ above, where it answers for the unit."""

    submission: Submission
    by: User | None
    on_behalf: int | None

    @property
    def read_for(self) -> bool:
        return self.on_behalf is not None


def open_submission(by: User | None, document: SourceDocument) -> Held:
    """The submission, locked; raises where this person may not answer or the time for it is over."""
    submission = Submission.objects.select_for_update().get(pk=document.submission_id)
    on_behalf = answers_for(by, document, submission)
    if submission.state not in (State.DRAFT, State.SENT_BACK):
        raise SubmissionClosed(
            "Biểu số liệu đã trình hoặc đã gửi nên không nhận thêm xác nhận. Muốn sửa, đề nghị trả lại để bổ sung."
        )
    return Held(submission, by, on_behalf)


def refuse_set_aside(document: SourceDocument) -> None:
    """Nothing is taken of a report that was received by mistake."""
    row = set_aside(document)
    if row is not None:
        raise DocumentSetAside(f"Báo cáo này đã ghi là nhận nhầm ({row.because}) nên không nhận số liệu từ đó nữa.")


def _refuse_masked(finding: Finding) -> None:
    if finding.masked:
        raise FindingMasked("Đây là số liệu nghiệp vụ, không lưu trong phần mềm; ghi tay vào bản in nếu cần.")


def _refuse_theirs(held: Held, last: FindingAnswer | None) -> None:
    """What the unit's own office answered is not answered otherwise on its behalf."""
    if held.read_for and last is not None and last.on_behalf_id is None:
        raise AnsweredByTheUnit(
            "Cơ quan của đơn vị đã tự trả lời số này nên không đọc thay được nữa. Chưa đúng thì đề nghị đơn vị sửa."
        )


def _answer(
    by: User | None, finding: Finding, verdict: Verdict, code: str, value: Decimal | None, of: Decimal | None
) -> FindingAnswer:
    held = open_submission(by, finding.reading.document)
    refuse_set_aside(finding.reading.document)
    _refuse_masked(finding)
    if value is None:
        raise NoSuchSpan("Chỗ này không có giá trị để nhận. Bấm “Sửa” và ghi số.")
    last = finding.answers.last()
    _refuse_theirs(held, last)
    claim, is_new = claim_of(held.by, held.submission, finding, code, value, of, on_behalf=held.on_behalf)
    if last and not is_new and last.verdict == verdict:
        return last  # a double click, or the same answer from another window
    answer = _write(held, finding, verdict, code, value, of)
    withdraw(held.by, finding, keep=claim, read_for=held.read_for)
    return answer


def _write(
    held: Held,
    finding: Finding,
    verdict: Verdict,
    code: str = "",
    value: Decimal | None = None,
    of: Decimal | None = None,
) -> FindingAnswer:
    answer = FindingAnswer.objects.create(
        finding=finding,
        verdict=verdict,
        indicator_code=code,
        value=value,
        of=of,
        by=held.by,
        on_behalf_id=held.on_behalf,
    )
    # No words of the report: what newer rules blank in it must not live on here.
    told = shown(value, of) if value is not None else f"số ở vị trí {finding.start} của báo cáo"
    audit.record(
        by=held.by,
        action=f"intake.{verdict}",
        subject_kind="finding",
        subject_key=finding.pk,
        unit_key=held.submission.unit_id,
        summary=f"{Verdict(verdict).label}: {told}{', đọc thay đơn vị' if held.read_for else ''}",
        detail={"on_behalf": held.on_behalf} if held.read_for else None,
    )
    return answer
