"""Questions too large for a request: worked at in the background, kept with the job, opened from it."""

import json
from datetime import date
from typing import Any

from tuquan.accounts.models import User
from tuquan.ground import clock, files, jobs
from tuquan.ground.models import Job, StoredFile
from tuquan.reporting.analysis.answering import answer
from tuquan.reporting.analysis.asking import Dim, Measure, Question, Reach, Where
from tuquan.reporting.analysis.keeping import opened, plain
from tuquan.reporting.analysis.spans import known
from tuquan.reporting.analysis.table import Table
from tuquan.vn.windows import Window

ANALYSE = "reporting.analysis"


def begin(*, by: User | None, question: Question, unit_id: int | None, address: str, title: str) -> Job:
    """Queue a question; `address`: what stands after "?" where its result is shown."""
    mine = jobs.of_owner(by.pk if by else 0).filter(kind=ANALYSE, state__in=(Job.State.WAITING, Job.State.RUNNING))
    arguments = {
        "question": _plain(question),
        "unit": unit_id,
        "address": address,
        "day": clock.today().isoformat(),
    }
    running = next((row for row in mine if row.arguments == arguments), None)
    return running or jobs.start(kind=ANALYSE, title=f"Phân tích: {title}", arguments=arguments, by=by)


@jobs.kind(ANALYSE)
def analyse(job: Job, progress: jobs.Progress) -> dict[str, Any]:
    """The result names the file where the table lies and the address that shows it."""
    question = _question(job.arguments["question"])
    by = User.objects.filter(pk=job.owner_key or 0).first()
    with clock.at(date.fromisoformat(job.arguments["day"])):
        seen = known(by, job.arguments["unit"], question.report_kind)
        bases = {base for window in question.spans if window in seen.spans for base in seen.spans[window].bases}
        progress.total(len(bases) + 1)
        table = answer(
            question=question,
            user=by,
            unit_id=job.arguments["unit"],
            step=lambda title: progress.step(f"Đã cộng {title}"),
        )
    progress.step("Đã xếp bảng")
    data = json.dumps(plain(table), ensure_ascii=False).encode()
    stored = files.keep(data, name=f"phan-tich-{job.pk}.json", media_type="application/json")
    return {"file": stored.pk, "job": job.pk, "address": job.arguments["address"]}


def result(job: Job) -> Table:
    """The table of a job that is done, for its owner."""
    question = _question(job.arguments["question"])
    stored = StoredFile.objects.get(pk=job.result["file"])
    by = User.objects.filter(pk=job.owner_key or 0).first()
    return opened(json.loads(files.load(stored)), question, known(by, job.arguments["unit"], question.report_kind))


def _plain(question: Question) -> dict[str, Any]:
    where = question.where
    return {
        "report_kind": question.report_kind,
        "indicators": list(question.indicators),
        "where": [where.top, where.reach.value, list(where.chosen), where.group],
        "spans": [span.iso for span in question.spans],
        "laid": [[dim.value for dim in axis] for axis in (question.rows, question.columns, question.layers)],
        "measures": [measure.value for measure in question.measures],
        "day": question.day.isoformat() if question.day else None,
    }


def _question(said: dict[str, Any]) -> Question:
    top, reach, chosen, group = said["where"]
    rows, columns, layers = (tuple(Dim(dim) for dim in axis) for axis in said["laid"])
    return Question(
        report_kind=said["report_kind"],
        indicators=tuple(said["indicators"]),
        where=Where(top, Reach(reach), tuple(chosen), group),
        spans=tuple(Window.from_iso(span) for span in said["spans"]),
        rows=rows,
        columns=columns,
        layers=layers,
        measures=tuple(Measure(measure) for measure in said["measures"]),
        day=date.fromisoformat(said["day"]) if said["day"] else None,
    )
