"""The door for a narrative report: what is asked before a file is sent, and what is said when it is refused."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from tuquan.accounts.permissions import Permission
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.intake import actions
from tuquan.intake.errors import AlreadyReceived, UnreadableReport
from tuquan.intake.models import SourceDocument
from tuquan.intake.queries.standing import receives_for
from tuquan.reader.opening import ocr
from tuquan.reader.opening.limits import MAX_FILE_BYTES
from tuquan.reporting.models import Submission
from tuquan.reporting.queries import place
from tuquan.reporting.transitions import EDITABLE
from tuquan.web.access import acting, page, within

MEGABYTE = 1024 * 1024
LIMIT = MAX_FILE_BYTES // MEGABYTE


@page(Permission.RECEIVE_REPORT, "GET", "POST")
def receive(request: HttpRequest, key: int) -> HttpResponse:
    """Ask the secrecy question, take the file, read it, and lead to the page where its figures are confirmed."""
    submission = get_object_or_404(Submission.objects.select_related("round__report_kind", "unit"), pk=key)
    within(request, submission.unit_id)
    receives_for(acting(request).user, submission)
    refused: Refusal | None = None
    if request.method == "POST":
        try:
            return _taken(request, submission)
        except PermissionRefused:
            raise
        except Refusal as error:
            refused = error
    context = _context(request, submission, refused)
    return render(request, "web/reading/receive.html", context, status=422 if refused else 200)


def _taken(request: HttpRequest, submission: Submission) -> HttpResponse:
    file = _file(request)
    document = actions.receive(
        by=acting(request).user,
        submission=submission,
        data=file.read(),
        file_name=file.name or "",
        secrecy_answer=request.POST.get("no_mark") == "1",
    )
    messages.success(request, f"Đã đọc “{document.file_name}”. Xác nhận từng số liệu dưới đây để đưa vào biểu.")
    return redirect("reading-review", document.pk)


def _file(request: HttpRequest) -> "UploadedFile[bytes]":
    """The one file sent. Raises UnreadableReport when there is none, or one that was cut off at the limit."""
    file = request.FILES.get("report")
    if file is None:
        raise UnreadableReport(
            "no_file", "Chưa chọn tệp báo cáo. Chọn tệp Word, .pdf, bảng tính hoặc .txt rồi gửi lại."
        )
    sent = getattr(file, "sent_size", file.size or 0)
    if sent > MAX_FILE_BYTES:
        raise UnreadableReport(
            "too_big",
            f"Tệp “{file.name}” nặng {-(-sent // MEGABYTE)} MB, quá mức {LIMIT} MB. "
            "Bỏ bớt ảnh hoặc tách phụ lục ra rồi gửi lại; chưa có gì được lưu.",
        )
    return file


def _context(request: HttpRequest, submission: Submission, refused: Refusal | None) -> dict[str, Any]:
    known = refused.document_id if isinstance(refused, AlreadyReceived) else None
    return {
        "submission": submission,
        "round": submission.round,
        "place": place(submission.unit_id, submission.round.last_day),
        "open": submission.state in EDITABLE,
        "on_behalf": receives_for(acting(request).user, submission) is not None,
        "refused": refused,
        "known": known,
        "limit": LIMIT,
        "reads_scans": ocr.available(),
        "many": submission.round_id,
        "documents": SourceDocument.objects.filter(submission=submission),
    }
