"""Tài khoản và vị trí công tác. An administrator manages the people of the area and sees no figures."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers

from tuquan.accounts import actions
from tuquan.accounts.models import Organ, Post, Role, User
from tuquan.accounts.permissions import Permission
from tuquan.accounts.roles import DESCRIPTIONS
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.web.access import acting, page
from tuquan.web.admin.forms import AppointForm, EndForm, NewAccountForm
from tuquan.web.admin.passwords import temporary_password
from tuquan.web.admin.people import organ_words
from tuquan.web.admin.reach import area, manageable, organs

MANAGE = Permission.MANAGE_ACCOUNTS


@page(MANAGE, "GET", "POST")
def new(request: HttpRequest) -> HttpResponse:
    """A new account with a temporary password, shown once."""
    form = NewAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = temporary_password()
        try:
            made = actions.create_account(by=acting(request).user, password=given, **form.cleaned_data)
        except Refusal as refused:
            form.add_error(None, refused.message)
        else:
            return _password_once(request, made, given, "Đã lập tài khoản")
    return render(request, "web/admin/new.html", {"form": form}, status=200 if not form.errors else 422)


def _password_once(request: HttpRequest, user: User, given: str, what: str) -> HttpResponse:
    """The only page that ever shows it: not redirected to, not kept, not cached."""
    response = render(request, "web/admin/password.html", {"person": user, "given": given, "what": what})
    add_never_cache_headers(response)
    return response


def _person(request: HttpRequest, key: int) -> User:
    return get_object_or_404(manageable(acting(request).user), pk=key)


@page(MANAGE)
def account(request: HttpRequest, key: int) -> HttpResponse:
    """One account: its posts, past and present, and what can be done with it."""
    return _account_page(request, _person(request, key))


def _account_page(request: HttpRequest, person: User, status: int = 200, **more: Any) -> HttpResponse:
    me = acting(request)
    posts = [
        {
            "post": post,
            "organ": organ_words(post.organ_id, max(post.begins_on, min(me.today, post.ends_on or me.today))),
            "role": Role(post.role).label,
            "about": DESCRIPTIONS[Role(post.role)],
            "open": post.ends_on is None,
        }
        for post in Post.objects.filter(user=person).order_by("ends_on", "-begins_on")
    ]
    context = {
        "person": person,
        "posts": posts,
        "appoint": AppointForm(organs=organs(area(me.user, MANAGE), me.today), today=me.today),
        "end": EndForm(today=me.today, auto_id=False),
        "self": me.user is not None and me.user.pk == person.pk,
        **more,
    }
    return render(request, "web/admin/account.html", context, status=status)


@page(MANAGE, "POST")
def appoint(request: HttpRequest, key: int) -> HttpResponse:
    """Give the person a post; nobody gives one to themselves."""
    person, me = _person(request, key), acting(request)
    if me.user is not None and me.user.pk == person.pk:
        raise PermissionRefused("Bạn không thể tự giao vị trí công tác cho mình. Nhờ một quản trị khác.")
    form = AppointForm(request.POST, organs=organs(area(me.user, MANAGE), me.today), today=me.today)
    if not form.is_valid():
        return _account_page(request, person, 422, appoint=form)
    data = form.cleaned_data
    try:
        actions.appoint(
            by=me.user, user=person, organ=Organ.objects.get(pk=data["organ"]), role=Role(data["role"]),
            title=data["title"], on=data["on"],
        )  # fmt: skip
    except Refusal as refused:
        form.add_error(None, refused.message)
        return _account_page(request, person, 409, appoint=form)
    messages.success(request, f"Đã giao {person.full_name} làm {data['title']}.")
    return redirect("admin-account", person.pk)


@page(MANAGE, "POST")
def end_post(request: HttpRequest, key: int) -> HttpResponse:
    """The person holds this post no more from a day on."""
    me = acting(request)
    post = get_object_or_404(Post.objects.filter(user__in=manageable(me.user)), pk=key)
    form = EndForm(request.POST, today=me.today)
    if not form.is_valid():
        messages.error(request, "Chưa kết thúc vị trí: ngày không hợp lệ. Ghi theo mẫu 15/12/2021.")
        return redirect("admin-account", post.user_id)
    try:
        actions.end_post(by=me.user, post=post, on=form.cleaned_data["on"])
    except PermissionRefused:
        raise
    except Refusal as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, f"Đã kết thúc vị trí {post.title}.")
    return redirect("admin-account", post.user_id)


@page(MANAGE, "POST")
def password(request: HttpRequest, key: int) -> HttpResponse:
    """A new temporary password, shown once. One's own is changed on one's own page."""
    person, me = _person(request, key), acting(request)
    if not person.is_active:
        raise Http404
    if me.user is not None and me.user.pk == person.pk:
        return redirect("account")
    given = temporary_password()
    actions.set_password(by=me.user, user=person, password=given)
    return _password_once(request, person, given, "Đã đặt lại mật khẩu")


@page(MANAGE, "POST")
def close(request: HttpRequest, key: int) -> HttpResponse:
    """Nobody signs in to it any more; what the person did stays theirs."""
    person, me = _person(request, key), acting(request)
    try:
        actions.close_account(by=me.user, user=person, on=me.today)
    except PermissionRefused:
        raise
    except Refusal as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, f"Đã đóng tài khoản của {person.full_name}.")
    return redirect("admin-account", person.pk)
