"""Small forms side by side on one page: each says what it does, and only the one that was pressed is taken."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from tuquan.ground.errors import PermissionRefused, Refusal

PRESSED = "viec"


@dataclass
class Act:
    """`do` takes the cleaned answers and returns the sentence said afterwards; it may raise a Refusal."""

    name: str
    title: str
    button: str
    form: forms.Form
    do: Callable[[dict[str, Any]], str]
    note: str = ""
    danger: bool = False
    twin: bool = False

    @property
    def variant(self) -> str:
        return "danger" if self.danger else "secondary"


def asked(request: HttpRequest, name: str, form: type[forms.Form], initial: dict[str, Any], **more: Any) -> forms.Form:
    """The form of an act: with what was sent where this act was pressed."""
    sent = request.POST if request.method == "POST" and request.POST.get(PRESSED) == name else None
    return form(sent, initial=initial, auto_id=f"{name}-%s", **more)


def done(request: HttpRequest, acts: Sequence[Act]) -> bool:
    """Do the act that was pressed; False where nothing was done: its form then says why."""
    pressed = next((act for act in acts if act.form.is_bound), None)
    if pressed is None or not pressed.form.is_valid():
        return False
    try:
        said = pressed.do(pressed.form.cleaned_data)
    except PermissionRefused:
        raise
    except Refusal as refused:
        pressed.twin = may_be_two(refused)
        pressed.form.add_error(None, refused.message)
        return False
    messages.success(request, said)
    return True


def accepted(request: HttpRequest) -> bool:
    """Whether the person has said that two places of nearly one name are two."""
    return request.POST.get("van-ghi") == "1"


def may_be_two(refused: Refusal) -> bool:
    """Whether the refusal leaves it to the person: nearly the same name, and perhaps two places."""
    return "« vẫn ghi »" in refused.message
