"""Drafting as a job: it can be left and come back to."""

from typing import Any

from tuquan.accounts.models import Organ, User
from tuquan.ground import jobs
from tuquan.ground.models import Job
from tuquan.papers import actions
from tuquan.reporting.models import Round

DRAFT = "papers.draft"


@jobs.kind(DRAFT)
def draft(job: Job, progress: jobs.Progress) -> dict[str, Any]:
    """Arguments `{"round": id, "organ": id}`; the result holds the paper's id."""
    progress.total(2)
    progress.step("Gom số liệu đã duyệt")
    by = User.objects.filter(pk=job.owner_key or 0).first()
    paper = actions.draft(
        by=by,
        round=Round.objects.get(pk=job.arguments["round"]),
        organ=Organ.objects.get(pk=job.arguments["organ"]),
    )
    progress.step("Viết bản docx và pdf")
    return {"paper": paper.pk}
