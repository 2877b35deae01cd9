"""A person's answers to what a rule saw. Nothing enters a submission unconfirmed."""

from decimal import Decimal

from django.db import transaction

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import audit
from tuquan.intake.errors import FindingMasked, NoSuchSpan, SubmissionClosed
from tuquan.intake.models import Finding, FindingAnswer, Reading, SourceDocument, Verdict
from tuquan.intake.queries.candidates import candidates
from tuquan.reporting import actions as reporting
from tuquan.reporting import asked
from tuquan.reporting.models import Claim, Figure, Scope, SourceKind, State, Submission
from tuquan.vn.numbers import show


@transaction.atomic
def confirm(*, by: User | None, finding: Finding) -> FindingAnswer:
    """Take the value as read. Raises FindingMasked, SubmissionClosed, PermissionRefused, or reporting's refusals."""
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
    _open_submission(by, finding)
    _withdraw(by, finding)
    return _write(by, finding, Verdict.REJECTED, "", None, None)


@transaction.atomic
def confirm_sure(*, by: User | None, document: SourceDocument) -> int:
    """Confirm what the reader is sure of and no question hangs on; returns how many were confirmed."""
    taken = 0
    for candidate in candidates(document):
        if candidate.taken_in_bulk:
            confirm(by=by, finding=candidate.finding)
            taken += 1
    return taken


@transaction.atomic
def add_by_hand(
    *, by: User | None, document: SourceDocument, start: int, end: int, indicator_code: str, value: Decimal
) -> FindingAnswer:
    """Mark characters `start`..`end` of the kept text as a figure the reader missed, and confirm it."""
    if not (0 <= start < end <= len(document.text)) or not any(c.isdigit() for c in document.text[start:end]):
        raise NoSuchSpan("Đoạn được chọn không có chữ số nào. Chọn lại đúng chỗ có số liệu trong báo cáo.")
    reading = document.readings.first() or Reading.objects.create(document=document, rules_version="by-hand")
    finding = Finding.objects.create(
        reading=reading,
        position=reading.findings.count(),
        indicator_code=indicator_code,
        value=value,
        start=start,
        end=end,
        sentence_start=document.text.rfind("\n", 0, start) + 1,
        sentence_end=_line_end(document.text, end),
        confidence=Finding.Confidence.SURE,
        reasons=["Do người xác nhận đánh dấu trong báo cáo."],
        rule="by_hand",
        rule_version="1",
    )
    return confirm(by=by, finding=finding)


def _line_end(text: str, end: int) -> int:
    found = text.find("\n", end)
    return len(text) if found < 0 else found


def _open_submission(by: User | None, finding: Finding) -> Submission:
    """The submission, locked; raises where this person may not answer or the time for it is over."""
    submission = Submission.objects.select_for_update().get(pk=finding.reading.document.submission_id)
    accounts.require(by, Permission.ENTER_FIGURES, organ_id=submission.organ_id)
    if submission.state not in (State.DRAFT, State.SENT_BACK):
        raise SubmissionClosed("Biểu số liệu đã trình hoặc đã gửi nên không nhận thêm xác nhận.")
    if finding.masked:
        raise FindingMasked("Đây là số liệu nghiệp vụ, không lưu trong phần mềm; ghi tay vào bản in nếu cần.")
    return submission


def _answer(
    by: User | None, finding: Finding, verdict: Verdict, code: str, value: Decimal | None, of: Decimal | None
) -> FindingAnswer:
    submission = _open_submission(by, finding)
    if value is None:
        raise NoSuchSpan("Chỗ này không có giá trị để nhận. Bấm “Sửa” và ghi số.")
    _withdraw(by, finding)
    _claim(by, submission, finding, code, value, of)
    return _write(by, finding, verdict, code, value, of)


def _claim(
    by: User | None, submission: Submission, finding: Finding, code: str, value: Decimal, of: Decimal | None
) -> Claim:
    return reporting.claim(
        by=by,
        submission=submission,
        indicator=code,
        value=value,
        of=of,
        source_kind=SourceKind.READ,
        source_key=source_key(finding),
        source_label=f"Trích từ “{finding.reading.document.file_name}”"[:300],
        scope=scope_of(submission, code),
    )


def source_key(finding: Finding) -> str:
    """The key under which a claim remembers the finding it came from."""
    return f"finding:{finding.pk}"


def scope_of(submission: Submission, code: str) -> Scope:
    """A level above the commune states totals of its units; only lines of its own work add up."""
    if not asked.is_summing(submission):
        return Scope.OWN
    own = {line.indicator.code for line in asked.lines_of(submission) if asked.answers(submission, line)}
    return Scope.OWN if code in own else Scope.STATED


def _withdraw(by: User | None, finding: Finding) -> None:
    """A claim that an earlier answer to this finding made must not stay chosen: the one before it is again."""
    mine = source_key(finding)
    chosen = Figure.objects.filter(chosen__source_kind=SourceKind.READ, chosen__source_key=mine)
    for figure in chosen.select_related("submission", "indicator"):
        before = figure.claims.exclude(source_key=mine).order_by("-id").first()
        if before:
            reporting.choose(by=by, figure=figure, claim=before)
        else:
            reporting.clear(by=by, submission=figure.submission, indicator=figure.indicator, scope=figure.scope)


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
        summary=f"{Verdict(verdict).label}: {show(value) if value is not None else finding.indicator_code}",
    )
    return answer
