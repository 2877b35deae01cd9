"""Signing in and out, changing post and own password."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import LoginView, LogoutView
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from tuquan.accounts.models import Role
from tuquan.accounts.roles import DESCRIPTIONS
from tuquan.ground import audit
from tuquan.web.access import acting, page, public
from tuquan.web.session.delegating import delegation_page
from tuquan.web.session.forms import OwnPasswordForm, SignInForm

sign_in = public("GET", "POST")(
    LoginView.as_view(
        template_name="web/sign_in.html", authentication_form=SignInForm, redirect_authenticated_user=True
    )
)
sign_out = public("POST")(LogoutView.as_view())


@public()
def health(request: HttpRequest) -> HttpResponse:
    """For a watchdog: answers when the process and its database answer."""
    from django.db import connection

    connection.ensure_connection()
    return JsonResponse({"status": "ok"})


@page(None, "POST")
def choose_post(request: HttpRequest) -> HttpResponse:
    """Act under another of one's own posts."""
    wanted = request.POST.get("post", "")
    if wanted not in {str(post.pk) for post in acting(request).posts}:
        raise Http404
    request.session["post"] = int(wanted)
    return redirect("home")


@page(None, "GET", "POST")
def account(request: HttpRequest) -> HttpResponse:
    """Own posts and password."""
    user = acting(request).user
    assert user is not None
    form = OwnPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
            audit.record(
                by=user,
                action="accounts.own_password",
                subject_kind="user",
                subject_key=user.pk,
                summary="Đổi mật khẩu",
            )
        update_session_auth_hash(request, user)
        messages.success(request, "Đã đổi mật khẩu.")
        return redirect("account")
    posts = [(post, Role(post.role).label, DESCRIPTIONS[Role(post.role)]) for post in acting(request).posts]
    mail = {"mailbox": user.mailbox, "mail_off": user.mail_off, "mail_on": settings.NOTICE_MAIL["on"]}
    context = {"form": form, "posts": posts, **mail, **delegation_page(acting(request))}
    return render(request, "web/account.html", context)
