"""Receiving a report: quarantine first, then the redacted text and what the reader saw in it."""

from pathlib import PurePath

from django.db import transaction

from tuquan.accounts.models import User
from tuquan.ground import audit, clock
from tuquan.intake.actions.second_asking import ask_second_reader
from tuquan.intake.errors import AlreadyReceived, SecrecyNotAnswered, SubmissionClosed
from tuquan.intake.models import Finding, SourceDocument
from tuquan.intake.models import Reading as StoredReading
from tuquan.intake.names import DatabaseNames
from tuquan.intake.quarantine import Cleared, clear, head_of
from tuquan.intake.queries.standing import receives_for
from tuquan.reader import Finding as Seen
from tuquan.reader import Reading
from tuquan.reporting.models import State, Submission

EDITABLE = (State.DRAFT, State.SENT_BACK)


def receive(
    *, by: User | None, submission: Submission, data: bytes, file_name: str, secrecy_answer: bool
) -> SourceDocument:
    """Take in a report for a submission and read it.

    `secrecy_answer`: the sender has said that the file bears no secrecy mark (asked before it is sent).
    Raises SecrecyNotAnswered, SubmissionClosed, UnreadableReport, SecrecyMark, AlreadyReceived, PermissionRefused;
    in every case nothing is stored.
    """
    on_behalf = receives_for(by, submission)
    name = plain_name(file_name)
    _refuse_early(submission, name, secrecy_answer)
    cleared = clear(data, file_name=name, names=DatabaseNames(submission.round.last_day))
    document = take_in(by=by, submission=submission, cleared=cleared, on_behalf=on_behalf)
    ask_second_reader(by=by, documents=[document])
    return document


def take_in(
    *, by: User | None, submission: Submission, cleared: Cleared, on_behalf: int | None = None
) -> SourceDocument:
    """Keep what the quarantine cleared, with its reading; who may do so was asked before.

    `on_behalf`: the organ above that receives it for the unit. Raises SubmissionClosed, AlreadyReceived; then nothing
    is stored.
    """
    with transaction.atomic():
        _refuse_again(submission, cleared)
        document = _store(submission, cleared, by, on_behalf)
        store_reading(document, cleared.reading)
        audit.record(
            by=by,
            action="intake.receive",
            subject_kind="document",
            subject_key=document.pk,
            unit_key=submission.unit_id,
            summary=f"Nhận {'thay đơn vị ' if on_behalf else ''}báo cáo “{cleared.file_name}”, "
            f"trích {len(cleared.reading.findings)} số liệu",
            detail={"sha256": cleared.sha256, "rules": cleared.reading.version}
            | ({"on_behalf": on_behalf} if on_behalf else {}),
        )
    return document


def plain_name(file_name: str) -> str:
    """The last part of a path of either kind, without characters that cannot be shown."""
    name = PurePath(file_name.replace("\\", "/")).name
    return "".join(letter for letter in " ".join(name.split()) if letter.isprintable())[:200] or "báo cáo"


def store_reading(document: SourceDocument, reading: Reading) -> StoredReading:
    """Keep one run of the reader beside the document; earlier readings and answers stay."""
    stored = StoredReading.objects.create(document=document, rules_version=reading.version[:40])
    Finding.objects.bulk_create(_row(stored, position, seen) for position, seen in enumerate(reading.findings))
    return stored


def _refuse_early(submission: Submission, name: str, secrecy_answer: bool) -> None:
    if not secrecy_answer:
        raise SecrecyNotAnswered(
            f"Chưa xác nhận tệp “{name}” không có dấu độ mật. Đánh dấu vào ô xác nhận rồi gửi lại; chưa có gì được đọc."
        )
    if submission.state not in EDITABLE:
        raise SubmissionClosed(
            "Biểu số liệu đã trình hoặc đã gửi nên không nhận thêm báo cáo. Đề nghị cấp duyệt trả lại để bổ sung."
        )


def _refuse_again(submission: Submission, cleared: Cleared) -> None:
    """Under the lock of the transaction: the state may have changed while the file was being read."""
    current = Submission.objects.select_for_update().get(pk=submission.pk)
    _refuse_early(current, cleared.file_name, secrecy_answer=True)
    if known := SourceDocument.objects.filter(submission=current, sha256=cleared.sha256).first():
        day = known.received_at.astimezone(clock.VIETNAM)
        raise AlreadyReceived(
            f"Tệp “{cleared.file_name}” đã nhận ngày {day:%d/%m/%Y}; mở bản đã nhận để xem tiếp.", known.pk
        )


def _store(submission: Submission, cleared: Cleared, by: User | None, on_behalf: int | None) -> SourceDocument:
    return SourceDocument.objects.create(
        submission=submission,
        sha256=cleared.sha256,
        file_name=cleared.file_name,
        kind=cleared.kind,
        text=cleared.text,
        blocks=cleared.blocks,
        notes=cleared.notes,
        head=head_of(cleared.reading),
        received_by=by,
        on_behalf_id=on_behalf,
    )


def _row(stored: StoredReading, position: int, seen: Seen) -> Finding:
    return Finding(
        reading=stored,
        position=position,
        indicator_code=seen.indicator,
        masked=seen.masked,
        value=None if seen.masked else seen.value,
        of=None if seen.masked else seen.of,
        value_max=None if seen.masked else seen.value_max,
        start=seen.start,
        end=seen.end,
        sentence_start=seen.sentence_start,
        sentence_end=seen.sentence_end,
        place=(seen.place or "")[:200],
        period_start=seen.period_start,
        period_end=seen.period_end,
        qualifier=seen.qualifier,
        planned=seen.planned,
        confidence=seen.confidence,
        reasons=list(seen.reasons),
        rule=seen.rule[:80],
        rule_version=seen.rule_version[:40],
        measure=(seen.measure or "")[:80],
        detail=(seen.detail or "")[:200],
        named=[] if seen.masked else list(seen.named),
    )
