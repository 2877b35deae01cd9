"""Error pages: what happened, what to do, and a number to quote when it is our fault."""

import logging
import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

log = logging.getLogger(__name__)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Also what lies outside one's area: there it does not exist."""
    return _page(
        request,
        404,
        "Không tìm thấy trang này",
        "Địa chỉ không đúng, hoặc nội dung không thuộc địa bàn của vị trí công tác đang dùng.",
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        request, 403, "Không được làm việc này", "Trang đã mở quá lâu hoặc thiếu quyền. Tải lại trang rồi thử lại."
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(
        request, 403, "Trang đã mở quá lâu", "Chưa có gì được ghi. Quay lại, tải lại trang rồi làm lại bước vừa rồi."
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 400, "Yêu cầu không đọc được", "Chưa có gì được ghi. Quay lại trang trước rồi thử lại.")


def broken(request: HttpRequest) -> HttpResponse:
    number = secrets.token_hex(4)
    log.error("Lỗi ngoài dự kiến, mã %s, tại %s %s", number, request.method, request.path)
    title = "Việc vừa rồi chưa làm được"
    text = f"Chưa có gì được ghi nửa chừng. Thử lại; nếu vẫn vậy, báo cho quản trị mã lỗi {number}."
    try:
        return _page(request, 500, title, text)
    except Exception:
        # What stands around every page may be what broke: then the words come without it.
        log.exception("Trang báo lỗi %s không dựng được", number)
        return HttpResponse(f"{title}. {text}", status=500, content_type="text/plain; charset=utf-8")


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return render(request, "web/error.html", {"title": title, "text": text}, status=status)
