"""Many reports at once: several files or one zip, then a table that a person confirms, then a job."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from tuquan.accounts.permissions import Permission
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.intake import actions
from tuquan.intake.errors import UnreadableReport
from tuquan.intake.models import Batch
from tuquan.intake.queries.belonging import desk
from tuquan.intake.queries.examples import examples_of_round
from tuquan.reader.opening import Unreadable
from tuquan.reader.opening.bundle import MAX_BUNDLE_BYTES, MAX_FILES, is_bundle, unbundle
from tuquan.reader.opening.limits import MAX_FILE_BYTES
from tuquan.reporting.models import Round
from tuquan.web.access import acting, page
from tuquan.web.figures.ground import round_or_404
from tuquan.web.reading import background
from tuquan.web.reading.table import progress_of, table_of

MEGABYTE = 1024 * 1024
Files = list[tuple[str, bytes]]
Refused = list[tuple[str, str]]


@page(Permission.RECEIVE_REPORT, "GET", "POST")
def send(request: HttpRequest, key: int) -> HttpResponse:
    """Ask the secrecy question once, take the files, and begin to read them."""
    round_ = round_or_404(request, key)
    refused: Refusal | None = None
    if request.method == "POST":
        try:
            return redirect("reading-batch", _sent(request, round_).pk)
        except PermissionRefused:
            raise
        except Refusal as error:
            refused = error
    context = {
        "round": round_,
        "refused": refused,
        "open": bool(desk(acting(request).user, round_).submissions),
        "limit": MAX_BUNDLE_BYTES // MEGABYTE,
        "most": MAX_FILES,
        "batches": Batch.objects.filter(round=round_, started_by=acting(request).user),
        "missed": len(examples_of_round(round_, acting(request).user)),
    }
    return render(request, "web/reading/many.html", context, status=422 if refused else 200)


@page(Permission.RECEIVE_REPORT, "GET", "POST")
def batch(request: HttpRequest, key: int) -> HttpResponse:
    """How far the reading is, then the table file → unit, then how far the receiving is. POST confirms the table."""
    found = batch_or_404(request, key)
    actions.give_up_silent(found)
    if request.method == "POST":
        return _confirmed(request, found)
    if request.headers.get("HX-Request"):
        return _part(request, found)
    return render(request, "web/reading/batch.html", table_of(found, acting(request).user))


@page(Permission.RECEIVE_REPORT, "POST")
def leave(request: HttpRequest, key: int) -> HttpResponse:
    """Bỏ đợt gửi: what waits is emptied."""
    found = batch_or_404(request, key)
    messages.success(request, f"Đã bỏ {actions.leave_batch(by=acting(request).user, batch=found)} tệp chưa nhận.")
    return redirect("reading-many", found.round_id)


def batch_or_404(request: HttpRequest, key: int) -> Batch:
    user = acting(request).user
    return get_object_or_404(Batch.objects.select_related("round", "started_by"), pk=key, started_by=user)


def _sent(request: HttpRequest, round_: Round) -> Batch:
    uploads = request.FILES.getlist("reports")
    if not uploads:
        raise UnreadableReport("no_file", "Chưa chọn tệp nào. Chọn nhiều báo cáo, hoặc một tệp .zip, rồi gửi lại.")
    files, refused = _unpacked(uploads)
    if len(files) > MAX_FILES:
        raise UnreadableReport("bundle_many", f"Có {len(files)} tệp, quá mức {MAX_FILES} tệp một lần. Chia ra gửi.")
    made = actions.open_batch(
        by=acting(request).user,
        round=round_,
        files=[name for name, _ in files],
        refused=refused,
        secrecy_answer=request.POST.get("no_mark") == "1",
    )
    background.begin(lambda: actions.read_files(made, _let_go(files)))
    return made


def _let_go(files: Files) -> Iterator[bytes]:
    """The files' bytes in order, each dropped once it is handed on."""
    files.reverse()
    while files:
        yield files.pop()[1]


def _unpacked(uploads: "list[UploadedFile[bytes]]") -> tuple[Files, Refused]:
    """Files to read, zips opened; and what cannot be read at all, with its sentence."""
    files: Files = []
    refused: Refused = []
    for upload in uploads:
        name, data = upload.name or "", upload.read()
        if getattr(upload, "sent_size", len(data)) > len(data):
            refused.append(
                (name, f"Tệp “{name}” bị cắt vì cả lần gửi quá {MAX_BUNDLE_BYTES // MEGABYTE} MB. Gửi riêng.")
            )
        elif is_bundle(data):
            _open_zip(name, data, files, refused)
        elif len(data) > MAX_FILE_BYTES:
            refused.append((name, f"Tệp “{name}” quá {MAX_FILE_BYTES // MEGABYTE} MB. Bỏ bớt ảnh rồi gửi lại."))
        else:
            files.append((name, data))
    return files, refused


def _open_zip(name: str, data: bytes, files: Files, refused: Refused) -> None:
    try:
        found = unbundle(data, name)
    except Unreadable as reason:
        refused.append((name, reason.message))
    else:
        files += found.files
        refused += [(row.name, row.message) for row in found.left_out]


def _confirmed(request: HttpRequest, found: Batch) -> HttpResponse:
    user = acting(request).user
    try:
        actions.confirm_batch(by=user, batch=found, belongs=_with_rest(request, found))
    except PermissionRefused:
        raise
    except Refusal as refused:
        chosen: dict[str, Any] = {"refused": refused, "chosen": _belongs(request)}
        return render(request, "web/reading/batch.html", table_of(found, user, **chosen), status=422)
    return redirect("reading-batch", found.pk)


def _with_rest(request: HttpRequest, found: Batch) -> dict[int, int | None]:
    """The answers; with "bo-qua-con-lai" every file without one is left out."""
    answers = _belongs(request)
    if request.POST.get("bo-qua-con-lai") != "1":
        return answers
    return dict.fromkeys(found.files.filter(state="read").values_list("pk", flat=True)) | answers


def _belongs(request: HttpRequest) -> dict[int, int | None]:
    """ "thuoc-12" → "345", or "bo-qua"; an empty choice is no answer."""
    answers: dict[int, int | None] = {}
    for name, value in request.POST.items():
        number = name.removeprefix("thuoc-")
        if number == name or not number.isdecimal() or not isinstance(value, str):
            continue
        if value == "bo-qua":
            answers[int(number[:18])] = None
        elif value.isdecimal():
            answers[int(number[:18])] = int(value[:18])
        elif value:
            raise Http404
    return answers


def _part(request: HttpRequest, found: Batch) -> HttpResponse:
    """The progress alone; once it is over, the whole page again."""
    context = progress_of(found)
    response = render(request, "web/reading/batch_progress.html", {"batch": found} | context)
    if not context["under_way"]:
        response["HX-Refresh"] = "true"
    return response
