"""Thư thông báo: what could not be sent, and sending it again; nothing of what the mails say is shown."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import mails as room
from tuquan.ground.models import NoticeMail
from tuquan.web.access import acting, page

SHOWN = 200


@page(Permission.MANAGE_ACCOUNTS, "GET", "POST")
def mails(request: HttpRequest) -> HttpResponse:
    """The mails in trouble, with the kind of fault; POST queues the failed ones again."""
    if request.method == "POST":
        again = room.try_again(by=acting(request).user)
        messages.success(request, f"Đã xếp lại {again} thư để gửi." if again else "Không có thư nào phải gửi lại.")
        return redirect("admin-mails")
    rows = list(room.troubled()[:SHOWN])
    names = dict(User.objects.filter(pk__in={row.user_key for row in rows}).values_list("pk", "full_name"))
    context = {
        "on": settings.NOTICE_MAIL["on"],
        "rows": [(row, names.get(row.user_key, "")) for row in rows],
        "failed": room.troubled().filter(state=NoticeMail.State.FAILED).count(),
        "waiting": NoticeMail.objects.filter(state=NoticeMail.State.WAITING).count(),
    }
    return render(request, "web/admin/mails.html", context)
