"""Many submissions of a round at once: approve, send back, remind. One job, one transaction each, told at the end."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import audit, clock, jobs, locks
from tuquan.ground.models import Job
from tuquan.reporting.actions.moves import reason_of
from tuquan.reporting.closing import refuse_closed_round
from tuquan.reporting.errors import NothingChosen
from tuquan.reporting.models import Round, State, Submission

APPROVE_MANY = "reporting.approve_many"
SEND_BACK_MANY = "reporting.send_back_many"
REMIND_MANY = "reporting.remind_many"
MANY = (APPROVE_MANY, SEND_BACK_MANY, REMIND_MANY)

_SAID = {APPROVE_MANY: "Duyệt", SEND_BACK_MANY: "Trả lại", REMIND_MANY: "Nhắc"}


def approve_many(*, by: User | None, round: Round, submissions: Mapping[int, int]) -> Job:
    """Begin to approve the ticked submissions (key → the version that was seen).

    Raises PermissionRefused (no such right anywhere), RoundClosed, NothingChosen. Who may not approve one of them is
    told at its line (`jobs.Told`), not here.
    """
    return _start(APPROVE_MANY, by, round, submissions)


def approve_clean(*, by: User | None, round: Round) -> Job:
    """The same for every submission sent up that nothing is asked of and nobody had to explain anything in.

    Raises RoundClosed, NothingChosen.
    """
    sent = round.submissions.filter(state=State.SUBMITTED).exclude(unit=round.scope_id)
    explained = sent.filter(figures__explanation__gt="").values("pk")
    rows = dict(sent.exclude(pk__in=explained).values_list("pk", "version"))
    return _start(APPROVE_MANY, by, round, rows, clean=True)


def send_back_many(*, by: User | None, round: Round, submissions: Mapping[int, int], reason: str) -> Job:
    """Begin to send the ticked ones back for one and the same reason.

    Raises RoundClosed, ReasonMissing, FreeTextRefused, NothingChosen.
    """
    return _start(SEND_BACK_MANY, by, round, submissions, reason=reason_of("send_back", reason))


def remind_many(*, by: User | None, round: Round, submissions: Mapping[int, int]) -> Job:
    """Begin to remind those of the ticked ones that still owe their figures; each at most once a day.

    Raises RoundClosed, NothingChosen.
    """
    return _start(REMIND_MANY, by, round, submissions)


@transaction.atomic
def _start(kind: str, by: User | None, round_: Round, rows: Mapping[int, int], **more: Any) -> Job:
    """Queue the work. The same asked again while it is under way (a double click) is that work."""
    accounts.require(by, Permission.APPROVE, on=clock.today())
    refuse_closed_round(round_)
    fits = set(Submission.objects.filter(pk__in=list(rows), round=round_).values_list("pk", flat=True))
    chosen = sorted((key, version) for key, version in rows.items() if key in fits)
    if not chosen:
        raise NothingChosen(_nothing(kind))
    arguments = {
        "round": round_.pk, "rows": [list(pair) for pair in chosen], "day": clock.today().isoformat(), **more
    }  # fmt: skip
    with locks.one_at_a_time(f"reporting.many.{round_.pk}"):
        going = Job.objects.filter(kind=kind, state__in=(Job.State.WAITING, Job.State.RUNNING))
        for job in going.filter(owner_key=by.pk if by else None):
            if job.arguments == arguments:
                return job
        title = f"{_SAID[kind]} {len(chosen)} biểu, {round_.title}"
        job = jobs.start(kind=kind, title=title, arguments=arguments, by=by)
        audit.record(
            by=by, action=kind, subject_kind="round", subject_key=round_.pk, summary=f"{title}.",
            unit_key=round_.scope_id, detail={"job": job.pk, "submissions": [key for key, _ in chosen]},
        )  # fmt: skip
    return job


def _nothing(kind: str) -> str:
    if kind == APPROVE_MANY:
        return "Không có biểu nào để duyệt: chọn ít nhất một biểu đã gửi. Biểu có giải trình thì mở ra xem rồi duyệt."
    return "Chưa chọn đơn vị nào. Đánh dấu ở đầu dòng rồi bấm lại."
