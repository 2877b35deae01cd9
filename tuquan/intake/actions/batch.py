"""Many reports at once: sent together, read in memory, confirmed file by file, received by a job.

Between sending and confirming only what the quarantine cleared waits in the database; the files themselves live in the
memory of the request that brought them, and of the thread that reads them (docs/decisions/0012).
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import PurePath

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import audit, clock, jobs
from tuquan.ground.models import Job
from tuquan.intake.actions.receive import plain_name
from tuquan.intake.clearing import Told, clear_many
from tuquan.intake.errors import BatchUnready, SecrecyMark, SecrecyNotAnswered, UnreadableReport
from tuquan.intake.models import Batch, BatchFile
from tuquan.intake.pending import packed
from tuquan.intake.quarantine import Cleared, kept_name
from tuquan.intake.queries.belonging import Desk, belonging, desk
from tuquan.reader.lint import mark_in_name
from tuquan.reporting.models import Round

RECEIVE = "intake.receive_batch"
State = BatchFile.State
# A reading that did not move for so long was cut off: what it had not read must be sent again.
SILENCE = timedelta(minutes=2)
SECRET_NAME = (
    "Tên tệp có dấu độ mật ({mark}). Phần mềm không nhận tài liệu mật; không đọc và không giữ gì của tệp. "
    "Đề nghị gửi theo đường văn bản mật."
)
CUT_OFF = "Việc đọc bị ngắt trước khi đến tệp này; không giữ gì của tệp. Gửi lại tệp này."


@transaction.atomic
def open_batch(
    *, by: User | None, round: Round, files: Sequence[str], refused: Iterable[tuple[str, str]], secrecy_answer: bool
) -> Batch:
    """A batch that waits for its files to be read, `files` by name; `refused`: (name, sentence) known at once.

    Raises SecrecyNotAnswered, PermissionRefused, BatchUnready (nothing the person may receive reports for).
    """
    accounts.require(by, Permission.RECEIVE_REPORT)
    if not secrecy_answer:
        raise SecrecyNotAnswered(
            "Chưa xác nhận các tệp không có dấu độ mật. Đánh dấu vào ô xác nhận rồi gửi lại; chưa có gì được đọc."
        )
    if not desk(by, round).submissions:
        raise BatchUnready("Kỳ này không còn biểu nào đang mở mà đồng chí được nhận báo cáo.")
    batch = Batch.objects.create(round=round, started_by=by)
    rows = [_row(name) for name in files]
    rows += [_row(name, why) for name, why in refused]
    for position, row in enumerate(rows):
        row.batch, row.position = batch, position
    BatchFile.objects.bulk_create(rows)
    audit.record(
        by=by,
        action="intake.batch",
        subject_kind="batch",
        subject_key=batch.pk,
        summary=f"Gửi {len(rows)} tệp báo cáo cùng lúc, {round.title}",
    )
    return batch


def _row(name: str, why: str = "") -> BatchFile:
    """A file by a name that may be kept; refused at once where `why`, or where its name says that it is secret."""
    plain = plain_name(name)
    kept = kept_name(plain)
    mark = mark_in_name(PurePath(plain).stem)
    message = SECRET_NAME.format(mark=mark) if mark else why.replace(name, kept).replace(plain, kept)
    return BatchFile(file_name=kept, state=State.REFUSED if message else State.WAITING, message=message)


def read_files(batch: Batch, contents: Iterable[bytes]) -> None:
    """Read the waiting files in order, each kept as soon as it is cleared. The bytes are let go one by one.

    `contents`: the bytes of all the `files` that the batch was opened with, also of those that were refused by name.
    """
    at = desk(batch.started_by, batch.round)
    rows = list(batch.files.order_by("position"))
    count = sum(row.state == State.WAITING for row in rows)
    under_way: deque[BatchFile] = deque()
    files = _waiting(rows, contents, under_way)
    for told in clear_many(files, day=batch.round.last_day, count=count):
        _keep(under_way.popleft(), told, at, batch.round)
        Batch.objects.filter(pk=batch.pk).update(beat_at=timezone.now())


def _waiting(
    rows: Sequence[BatchFile], contents: Iterable[bytes], under_way: deque[BatchFile]
) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of the waiting files, each of them put `under_way` as it is handed on."""
    for row, data in zip(rows, contents, strict=False):
        if row.state == State.WAITING:
            under_way.append(row)
            yield row.file_name, data


