"""Long work with progress one can leave and come back to; it survives a stop of the worker."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from tuquan.ground import audit
from tuquan.ground.errors import Refusal
from tuquan.ground.models import Job

if TYPE_CHECKING:
    from tuquan.ground.audit import Actor

TRIES = 3
log = logging.getLogger(__name__)


class Progress:
    """How far a job is; every call is seen at once by whoever looks at the job."""

    def __init__(self, job: Job) -> None:
        self._rows = Job.objects.filter(pk=job.pk)

    def total(self, n: int) -> None:
        """There are `n` steps to do, none done yet."""
        self._rows.update(total=n, done=0)

    def step(self, doing: str = "") -> None:
        """One more step is done; `doing` says in Vietnamese what comes now. Never counts past the total."""
        self._rows.update(doing=doing[:200])
        self._rows.filter(done__lt=F("total")).update(done=F("done") + 1)


Work = Callable[[Job, Progress], dict[str, Any]]
_kinds: dict[str, Work] = {}


class JobUnknown(Refusal):
    """No room has registered this kind of work."""

    code = "job_unknown"


def kind(name: str) -> Callable[[Work], Work]:
    """Register `fn(job, progress) -> result` (a JSON object) as the work called `name`.

    The work may run again from its beginning after a stop, so it must stand being repeated; a Refusal it
    raises ends the job at once with the refusal's sentence. Import it in the room's AppConfig.ready().
    """

    def register(fn: Work) -> Work:
        if _kinds.setdefault(name, fn) is not fn:
            raise ValueError(f"Two kinds of job are called {name!r}.")
        return fn

    return register


@transaction.atomic
def start(*, kind: str, title: str, arguments: dict[str, Any], by: "Actor | None") -> Job:
    """Queue a job: it begins once this transaction is done. Raises JobUnknown."""
    if kind not in _kinds:
        raise JobUnknown(f"Chương trình không biết làm việc « {kind} ». Báo quản trị.")
    job = Job.objects.create(kind=kind, title=title[:200], arguments=arguments, owner_key=None if by is None else by.pk)
    run_job.enqueue(job.pk)
    audit.record(
        by=by, action="jobs.start", subject_kind="job", subject_key=job.pk, summary=f"Giao việc chạy nền « {title} »."
    )
    return job


def of_owner(user_key: int) -> QuerySet[Job]:
    """A person's jobs, the newest first."""
    return Job.objects.filter(owner_key=user_key)


@task()
def run_job(job_key: int) -> None:
    """What the worker calls. A job that another try already took is left alone."""
    taken = Job.objects.filter(pk=job_key, state=Job.State.WAITING).update(
        state=Job.State.RUNNING, tries=F("tries") + 1, done=0, total=0, doing=""
    )
    if not taken:
        return
    job = Job.objects.get(pk=job_key)
    try:
        result = _work(job)(job, Progress(job))
    except Refusal as refusal:
        _fail(job, str(refusal))
    except Exception:
        log.exception("Job %s (%s) stopped, try %s", job.pk, job.kind, job.tries)
        _again(job)
    else:
        Job.objects.filter(pk=job.pk).update(
            state=Job.State.DONE, result=result, done=F("total"), doing="", finished_at=timezone.now()
        )


def requeue_interrupted() -> int:
    """Queue again what a stopped worker left behind; returns how many. For the start of the only worker."""
    with transaction.atomic():
        ours = DBTaskResult.objects.filter(task_path=run_job.module_path)
        ours.running().delete()
        queued = {key for row in ours.ready() for key in row.args_kwargs["args"]}
        left = list(Job.objects.filter(state=Job.State.RUNNING))
        left += list(Job.objects.filter(state=Job.State.WAITING).exclude(pk__in=queued))
        for job in left:
            _again(job)
    return len(left)


def _work(job: Job) -> Work:
    if job.kind not in _kinds:
        raise JobUnknown(f"Chương trình không còn làm việc « {job.kind} ». Báo quản trị số việc {job.pk}.")
    return _kinds[job.kind]


@transaction.atomic
def _again(job: Job) -> None:
    if job.tries >= TRIES:
        _fail(job, f"Việc « {job.title} » không xong sau {job.tries} lần thử. Báo quản trị số việc {job.pk}.")
        return
    Job.objects.filter(pk=job.pk).update(state=Job.State.WAITING, doing="đang chờ làm lại")
    run_job.enqueue(job.pk)


def _fail(job: Job, message: str) -> None:
    Job.objects.filter(pk=job.pk).update(state=Job.State.FAILED, message=message, doing="", finished_at=timezone.now())
