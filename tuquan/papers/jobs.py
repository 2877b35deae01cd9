"""Drafting as a job: it can be left and come back to."""

from datetime import date
from typing import Any

from tuquan.accounts.models import Organ, User
from tuquan.ground import clock, jobs
from tuquan.ground.models import Job
from tuquan.papers import actions
from tuquan.reporting.models import Round
from tuquan.reporting.views import AS_WAS, Restated, View

DRAFT = "papers.draft"


@jobs.kind(DRAFT)
def draft(job: Job, progress: jobs.Progress) -> dict[str, Any]:
    """Arguments `{"round": id, "organ": id, "day": "2021-12-31"}`; the result holds the paper's id.

    `instead_of`: the key of an ended organ whose report this is, where the organ took over from it.

    `theo`: the day whose units it is restated onto, "" as it was; without it the draft at hand keeps its view.

    `day` is the day on which the person asked for it: a demonstration stands on a day of its own.
    """
    progress.total(2)
    progress.step("Gom số liệu đã duyệt, viết câu chữ, docx và pdf")
    with clock.at(date.fromisoformat(job.arguments["day"])):
        paper = actions.draft(
            by=User.objects.get(pk=job.owner_key or 0),
            round=Round.objects.get(pk=job.arguments["round"]),
            organ=Organ.objects.get(pk=job.arguments["organ"]),
            instead_of=Organ.objects.filter(pk=job.arguments.get("instead_of") or 0).first(),
            view=_view(job.arguments),
        )
    progress.step("Đã lưu")
    return {"paper": paper.pk}


def _view(arguments: dict[str, Any]) -> View | None:
    if "theo" not in arguments:
        return None
    day = arguments["theo"]
    return Restated(date.fromisoformat(day)) if day else AS_WAS
