"""Batches of reports that a person sent and has not gone through: a line each, with how far it is."""

from collections import Counter

from django.urls import reverse

from tuquan.ground import clock
from tuquan.intake.models import Batch, BatchFile
from tuquan.intake.queries.going_through import through
from tuquan.web.acting import Acting
from tuquan.web.home.tasks import Task

# Older ones are found from their round.
NEWEST = 3
State = BatchFile.State


def batch_tasks(acting: Acting) -> list[Task]:
    """The newest batches of this person that still wait for them, newest first."""
    if acting.user is None:
        return []
    mine = Batch.objects.filter(started_by=acting.user).select_related("round").order_by("-pk")[:NEWEST]
    told = [(batch, _left(batch)) for batch in mine]
    return [_task(batch, left) for batch, left in told if left]


def _left(batch: Batch) -> str:
    """What of the batch waits, in words; "" for nothing."""
    states = Counter(batch.files.values_list("state", flat=True))
    if states[State.WAITING]:
        return f"đang đọc, còn {states[State.WAITING]}/{states.total()} tệp"
    if states[State.READ]:
        return f"{states[State.READ]} tệp chờ chọn đơn vị"
    gone = through(batch)
    return f"đã xong {gone.reports_done}/{len(gone.rows)} báo cáo" if gone.waiting else ""


def _task(batch: Batch, left: str) -> Task:
    at = batch.started_at.astimezone(clock.VIETNAM)
    return Task(
        what=f"Đợt nhận báo cáo, {batch.round.title.lower()}: {left}",
        where=f"gửi {at:%H:%M %d/%m/%Y}",
        href=reverse("reading-batch", args=[batch.pk]),
        step="Làm tiếp",
        primary=True,
    )
