"""Đọc lại bằng quy tắc mới: the kept text is read once more; answers stay."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tuquan.accounts.permissions import Permission
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.intake import actions
from tuquan.web.access import acting, page
from tuquan.web.reading.views import document_or_404


@page(Permission.ENTER_FIGURES, "POST")
def again(request: HttpRequest, key: int) -> HttpResponse:
    """Read the kept text once more."""
    document = document_or_404(request, key)
    before = document.text
    try:
        found = actions.reread(by=acting(request).user, document=document)
    except PermissionRefused:
        raise
    except Refusal as refused:
        messages.warning(request, refused.message)
    else:
        told = f"Đã đọc lại: {found.sentence}." if found else "Đã đọc lại: không có số nào khác lần trước."
        covered = " Đã che thêm chỗ không được lưu trong nội dung." if document.text != before else ""
        messages.success(request, f"{told}{covered} Các câu trả lời đã có được giữ nguyên.")
    return redirect("reading-review", key)
