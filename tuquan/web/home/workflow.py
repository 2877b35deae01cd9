"""What waits beside the rounds: requests to reopen a figure, and what a second channel showed the acting organ."""

from django.urls import reverse

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.reporting import sentences
from tuquan.reporting.models import Forwarding, ReopenRequest
from tuquan.reporting.queries import approver
from tuquan.web.acting import Acting
from tuquan.web.home.tasks import Task

# More than this are found on their own page.
SHOWN = 5


def workflow_tasks(acting: Acting) -> list[Task]:
    """The lines of this person, requests first."""
    if acting.post is None or acting.user is None:
        return []
    return [*_requests(acting), *_shown(acting)]


def _requests(acting: Acting) -> list[Task]:
    assert acting.post is not None
    if not accounts.may(acting.user, Permission.APPROVE, organ_id=acting.post.organ_id):
        return []
    waiting = ReopenRequest.objects.filter(state=ReopenRequest.State.WAITING).order_by("pk")
    rows = waiting.select_related("figure__indicator", "figure__submission__round")
    mine = [row for row in rows if approver(row.figure.submission, clock.today()) == acting.post.organ_id]
    return [
        Task(
            what=f"Đề nghị mở lại {row.figure.indicator.name}, {row.figure.submission.round.title.lower()}",
            where=sentences.organ(row.figure.submission),
            href=reverse("figures-figure", args=[row.figure_id]),
            step="Xem đề nghị",
            primary=True,
        )
        for row in mine[:SHOWN]
    ]


def _shown(acting: Acting) -> list[Task]:
    assert acting.post is not None
    if not accounts.may(acting.user, Permission.PRESENT, organ_id=acting.post.organ_id):
        return []
    new = Forwarding.objects.filter(to_organ=acting.post.organ_id, state=Forwarding.State.SENT).count()
    if not new:
        return []
    return [
        Task(
            what=f"{new} biểu gửi để biết chưa xem",
            where="theo kênh thứ hai",
            href=reverse("figures-forwardings"),
            step="Xem biểu gửi để biết",
        )
    ]
