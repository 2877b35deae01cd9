"""Who may open a page. Outside one's area a thing does not exist (404); above one's role it is refused (403)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.web.acting import Acting

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Access:
    """What a page asks: `permission` held at some post (None: any signed-in person; public: nobody in particular)."""

    permission: Permission | None
    methods: tuple[str, ...]
    public: bool = False


def page(permission: Permission | None, *methods: str) -> Callable[[View], View]:
    """Declare who may open a view and by which methods; every view declares it (held by test_permissions)."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                # An address that only takes what is sent has nothing to come back to after signing in.
                return redirect_to_login(request.get_full_path() if "GET" in allowed else "/")
            if request.method not in allowed and not (request.method == "HEAD" and "GET" in allowed):
                return _not_so(request, allowed)
            try:
                if permission is not None:
                    accounts.require(acting(request).user, permission)
                return view(request, *args, **kwargs)
            except PermissionRefused as refused:
                return refuse(request, refused)

        guarded.access = Access(permission, allowed)  # type: ignore[attr-defined]
        return guarded

    allowed = methods or ("GET",)
    return declare


AnyView = Callable[..., HttpResponseBase]


def public(*methods: str) -> Callable[[AnyView], AnyView]:
    """Declare a view that anybody may open (sign-in, health)."""

    def declare(view: AnyView) -> AnyView:
        view.access = Access(None, methods or ("GET",), public=True)  # type: ignore[attr-defined]
        return view

    return declare


def acting(request: HttpRequest) -> Acting:
    """The post, organ, unit and day of this request."""
    found: Acting = request.acting  # type: ignore[attr-defined]
    return found


def within(request: HttpRequest, unit_id: int, permission: Permission = Permission.VIEW_AREA) -> None:
    """Raise 404 for a unit outside the person's area, PermissionRefused where it is inside but above their role."""
    user = acting(request).user
    if not accounts.may(user, Permission.VIEW_AREA, unit_id=unit_id):
        raise Http404
    if permission != Permission.VIEW_AREA:
        accounts.require(user, permission, unit_id=unit_id)


def _not_so(request: HttpRequest, allowed: tuple[str, ...]) -> HttpResponse:
    """A page with a way on: somebody who pastes or reloads such an address sees more than an empty window."""
    text = "Địa chỉ này chỉ nhận việc được gửi từ một trang. Mở trang đó rồi bấm lại nút cần dùng."
    shown = render(request, "web/error.html", {"title": "Không mở trực tiếp được địa chỉ này", "text": text})
    return HttpResponseNotAllowed(allowed, shown.content)


def refuse(request: HttpRequest, refused: Refusal) -> HttpResponse:
    """The page that says why an act is refused, and who may do it."""
    status = 403 if isinstance(refused, PermissionRefused) else 409
    return render(request, "web/refused.html", {"refused": refused}, status=status)
