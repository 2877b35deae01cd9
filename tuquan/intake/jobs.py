"""Receiving the confirmed files of a batch, one transaction a file: begun again it goes on where it stopped."""

from datetime import date
from typing import Any

from django.db import transaction

from tuquan.accounts.models import User
from tuquan.ground import clock, jobs
from tuquan.ground.errors import Refusal
from tuquan.ground.models import Job
from tuquan.intake.actions.answers import confirm_sure
from tuquan.intake.actions.batch import RECEIVE
from tuquan.intake.actions.batch_going import CONFIRM_SURE
from tuquan.intake.actions.receive import take_in
from tuquan.intake.actions.second_asking import ask_second_reader
from tuquan.intake.errors import AlreadyReceived
from tuquan.intake.models import Batch, BatchFile, SourceDocument
from tuquan.intake.pending import unpacked
from tuquan.intake.queries.belonging import desk
from tuquan.intake.queries.going_through import through
from tuquan.intake.queries.second_opinion import without_second_opinion
from tuquan.intake.queries.standing import receives_for

State = BatchFile.State


@jobs.kind(RECEIVE)
def receive_batch(job: Job, progress: jobs.Progress) -> dict[str, Any]:
    """Arguments `{"batch": id, "day": "2021-12-31"}`; the result counts what was received and what was not."""
    batch = Batch.objects.select_related("round").get(pk=job.arguments["batch"])
    by = User.objects.filter(pk=job.owner_key).first() if job.owner_key else None
    with clock.at(date.fromisoformat(job.arguments["day"])):
        allowed = {row.pk for row in desk(by, batch.round).submissions}
        rows = list(batch.files.filter(state=State.CHOSEN).defer("content").select_related("submission__round"))
        progress.total(len(rows))
        for row in rows:
            progress.step(f"Đang nhận {row.file_name}")
            _receive(by, row.pk, allowed)
    received = SourceDocument.objects.filter(pk__in=batch.files.filter(state=State.RECEIVED).values("document"))
    ask_second_reader(by=by, documents=without_second_opinion(received))
    told = batch.files.values_list("state", flat=True)
    return {"batch": batch.pk, "received": sum(s == State.RECEIVED for s in told), "files": len(told)}


@jobs.kind(CONFIRM_SURE)
def confirm_sure_of_batch(job: Job, progress: jobs.Progress) -> dict[str, Any]:
    """Arguments as above; report by report, so that a second run finds what is done."""
    batch = Batch.objects.select_related("round").get(pk=job.arguments["batch"])
    by = User.objects.filter(pk=job.owner_key).first() if job.owner_key else None
    confirmed, left = 0, 0
    with clock.at(date.fromisoformat(job.arguments["day"])):
        rows = through(batch).waiting
        progress.total(len(rows))
        for row in rows:
            progress.step(f"Đang xác nhận {row.file.file_name}")
            try:
                confirmed += confirm_sure(by=by, document=row.document)
            except Refusal:
                left += 1
    return {"batch": batch.pk, "confirmed": confirmed, "left": left}


@transaction.atomic
def _receive(by: User | None, key: int, allowed: set[int]) -> None:
    """One file, under its lock: received, or refused with its sentence; a second run finds it done."""
    row = BatchFile.objects.select_for_update(of=("self",)).select_related("submission__round").get(pk=key)
    if row.state != State.CHOSEN or row.submission is None:
        return
    try:
        if row.submission_id not in allowed:
            raise Refusal("Biểu số liệu đã khóa hoặc ngoài quyền nhận báo cáo trong lúc chờ; không nhận tệp này.")
        row.document = take_in(
            by=by,
            submission=row.submission,
            cleared=unpacked(row.content),
            on_behalf=receives_for(by, row.submission),
        )
        row.state, row.message = State.RECEIVED, ""
    except AlreadyReceived as known:
        row.document = SourceDocument.objects.get(pk=known.document_id)
        row.state, row.message = State.RECEIVED, known.message
    except Refusal as refused:
        row.state, row.message = State.REFUSED, refused.message
    row.content = {}
    row.save()
