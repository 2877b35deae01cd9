"""One way to show and take every form of the register: what will happen is said before the button."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.schemes.errors import DuplicateScheme
from tuquan.web.schemes.once import new_key, once
from tuquan.web.schemes.questions import GuidedForm


@dataclass(frozen=True)
class Guide:
    """The words around a form. `happens`: one sentence each, shown before the button; `done`: said afterwards."""

    title: str
    lead: str
    button: str
    happens: tuple[str, ...]
    done: str
    back: str
    path: list[dict[str, str]]
    danger: bool = False


def guided(request: HttpRequest, form: GuidedForm, guide: Guide, act: Callable[[], int]) -> HttpResponse:
    """Show the form; on POST do `act` (which answers a scheme's key) once, and go to the scheme."""
    twin: DuplicateScheme | None = None
    if request.method == "POST" and form.is_valid():
        try:
            key = once(request, act)
        except PermissionRefused:
            raise
        except DuplicateScheme as found:
            twin = found
        except Refusal as refused:
            form.refuse(refused)
        else:
            messages.success(request, guide.done)
            return redirect("schemes-scheme", key)
    context: dict[str, Any] = {"form": form, "guide": guide, "form_key": _key(request), "twin": twin}
    if twin is not None:
        context["twin_url"] = reverse("schemes-scheme", args=[twin.existing_id])
    refused_status = 200 if request.method == "GET" else 422
    return render(request, "web/schemes/form.html", context, status=refused_status)


def _key(request: HttpRequest) -> str:
    return request.POST.get("form_key", "")[:40] or new_key()
