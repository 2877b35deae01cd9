"""Chốt kỳ, mở lại kỳ: what is unfinished, a sentence, one button; what happened to the round so far."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tuquan.accounts.permissions import Permission
from tuquan.ground import audit
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.reporting.actions.closing import close, open_again, unfinished
from tuquan.reporting.queries import board
from tuquan.web.access import acting, page, within
from tuquan.web.figures.ground import round_or_404
from tuquan.web.schemes import fields
from tuquan.web.units.story import name_of


class ReasonForm(forms.Form):
    """Why; needed where something is unfinished, and for opening again."""

    reason = fields.text("Lý do", long=True, hint="Không ghi tên người, số điện thoại, số định danh.")


@page(Permission.KEEP_CALENDAR, "GET", "POST")
def closing(request: HttpRequest, key: int) -> HttpResponse:
    """One page for both ways: a round that is closed is offered to be opened again."""
    found = round_or_404(request, key)
    within(request, found.scope_id, Permission.KEEP_CALENDAR)
    form = ReasonForm(request.POST or None)
    act = close if found.closed_on is None else open_again
    if request.method == "POST" and form.is_valid():
        try:
            act(by=acting(request).user, round=found, reason=form.cleaned_data["reason"])
        except PermissionRefused:
            raise
        except Refusal as refused:
            form.add_error("reason", refused.message)
        else:
            messages.success(request, f"Đã {'chốt' if act is close else 'mở lại'} kỳ {found.title}.")
            return redirect("figures-calendar-close", found.pk)
    left = unfinished(found)
    # Shown as what it is: needed for opening again, and where something is unfinished. The act itself decides.
    form.fields["reason"].required = bool(left.sentence) or found.closed_on is not None
    context = {
        "round": found,
        "place": name_of(found.scope_id, found.last_day),
        "board": board(found),
        "left": left,
        "form": form,
        "events": [
            row
            for row in audit.of_subject("round", found.pk)[:50]
            if row.action in ("reporting.open_round", "reporting.close_round", "reporting.open_again")
        ],
    }
    return render(request, "web/rounds/close.html", context)
