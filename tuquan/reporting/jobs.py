"""What the worker does with many submissions: each in its own transaction; begun again it goes on where it stopped."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from tuquan.accounts.models import User
from tuquan.ground import clock, jobs
from tuquan.ground.errors import Refusal
from tuquan.ground.models import Job
from tuquan.reporting.actions import moves
from tuquan.reporting.actions.many import APPROVE_MANY, REMIND_MANY, SEND_BACK_MANY
from tuquan.reporting.actions.nudging import remind
from tuquan.reporting.errors import NotReady
from tuquan.reporting.models import Move, Reminder, State, Submission
from tuquan.reporting.queries.keeping import place
from tuquan.reporting.queries.readiness import readiness


@dataclass(frozen=True)
class Told:
    """What became of one submission: `why` is empty where it was done, else the sentence of the refusal."""

    submission: int
    place: str
    why: str = ""
    code: str = ""


@dataclass(frozen=True)
class _Order:
    """Who asked for what, as the job keeps it."""

    job: Job
    by: User | None
    reason: str
    clean: bool


Act = Callable[[_Order, Submission, int], None]


@jobs.kind(APPROVE_MANY)
def approve_many(job: Job, progress: jobs.Progress) -> dict[str, Any]:
    """Arguments `{"round", "rows": [[submission, version]], "day", "clean"}`; the result lists everyone (`Told`)."""
    return _each(job, progress, "Đang duyệt", _approve)


@jobs.kind(SEND_BACK_MANY)
def send_back_many(job: Job, progress: jobs.Progress) -> dict[str, Any]:
    """As above, with one "reason"."""
    return _each(job, progress, "Đang trả lại", _send_back)


@jobs.kind(REMIND_MANY)
def remind_many(job: Job, progress: jobs.Progress) -> dict[str, Any]:
    """As above; a unit reminded by this very job before a stop counts as reminded."""
    return _each(job, progress, "Đang nhắc", _remind)


def _each(job: Job, progress: jobs.Progress, doing: str, act: Act) -> dict[str, Any]:
    said = job.arguments
    by = User.objects.filter(pk=job.owner_key).first() if job.owner_key else None
    order = _Order(job, by, said.get("reason", ""), bool(said.get("clean")))
    found = Submission.objects.select_related("round", "unit").in_bulk([key for key, _ in said["rows"]])
    told = []
    with clock.at(date.fromisoformat(said["day"])):
        progress.total(len(said["rows"]))
        for key, version in said["rows"]:
            where = place(found[key].unit_id, found[key].round.last_day)
            progress.step(f"{doing} {where}")
            told.append(_one(order, found[key], version, where, act))
    return {"job": job.pk, "round": said["round"], "rows": [asdict(row) for row in told]}


def _one(order: _Order, row: Submission, version: int, where: str, act: Act) -> Told:
    try:
        act(order, row, version)
    except Refusal as refused:
        return Told(row.pk, where, refused.message, refused.code)
    return Told(row.pk, where)


def _approve(order: _Order, row: Submission, version: int) -> None:
    if _done_before(order, row, State.APPROVED):
        return
    if order.clean and not (found := readiness(row)).ready:
        raise NotReady(f"Còn chỗ phải xem trước khi duyệt: {found.sentence}", found)
    moves.approve(by=order.by, submission=row, version=version)


def _send_back(order: _Order, row: Submission, version: int) -> None:
    if not _done_before(order, row, State.SENT_BACK):
        moves.send_back(by=order.by, submission=row, version=version, reason=order.reason)


def _remind(order: _Order, row: Submission, _version: int) -> None:
    # A first try of this job may have reminded it before a stop.
    again = order.job.tries > 1 and Reminder.objects.filter(submission=row, on=clock.today(), by=order.by).exists()
    if not again:
        remind(by=order.by, submission=row)


def _done_before(order: _Order, row: Submission, state: State) -> bool:
    """Whether an earlier try of this job did it, before the worker was stopped."""
    if order.job.tries <= 1:
        return False
    last = Move.objects.filter(submission=row).order_by("-id").first()
    if last is None or last.to_state != state or last.at < order.job.created_at:
        return False
    return last.by_id == (order.by.pk if order.by else None)
