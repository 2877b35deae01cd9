"""Thông báo qua thư: one's own mailbox, and whether one wants mail."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tuquan.accounts import actions
from tuquan.ground.errors import Refusal
from tuquan.web.access import acting, page


@page(None, "POST")
def set_mailbox(request: HttpRequest) -> HttpResponse:
    """Own address and opt-out; nothing is sent where the installation sends no mail."""
    user = acting(request).user
    assert user is not None
    off = "gets" not in request.POST
    try:
        actions.set_mailbox(by=user, user=user, mailbox=request.POST.get("mailbox", ""), mail_off=off)
        messages.success(request, "Đã lưu cách nhận thông báo.")
    except Refusal as refused:
        messages.warning(request, refused.message)
    return redirect("account")
