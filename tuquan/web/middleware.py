"""The post a person acts under and the day they stand on, on every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from tuquan.ground import clock
from tuquan.web.acting import Acting, acting_for


class PostMiddleware:
    """Sets `request.acting`; within the request `clock.today()` is the day of the post (fixed in a demonstration)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        acting = acting_for(request.user, request.session.get("post")) if request.user.is_authenticated else Acting()
        request.acting = acting  # type: ignore[attr-defined]
        with clock.at(acting.day):
            return self.get_response(request)
