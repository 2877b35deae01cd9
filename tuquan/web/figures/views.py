"""Rounds and submissions: the grid, its cells, its moves."""

from collections import defaultdict
from functools import cache
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.reporting import actions, moves
from tuquan.reporting.errors import NotReady, StaleFigure
from tuquan.reporting.models import Figure, Round, Submission
from tuquan.reporting.queries import areas_kept, open_work
from tuquan.reporting.queries.keeping import Places
from tuquan.web.access import acting, page, within
from tuquan.web.figures.pages import submission_page
from tuquan.web.figures.reach import number, submission_or_404

DONE = {
    "present": "Đã trình lãnh đạo.",
    "take_back": "Đã rút lại để sửa.",
    "submit": "Đã gửi lên cấp trên.",
    "submit_for": "Đã nhận thay đơn vị; chờ người khác của cơ quan duyệt.",
    "approve": "Đã duyệt; số liệu đã vào tổng hợp.",
    "send_back": "Đã trả lại để bổ sung.",
}


@page(Permission.VIEW_AREA)
def rounds(request: HttpRequest) -> HttpResponse:
    """Every round that concerns the acting person's unit, newest first."""
    me = acting(request)
    organ_id = me.post.organ_id if me.post else 0
    areas = areas_kept(organ_id, clock.today()) if me.unit_id else set()
    own = Submission.objects.filter(unit_id__in=areas).values("round_id")
    found = Round.objects.filter(pk__in=own) | Round.objects.filter(scope_id__in=areas)
    if me.unit_id is not None and not found.exists():
        found = Round.objects.all()
    visible = _visible(me, list(found.select_related("report_kind").distinct()))
    mine: dict[int, list[tuple[Submission, str]]] = defaultdict(list)
    for row in Submission.objects.filter(organ_id=organ_id).select_related("round"):
        mine[row.round_id].append((row, ""))
    carried = [work.submission for work in open_work(organ_id, clock.today()) if work.carried]
    places = Places(row.unit_id for row in carried)
    for row in carried:
        mine[row.round_id].append((row, places.on(row.unit_id, row.round.last_day)))
    rows = [(row, mine[row.pk]) for row in visible]
    return render(request, "web/figures/rounds.html", {"rows": rows})


def _visible(me: Any, rows: list[Round]) -> list[Round]:
    """The rounds of which some unit lies in the person's area: each unit is asked once, however many the rounds."""
    from tuquan.accounts import queries as accounts

    asked: dict[int, set[int]] = {row.pk: {row.scope_id} for row in rows}
    for round_id, unit_id in Submission.objects.filter(round__in=asked).values_list("round_id", "unit_id"):
        asked[round_id].add(unit_id)
    seen = cache(lambda unit: accounts.may(me.user, Permission.VIEW_AREA, unit_id=unit))
    return [row for row in rows if any(seen(unit) for unit in asked[row.pk])]


@page(Permission.VIEW_AREA)
def submission(request: HttpRequest, key: int) -> HttpResponse:
    """Biểu số liệu: sections that fold, sources, last round, change; at the side what blocks and what to explain."""
    found = submission_or_404(request, key)
    return render(request, "web/figures/submission.html", submission_page(found, acting(request)))


@page(Permission.VIEW_AREA, "POST")
def move(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """Present, take back, submit, approve or send back; a second click finds the work already done and says so."""
    found = submission_or_404(request, key)
    if name not in moves.TRANSITIONS:
        raise Http404
    act = getattr(moves, name)
    try:
        act(
            by=acting(request).user,
            submission=found,
            version=_version(request),
            reason=request.POST.get("reason", ""),
            **({"figures": _why(request)} if name == "send_back" else {}),
        )
    except PermissionRefused:
        raise
    except NotReady as refused:
        messages.warning(request, refused.message)
        return redirect(f"{request.path.rsplit('/', 3)[0]}/#can-xu-ly")
    except Refusal as refused:
        messages.warning(request, refused.message)
        return redirect("figures-submission", key)
    messages.success(request, DONE[name])
    if name in ("approve", "send_back"):
        return redirect("figures-round", found.round_id)
    return redirect("figures-submission", key)


@page(Permission.ENTER_FIGURES, "POST")
def refresh(request: HttpRequest, key: int) -> HttpResponse:
    """Count the registry again; what it says now stands beside what was chosen."""
    found = submission_or_404(request, key)
    try:
        changed = actions.refresh_records(by=acting(request).user, submission=found)
    except PermissionRefused:
        raise
    except Refusal as refused:
        messages.warning(request, refused.message)
    else:
        said = f"Sổ mô hình có {changed} số mới." if changed else "Sổ mô hình không có số nào mới."
        messages.success(request, said)
    return redirect("figures-submission", key)


@page(Permission.APPROVE, "POST")
def correct_one(request: HttpRequest, key: int) -> HttpResponse:
    """Reopen one approved figure with a reason, or approve it again; the rest stays locked."""
    found = get_object_or_404(Figure.objects.select_related("submission__round", "indicator"), pk=key)
    within(request, found.submission.unit_id)
    user = acting(request).user
    try:
        if request.POST.get("act") == "approve":
            actions.approve_figure(by=user, figure=found, version=_version(request))
            messages.success(request, "Đã duyệt lại số này; tổng hợp lấy số mới.")
        else:
            actions.reopen(by=user, figure=found, reason=request.POST.get("reason", ""))
            messages.success(request, "Đã mở lại số này; số đã duyệt vẫn tính cho đến khi duyệt lại.")
    except PermissionRefused:
        raise
    except Refusal as refused:
        messages.warning(request, refused.message)
    return redirect("figures-figure", key)


def _version(request: HttpRequest) -> int:
    """The version the person saw; without it nobody knows what they meant to move."""
    version = number(request.POST.get("version"))
    if version is None:
        raise StaleFigure("Thiếu thông tin của trang. Tải lại trang rồi bấm lại.")
    return version


def _why(request: HttpRequest) -> dict[int, str]:
    """`why:FIGURE` = why that figure has to be mended; a mark without words is no mark."""
    found = {}
    for name, text in request.POST.items():
        key = number(name.removeprefix("why:")) if name.startswith("why:") else None
        if key is not None and str(text).strip():
            found[key] = str(text)
    return found
