"""Who may read an address of the interface; refusals as JSON with a stable code and a Vietnamese sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol, cast

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.vn.dates import DateError

View = Callable[..., HttpResponse]
PARAMETERS = frozenset({"theo", "ten", "ngay", "trong", "cap"})


@dataclass(frozen=True)
class Access:
    """As web.access.Access, of which this face knows nothing: what an address asks; it is only ever read."""

    permission: Permission | None
    methods: tuple[str, ...] = ("GET",)
    public: bool = False
    refusal: int = 401


class Acting(Protocol):
    """What the middleware of posts says of who asks: the same post and day as on the pages."""

    user: User | None
    unit_id: int | None


class BadAsked(Refusal):
    """A parameter that cannot be read; the sentence names it."""

    code = "bad_parameter"


def reading(permission: Permission | None) -> Callable[[View], View]:
    """Declare who may read an address; every address declares it (held by test_permissions)."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            refused = _before(request)
            if refused is not None:
                return refused
            try:
                if permission is not None:
                    accounts.require(acting(request).user, permission)
                return view(request, *args, **kwargs)
            except PermissionRefused as wrong:
                return problem(403, wrong.code, wrong.message)
            except Http404:
                return problem(404, "not_found", "Không có thông tin này, hoặc nó không thuộc địa bàn của bạn.")
            except DateError as wrong:
                return problem(400, wrong.code, str(wrong))
            except Refusal as wrong:
                return problem(400, wrong.code, wrong.message)

        guarded.access = Access(permission)  # type: ignore[attr-defined]
        return guarded

    return declare


def _before(request: HttpRequest) -> HttpResponse | None:
    if not request.user.is_authenticated:
        return problem(401, "sign_in_needed", "Chưa đăng nhập. Đăng nhập trên trang làm việc rồi gọi lại.")
    if request.method not in ("GET", "HEAD"):
        answer = problem(405, "read_only", "Giao diện này chỉ để đọc. Ghi số liệu trên trang làm việc.")
        answer["Allow"] = "GET, HEAD"
        return answer
    # A name misspelt would be answered as if nothing had been asked: the figures of then for those of today's units.
    if unknown := sorted(set(request.GET) - PARAMETERS):
        known = ", ".join(sorted(PARAMETERS))
        return problem(400, BadAsked.code, f"Không có tham số “{unknown[0][:60]}”. Các tham số có: {known}.")
    return None


def acting(request: HttpRequest) -> Acting:
    """The post of the session: what a page shows, the interface shows."""
    return cast(Acting, request.acting)  # type: ignore[attr-defined]


def problem(status: int, code: str, message: str) -> HttpResponse:
    """{"error": {"code", "message"}}"""
    return answer_of({"error": {"code": code, "message": message}}, status)


def answer_of(body: dict[str, Any], status: int = 200) -> HttpResponse:
    """JSON in plain UTF-8, that no intermediary keeps: what one may see changes with the post."""
    answer = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    answer["Cache-Control"] = "private, no-store"
    return answer