def _keep(row: BatchFile, told: Told, at: Desk, round_: Round) -> None:
    if isinstance(told, SecrecyMark):
        # The name of a secret document may be its subject: it goes as well.
        named = f"tệp thứ {row.position + 1} của đợt gửi"
        row.state, row.message = State.REFUSED, told.message.replace(row.file_name, named)
        row.file_name = named
    elif isinstance(told, UnreadableReport):
        row.state, row.message = State.REFUSED, told.message
    else:
        found = belonging(at, round_, text=told.text, file_name=row.file_name)
        row.submission_id = found.offers[0] if len(found.offers) == 1 else None
        if twin := _twin(row, told):
            row.state, row.message = State.LEFT_OUT, f"Trùng nội dung tệp “{twin.file_name}” trong cùng đợt gửi."
            row.submission_id = None
        else:
            row.state, row.content, row.message = State.READ, packed(told), found.sentence
            row.offers = list(found.offers)
    row.save()


def _twin(row: BatchFile, cleared: Cleared) -> BatchFile | None:
    """The same report, sent on twice or saved again for the same unit; without a unit only the same bytes are."""
    again = Q(submission=row.submission_id, submission__isnull=False, content__text=cleared.text)
    waiting = BatchFile.objects.filter(batch=row.batch_id)
    return waiting.filter(Q(content__sha256=cleared.sha256) | again).first()


def give_up_silent(batch: Batch) -> int:
    """Mark as cut off what a stopped program left unread; returns how many."""
    if timezone.now() - batch.beat_at < SILENCE:
        return 0
    return batch.files.filter(state=State.WAITING).update(state=State.REFUSED, message=CUT_OFF)


@transaction.atomic
def confirm_batch(*, by: User | None, batch: Batch, belongs: Mapping[int, int | None]) -> Job:
    """Say where each read file belongs: {file id: submission id, or None to leave it out}; a job then receives them.

    Raises BatchUnready (still being read, a file without an answer, or one of another desk), PermissionRefused.
    """
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    if held.files.filter(state=State.WAITING).exists():
        raise BatchUnready("Các tệp chưa đọc xong. Chờ đọc xong rồi xác nhận.")
    mine = {row.pk for row in desk(by, held.round).submissions}
    rows = list(held.files.filter(state=State.READ))
    unanswered = [row.file_name for row in rows if row.pk not in belongs]
    if unanswered or not rows:
        told = f"Còn {len(unanswered)} tệp chưa chọn đơn vị: {', '.join(unanswered[:3])}." if unanswered else ""
        raise BatchUnready(told or "Không còn tệp nào chờ xác nhận.")
    if any(chosen is not None and chosen not in mine for chosen in belongs.values()):
        raise BatchUnready("Có tệp chọn biểu đã khóa hoặc ngoài quyền nhận báo cáo. Tải lại trang rồi chọn lại.")
    for row in rows:
        _answer(row, belongs[row.pk])
    job = jobs.start(
        kind=RECEIVE,
        title=f"Nhận {sum(belongs[row.pk] is not None for row in rows)} báo cáo, {held.round.title}",
        arguments={"batch": held.pk, "day": clock.today().isoformat()},
        by=by,
    )
    Batch.objects.filter(pk=held.pk).update(job_key=job.pk)
    return job


def _answer(row: BatchFile, submission_id: int | None) -> None:
    if submission_id is None:
        row.state, row.content, row.message, row.submission_id = State.LEFT_OUT, {}, "Không nhận tệp này.", None
    else:
        row.state, row.submission_id, row.message = State.CHOSEN, submission_id, ""
    row.save()


@transaction.atomic
def leave_batch(*, by: User | None, batch: Batch) -> int:
    """Bỏ đợt gửi: what waits is emptied; what was received stays. Returns how many files were left out."""
    rows = list(batch.files.filter(state=State.READ))
    for row in rows:
        _answer(row, None)
    if rows:
        audit.record(
            by=by,
            action="intake.batch_left",
            subject_kind="batch",
            subject_key=batch.pk,
            summary=f"Bỏ {len(rows)} tệp chưa nhận của một đợt gửi",
        )
    return len(rows)
