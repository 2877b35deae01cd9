"""What a reviewer does on the round page: approve one where it stands, or many at once as a job."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from tuquan.accounts.permissions import Permission
from tuquan.ground import jobs
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.ground.models import Job
from tuquan.reporting import moves
from tuquan.reporting.actions import many
from tuquan.reporting.models import Round, Submission
from tuquan.web.access import acting, page, within
from tuquan.web.figures.ground import round_or_404
from tuquan.web.figures.round_page import round_page

KINDS = {
    many.APPROVE_MANY: ("Đã duyệt", "Chưa duyệt"),
    many.SEND_BACK_MANY: ("Đã trả lại", "Chưa trả lại"),
    many.REMIND_MANY: ("Đã nhắc", "Không nhắc"),
}


@page(Permission.APPROVE, "POST")
def approve_one(request: HttpRequest, key: int) -> HttpResponse:
    """Approve one submission from its line: answers the line, the strip on top and the totals, or goes back there."""
    found = get_object_or_404(Submission.objects.select_related("round__report_kind", "unit"), pk=key)
    within(request, found.unit_id)
    said = ""
    try:
        moves.approve(by=acting(request).user, submission=found, version=_number(request.POST.get("version")))
    except PermissionRefused:
        raise
    except Refusal as refused:
        said = refused.message
    if not request.headers.get("HX-Request"):
        messages.warning(request, said) if said else messages.success(request, "Đã duyệt; số liệu đã vào tổng hợp.")
        return redirect(f"/so-lieu/ky/{found.round_id}/#don-vi")
    context = round_page(request, found.round)
    seat = next((seat for seat in context["seats"] if seat.row.submission_id == found.pk), None)
    return render(request, "web/figures/round_moved.html", context | {"seat": seat, "refused": said})


@page(Permission.APPROVE, "POST")
def act_on_many(request: HttpRequest, key: int) -> HttpResponse:
    """Begin to approve, send back or remind the ticked units; shows how far the work is."""
    found = round_or_404(request, key)
    within(request, found.scope_id)
    try:
        job = _begin(request, found)
    except PermissionRefused:
        raise
    except Refusal as refused:
        messages.warning(request, refused.message)
        return redirect(f"/so-lieu/ky/{found.pk}/#don-vi")
    return redirect("jobs-job", job.pk)


def _begin(request: HttpRequest, found: Round) -> Job:
    user, rows = acting(request).user, _ticked(request)
    act = request.POST.get("act", "")
    if act == "approve":
        return many.approve_many(by=user, round=found, submissions=rows)
    if act == "clean":
        return many.approve_clean(by=user, round=found)
    if act == "send_back":
        reason = request.POST.get("reason", "")
        return many.send_back_many(by=user, round=found, submissions=rows, reason=reason)
    if act == "remind":
        return many.remind_many(by=user, round=found, submissions=rows)
    raise Http404


def _ticked(request: HttpRequest) -> dict[int, int]:
    """`chon` = "submission:version" of each ticked line, as the person saw it; what is not that is left aside."""
    found = {}
    for text in request.POST.getlist("chon"):
        key, _, version = text.partition(":")
        if key.isdecimal() and version.isdecimal() and len(key) < 18 and len(version) < 10:
            found[int(key)] = int(version)
    return found


@page(Permission.APPROVE)
def told(request: HttpRequest, key: int) -> HttpResponse:
    """What became of every unit of one's own finished job, with the sentence why not."""
    user = acting(request).user
    job = get_object_or_404(jobs.of_owner(user.pk if user else 0).filter(kind__in=KINDS, state=Job.State.DONE), pk=key)
    rows: list[dict[str, Any]] = job.result["rows"]
    yes, no = KINDS[job.kind]
    context = {
        "job": job,
        "round": get_object_or_404(Round, pk=job.result["round"]),
        "yes": yes,
        "no": no,
        "done": [row for row in rows if not row["why"]],
        "left": [row for row in rows if row["why"]],
    }
    return render(request, "web/figures/many_told.html", context)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else -1
