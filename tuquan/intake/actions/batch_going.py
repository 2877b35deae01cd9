"""What is done with all reports of a batch at once: sure figures confirmed, units' submissions taken for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from tuquan.accounts.models import User
from tuquan.ground import clock, jobs
from tuquan.ground.errors import Refusal
from tuquan.ground.models import Job
from tuquan.intake.errors import BatchUnready
from tuquan.intake.models import Batch
from tuquan.intake.queries.going_through import Gone, through
from tuquan.reporting import moves
from tuquan.reporting.models import Submission
from tuquan.reporting.queries import place
from tuquan.reporting.queries.on_behalf import with_read_figures
from tuquan.reporting.transitions import EDITABLE

CONFIRM_SURE = "intake.confirm_sure_of_batch"


@dataclass(frozen=True)
class Taken:
    """What became of the submissions: how many were taken for their units, and a sentence for each that was not."""

    count: int
    left: tuple[str, ...]


@transaction.atomic
def confirm_sure_of_batch(*, by: User | None, batch: Batch) -> Job:
    """Begin a job that confirms, report by report, what the reader is sure of and nothing speaks against.

    Raises BatchUnready (another job of the batch is under way, or nothing waits).
    """
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    under_way = Job.objects.filter(state__in=(Job.State.WAITING, Job.State.RUNNING))
    if held.job_key and under_way.filter(pk=held.job_key).exists():
        raise BatchUnready("Đợt này đang có việc chạy. Chờ xong rồi làm tiếp.")
    waiting = through(held).waiting
    if not waiting:
        raise BatchUnready("Không còn báo cáo nào chờ xác nhận.")
    job = jobs.start(
        kind=CONFIRM_SURE,
        title=f"Xác nhận số liệu chắc chắn của {len(waiting)} báo cáo, {held.round.title}",
        arguments={"batch": held.pk, "day": clock.today().isoformat()},
        by=by,
    )
    Batch.objects.filter(pk=held.pk).update(job_key=job.pk)
    return job


def takeable(rows: Sequence[Gone]) -> list[Submission]:
    """Submissions of which every report of the batch has been gone through and something was taken."""
    waiting = {row.document.submission_id for row in rows if row.left}
    found = {row.document.submission_id: row.document.submission for row in rows if row.document.on_behalf_id}
    done = [row for key, row in found.items() if key not in waiting and row.state in EDITABLE]
    read = with_read_figures(done)
    return [row for row in done if row.pk in read]


def take_for_units(*, by: User | None, batch: Batch, reason: str) -> Taken:
    """Nhận thay: send for their units the submissions of the batch that are gone through, one transaction each.

    Raises ReasonMissing, FreeTextRefused before the first; what is refused of one unit is told in `left`.
    """
    reason = moves.reason_of("submit_for", reason)
    count, left = 0, []
    for row in takeable(through(batch).rows):
        try:
            moves.submit_for(by=by, submission=row, version=row.version, reason=reason)
            count += 1
        except Refusal as refused:
            left.append(f"{place(row.unit_id, batch.round.last_day)}: {refused.message}")
    return Taken(count, tuple(left))
