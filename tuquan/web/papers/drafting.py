"""Soạn báo cáo: the work is started, and its progress can be left and come back to."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock, jobs
from tuquan.ground.errors import Refusal
from tuquan.ground.models import Job
from tuquan.papers.jobs import DRAFT
from tuquan.reporting.actions.many import MANY
from tuquan.reporting.analysis.long import ANALYSE
from tuquan.reporting.models import Round
from tuquan.reporting.viewing import view_of
from tuquan.reporting.views import Restated
from tuquan.web.access import acting, page
from tuquan.web.figures.ground import round_or_404
from tuquan.web.views_of_units import PARAMETER

OPEN = (Job.State.WAITING, Job.State.RUNNING)
# After this a job that nobody began waits for a worker, not for its turn.
PATIENCE = timedelta(seconds=15)
RESULTS: dict[str, Callable[[dict[str, Any]], str]] = {
    DRAFT: lambda result: reverse("papers-paper", args=[result["paper"]]),
    **dict.fromkeys(MANY, lambda result: reverse("figures-many-told", args=[result["job"]])),
    ANALYSE: lambda result: f"{reverse('figures-analysis')}?{result['address']}&viec={result['job']}",
}
NEXT: dict[str, str] = {DRAFT: "Mở báo cáo", ANALYSE: "Mở bảng"}


@page(Permission.DRAFT_PAPER, "POST")
def draft(request: HttpRequest) -> HttpResponse:
    """Start writing the acting organ's report of the round `round`; a second press finds the work under way.

    `instead_of`: an ended organ from which the acting one took over, and whose unit the report is of. `theo`: the
    view of its totals; without it a draft at hand keeps its own.
    """
    asked = request.POST.get("round", "")
    if not asked.isdecimal() or len(asked) > 18:
        raise Http404
    round_ = round_or_404(request, int(asked))
    me = acting(request)
    organ_id = me.post.organ_id if me.post else 0
    accounts.require(me.user, Permission.DRAFT_PAPER, organ_id=organ_id)
    instead_of = _instead_of(request, organ_id)
    if not round_.submissions.filter(organ=instead_of or organ_id).exists():
        raise Http404
    try:
        wanted = _asked(round_, organ_id, instead_of) | _view(request, round_)
    except Refusal as refused:
        messages.error(request, refused.message)
        return redirect("figures-round", round_.pk)
    found = _under_way(me.user.pk if me.user else 0, wanted) or jobs.start(
        kind=DRAFT,
        title=f"Soạn báo cáo {_said(round_)}"[:200],
        arguments=wanted,
        by=me.user,
    )
    return redirect("jobs-job", found.pk)


def _instead_of(request: HttpRequest, organ_id: int) -> int | None:
    """The ended organ named in the form; 404 where the acting one did not take over from it."""
    asked = request.POST.get("instead_of", "")
    if not asked:
        return None
    taken = accounts.organs_taken_over(organ_id, clock.today())
    if not asked.isdecimal() or len(asked) > 18 or int(asked) not in taken:
        raise Http404
    return int(asked)


def _asked(round_: Round, organ_id: int, instead_of: int | None) -> dict[str, Any]:
    wanted = {"round": round_.pk, "organ": organ_id, "day": clock.today().isoformat()}
    return wanted | ({"instead_of": instead_of} if instead_of else {})


def _view(request: HttpRequest, round_: Round) -> dict[str, str]:
    """The view as the job keeps it: a day, never "hien-nay", which means another day tomorrow."""
    if PARAMETER not in request.POST:
        return {}
    view = view_of(request.POST[PARAMETER], round_)
    return {"theo": view.day.isoformat() if isinstance(view, Restated) else ""}


def _said(round_: Round) -> str:
    """The round in the middle of a sentence: "năm 2021"."""
    return round_.title[:1].lower() + round_.title[1:]


def _under_way(user_key: int, wanted: dict[str, Any]) -> Job | None:
    mine = jobs.of_owner(user_key).filter(kind=DRAFT, state__in=OPEN)
    return next((row for row in mine if row.arguments == wanted), None)


@page(None)
def job(request: HttpRequest, key: int) -> HttpResponse:
    """One's own long work: how far it is, that it waits, why it stopped, and its result's page."""
    user = acting(request).user
    found = get_object_or_404(jobs.of_owner(user.pk if user else 0), pk=key)
    result = RESULTS[found.kind](found.result) if found.state == Job.State.DONE and found.kind in RESULTS else ""
    htmx = bool(getattr(request, "htmx", False))
    if result:
        messages.success(request, f"{found.title}: đã xong.")
        return HttpResponseClientRedirect(result) if htmx else redirect(result)
    context = {
        "job": found,
        "open": found.state in OPEN,
        "late": found.state == Job.State.WAITING and timezone.now() - found.created_at > PATIENCE,
        "before": Job.objects.filter(state__in=OPEN, pk__lt=found.pk).count(),
        "step": NEXT.get(found.kind, ""),
    }
    return render(request, "web/papers/progress.html" if htmx else "web/papers/job.html", context)
