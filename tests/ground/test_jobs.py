"""Jobs: progress, three tries, and a worker that is killed in the middle."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django_tasks_db.models import DBTaskResult

from tests.factories import make_user
from tuquan.ground import jobs
from tuquan.ground.alone import alone
from tuquan.ground.errors import Refusal
from tuquan.ground.jobs import Progress
from tuquan.ground.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The table of kinds, empty and put back after the test."""
    table: dict[str, Any] = {}
    monkeypatch.setattr(jobs, "_kinds", table)
    return table


def _run_queue() -> None:
    """What the worker does, without its process: run every ready task of ours."""
    while task := DBTaskResult.objects.ready().first():
        task.claim("test")
        jobs.run_job.func(*task.args_kwargs["args"])
        task.set_successful(None)


def _start(kind: str, **arguments: Any) -> Job:
    return jobs.start(kind=kind, title="Việc thử", arguments=arguments, by=None)


def test_a_job_shows_its_progress_and_keeps_its_result(kinds: dict[str, Any]) -> None:
    seen = []

    @jobs.kind("count")
    def count(job: Job, progress: Progress) -> dict[str, Any]:
        progress.total(job.arguments["n"])
        for at in range(job.arguments["n"] + 1):
            progress.step(f"bước {at}")
            now = Job.objects.get(pk=job.pk)
            seen.append((now.done, now.total, now.doing, now.state))
        return {"sum": 3}

    user = make_user()
    job = jobs.start(kind="count", title="Đếm", arguments={"n": 2}, by=user)
    assert job.state == Job.State.WAITING
    _run_queue()
    job.refresh_from_db()
    assert seen == [(1, 2, "bước 0", "running"), (2, 2, "bước 1", "running"), (2, 2, "bước 2", "running")]
    assert (job.state, job.result, job.done, job.tries) == ("done", {"sum": 3}, 2, 1)
    assert list(jobs.of_owner(user.pk)) == [job]


def test_three_tries_then_a_sentence_with_a_number_to_quote(kinds: dict[str, Any]) -> None:
    tries = []

    @jobs.kind("break")
    def broken(job: Job, progress: Progress) -> dict[str, Any]:
        tries.append(job.tries)
        raise RuntimeError("boom")

    job = _start("break")
    _run_queue()
    job.refresh_from_db()
    assert tries == [1, 2, 3]
    assert job.state == Job.State.FAILED
    assert job.message == f"Việc « Việc thử » không xong sau 3 lần thử. Báo quản trị số việc {job.pk}."
    assert "boom" not in job.message


def test_a_refusal_is_told_at_once_and_not_tried_again(kinds: dict[str, Any]) -> None:
    @jobs.kind("refuse")
    def refuse(job: Job, progress: Progress) -> dict[str, Any]:
        raise Refusal("Tệp không đúng dạng. Chọn tệp khác.")

    job = _start("refuse")
    _run_queue()
    job.refresh_from_db()
    assert (job.state, job.message, job.tries) == ("failed", "Tệp không đúng dạng. Chọn tệp khác.", 1)


def test_a_job_found_running_is_queued_again_at_most_three_times(kinds: dict[str, Any]) -> None:
    @jobs.kind("slow")
    def slow(job: Job, progress: Progress) -> dict[str, Any]:
        raise SystemExit  # the worker dies here

    job = _start("slow")
    for tries in (1, 2, 3):
        task = DBTaskResult.objects.ready().get()
        task.claim("test")
        with pytest.raises(SystemExit):
            jobs.run_job.func(job.pk)
        job.refresh_from_db()
        assert (job.state, job.tries) == ("running", tries)
        assert jobs.requeue_interrupted() == 1
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert f"số việc {job.pk}" in job.message
    assert jobs.requeue_interrupted() == 0
    assert not DBTaskResult.objects.running().exists()


def test_a_task_delivered_twice_does_the_work_once(kinds: dict[str, Any]) -> None:
    done = []
    jobs.kind("once")(lambda job, progress: {"n": done.append(1)})
    job = _start("once")
    jobs.run_job.func(job.pk)
    jobs.run_job.func(job.pk)
    assert done == [1]


def test_unknown_kinds_are_refused_and_names_are_taken_once(kinds: dict[str, Any]) -> None:
    with pytest.raises(jobs.JobUnknown):
        _start("nothing")
    jobs.kind("a")(lambda job, progress: {})
    with pytest.raises(ValueError, match="'a'"):
        jobs.kind("a")(lambda job, progress: {})
    assert not Job.objects.exists()


def test_a_second_worker_on_the_same_data_is_refused(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    with alone(tmp_path / "worker.lock", ""), pytest.raises(CommandError, match="Đã có một tiến trình"):
        call_command("db_worker", batch=True, startup_delay=False)


WORKER = """
import os, sys, django
os.environ["DJANGO_SETTINGS_MODULE"] = sys.argv[1]
django.setup()
from tuquan.ground import jobs
@jobs.kind("killed_once")
def killed_once(job, progress):
    progress.total(2)
    progress.step("bước một")
    if job.tries == 1:
        os.kill(os.getpid(), 9)
    progress.step("bước hai")
    return {"tries": job.tries}
from django.core.management import call_command
if sys.argv[2] == "start":
    call_command("migrate", verbosity=0)
    jobs.start(kind="killed_once", title="Bị ngắt", arguments={}, by=None)
call_command("db_worker", batch=True, startup_delay=False, reload=False, verbosity=0)
from tuquan.ground.models import Job
print(list(Job.objects.values_list("state", "tries", "done", "result")))
"""


@pytest.mark.once
def test_a_worker_killed_in_the_middle_is_made_good_by_the_next(tmp_path: Path) -> None:
    environment = {**os.environ, "TUQUAN_DATA": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    environment["DATABASE_URL"] = f"sqlite:///{tmp_path / 'jobs.sqlite3'}"

    def worker(what: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", WORKER, os.environ["DJANGO_SETTINGS_MODULE"], what]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)

    assert worker("start").returncode == -signal.SIGKILL
    again = worker("again")
    assert again.returncode == 0, again.stderr
    assert again.stdout.strip() == "[('done', 2, 2, {'tries': 2})]"
