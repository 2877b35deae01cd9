"""What is done with all received reports of a batch at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tuquan.accounts.permissions import Permission
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.intake import actions
from tuquan.web.access import acting, page
from tuquan.web.reading.many import batch_or_404


@page(Permission.ENTER_FIGURES, "POST")
def confirm_sure(request: HttpRequest, key: int) -> HttpResponse:
    """Begin to confirm what is sure in every report of the batch."""
    batch = batch_or_404(request, key)
    try:
        actions.confirm_sure_of_batch(by=acting(request).user, batch=batch)
    except PermissionRefused:
        raise
    except Refusal as refused:
        messages.warning(request, refused.message)
    return redirect("reading-batch", key)


@page(Permission.APPROVE, "POST")
def take(request: HttpRequest, key: int) -> HttpResponse:
    """Take for their units the submissions whose reports are gone through; what is left is told."""
    batch = batch_or_404(request, key)
    try:
        done = actions.take_for_units(by=acting(request).user, batch=batch, reason=request.POST.get("reason", ""))
    except Refusal as refused:
        messages.warning(request, refused.message)
        return redirect("reading-batch", key)
    for line in done.left:
        messages.warning(request, line)
    if done.count:
        messages.success(request, f"Đã nhận thay {done.count} đơn vị; chờ người khác của cơ quan duyệt.")
    return redirect("reading-batch", key)
