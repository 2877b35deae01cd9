"""Notes and files beside one figure."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock, files
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.reporting import actions
from tuquan.reporting.actions.locking import is_open
from tuquan.reporting.evidence import LARGEST
from tuquan.reporting.models import Figure, FigureEvidence, Indicator, Scope, Submission
from tuquan.reporting.queries import keeper, place
from tuquan.web.access import acting, page, within
from tuquan.web.figures.reach import submission_or_404
from tuquan.web.figures.saving import asked_or_404


@page(Permission.VIEW_AREA, "GET", "POST")
def notes(request: HttpRequest, key: int, code: str) -> HttpResponse:
    """What was said beside the figure and which files bear it out; write or send another."""
    found = submission_or_404(request, key)
    indicator = asked_or_404(found, code)
    if request.method == "POST":
        return _add(request, found, indicator)
    figure = Figure.objects.filter(submission=found, indicator=indicator, scope=Scope.OWN).first()
    user = acting(request).user
    enters = accounts.may(user, Permission.ENTER_FIGURES, organ_id=keeper(found, clock.today()))
    context = {
        "submission": found,
        "round": found.round,
        "indicator": indicator,
        "place": place(found.unit_id, found.round.last_day),
        "figure": figure,
        "notes": figure.notes.select_related("by") if figure else [],
        "evidence": figure.evidence.select_related("by", "taken_back_by", "file") if figure else [],
        "writes": actions.may_note(user, found) and found.round.closed_on is None,
        "attaches": enters and is_open(found, figure) and found.round.closed_on is None,
        "largest": LARGEST // 1024**2,
    }
    return render(request, "web/figures/notes.html", context)


def _add(request: HttpRequest, found: Submission, indicator: Indicator) -> HttpResponse:
    user = acting(request).user
    try:
        if request.POST.get("act") == "file":
            if request.POST.get("no_mark") != "on":
                messages.error(request, "Chưa xác nhận tệp không có dấu độ mật. Đánh dấu vào ô xác nhận rồi gửi lại.")
                return redirect("figures-notes", found.pk, indicator.code)
            _attach(request, found, indicator)
            messages.success(request, "Đã kèm tệp.")
        else:
            actions.note(by=user, submission=found, indicator=indicator, text=request.POST.get("text", ""))
            messages.success(request, "Đã ghi chú.")
    except PermissionRefused:
        raise
    except Refusal as refused:
        messages.error(request, refused.message)
    return redirect("figures-notes", found.pk, indicator.code)


def _attach(request: HttpRequest, found: Submission, indicator: Indicator) -> None:
    upload = request.FILES.get("file")
    if upload is None:
        raise NoFile("Chưa chọn tệp. Chọn một tệp docx, xlsx hoặc pdf rồi gửi.")
    if getattr(upload, "sent_size", upload.size or 0) > LARGEST:
        raise NoFile(f"Tệp lớn hơn {LARGEST // 1024**2} MB. Gửi phần văn bản nói đến số này.")
    data, name = upload.read(), upload.name or ""
    actions.attach(by=acting(request).user, submission=found, indicator=indicator, data=data, file_name=name)


class NoFile(Refusal):
    """Nothing was sent that could be kept."""

    code = "evidence_missing"


@page(Permission.VIEW_AREA)
def evidence(request: HttpRequest, key: int) -> HttpResponse:
    """The file itself, as a download."""
    found = _evidence_or_404(request, key)
    if found.file is None:
        raise Http404
    answer = HttpResponse(files.load(found.file), content_type=found.file.media_type)
    answer.headers["Content-Disposition"] = _disposition(found.name)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _disposition(name: str) -> str:
    from django.utils.http import content_disposition_header

    return content_disposition_header(True, name) or "attachment"


@page(Permission.VIEW_AREA, "POST")
def take_back(request: HttpRequest, key: int) -> HttpResponse:
    """Take a file away with a reason: its bytes are destroyed."""
    found = _evidence_or_404(request, key)
    try:
        actions.take_file_back(by=acting(request).user, evidence=found, reason=request.POST.get("reason", ""))
        messages.success(request, f"Đã gỡ tệp “{found.name}”; bản lưu đã xóa.")
    except PermissionRefused:
        raise
    except Refusal as refused:
        messages.error(request, refused.message)
    return redirect("figures-notes", found.figure.submission_id, found.figure.indicator.code)


def _evidence_or_404(request: HttpRequest, key: int) -> FigureEvidence:
    rows = FigureEvidence.objects.select_related("figure__submission__round", "figure__indicator", "file")
    found = get_object_or_404(rows, pk=key)
    within(request, found.figure.submission.unit_id)
    return found
