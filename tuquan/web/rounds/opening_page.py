"""Mở kỳ: the two days of an ad-hoc round, then the round itself with everything prefilled."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.reporting.actions.rounds import open_round
from tuquan.reporting.calendar import rules_of
from tuquan.reporting.models import ReportKind, Round, RoundRule
from tuquan.vn.windows import Window, WindowError
from tuquan.web.access import acting, page
from tuquan.web.rounds.draft import Draft, OpeningForm, draft
from tuquan.web.rounds.ground import Ground, ground_of
from tuquan.web.schemes import fields


class WindowForm(forms.Form):
    """Which report, from which day to which: any window at all."""

    report = fields.choice("Loại báo cáo", "Chọn loại báo cáo trong danh sách.")
    first = fields.day("Từ ngày", missing="Chưa ghi ngày đầu kỳ. Ghi theo mẫu 01/06/2025.")
    last = fields.day("Đến hết ngày", missing="Chưa ghi ngày cuối kỳ. Ghi theo mẫu 14/06/2025.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = ReportKind.objects.order_by("name").values_list("code", "name")
        self.fields["report"].choices = list(kinds)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("first") and said.get("last"):
            try:
                said["window"] = Window(said["first"], said["last"])
            except WindowError as wrong:
                self.add_error("last", str(wrong))
        return said


@page(Permission.APPROVE, "GET", "POST")
def new(request: HttpRequest) -> HttpResponse:
    """The first step of an ad-hoc round; leads to the second with the two days in the address."""
    ground = _ground_or_404(request)
    today = acting(request).today
    form = WindowForm(request.POST or None, initial={"first": today - timedelta(days=9), "last": today})
    if request.method == "POST" and form.is_valid():
        window: Window = form.cleaned_data["window"]
        address = f"?dia-ban={ground.scope.pk}&loai={form.cleaned_data['report']}&ky={window.iso}"
        return redirect(reverse("figures-calendar-open") + address)
    return render(request, "web/rounds/new.html", {"ground": ground, "form": form})


@page(Permission.APPROVE, "GET", "POST")
def open_one(request: HttpRequest) -> HttpResponse:
    """The round before it is opened: `?luat=` (a rule) or `?loai=`, `?ky=` (ISO name of the window)."""
    ground = _ground_or_404(request)
    try:
        given = _draft(request, ground)
    except (Refusal, WindowError) as refused:
        messages.error(request, str(refused))
        return redirect(f"{reverse('figures-calendar')}?{ground.query}")
    standing = Round.objects.filter(
        report_kind=given.report_kind, scope=ground.scope, first_day=given.window.first, last_day=given.window.last
    ).first()
    if standing is not None:
        messages.info(request, f"Kỳ {standing.title} đã mở.")
        return redirect("figures-round", standing.pk)
    form = OpeningForm(given, request.POST or None)
    if request.method == "POST" and form.is_valid() and (made := _opened(request, form)):
        messages.success(request, f"Đã mở kỳ {made.title} cho {len(given.below)} đơn vị.")
        return redirect("figures-round", made.pk)
    return render(request, "web/rounds/open.html", {"ground": ground, "draft": given, "form": form})


def _opened(request: HttpRequest, form: OpeningForm) -> Round | None:
    given = form.given
    try:
        return open_round(
            by=acting(request).user, report_kind=given.report_kind, scope_id=given.scope.pk, window=given.window,
            title=form.cleaned_data["title"].strip(), dues=form.dues(), organs=form.organs(), only=form.only(),
            rule=given.rule if form.only() is None else None, derive=not form.cleaned_data.get("ask_all", False),
        )  # fmt: skip
    except PermissionRefused:
        raise
    except Refusal as refused:
        form.add_error(None, refused.message)
        return None


def _draft(request: HttpRequest, ground: Ground) -> Draft:
    """Raises WindowError, Refusal, Http404."""
    window = Window.from_iso(request.GET.get("ky", "")[:60])
    rule = _rule(request, ground)
    if rule is not None:
        return draft(ground.scope, rule.report_kind, window, rule)
    kind = ReportKind.objects.filter(code=request.GET.get("loai", "")).first()
    if kind is None:
        raise Http404
    return draft(ground.scope, kind, window, None)


def _rule(request: HttpRequest, ground: Ground) -> RoundRule | None:
    key = request.GET.get("luat", "")
    return rules_of(ground.scope).filter(pk=int(key)).first() if key.isdecimal() else None


def _ground_or_404(request: HttpRequest) -> Ground:
    found = ground_of(request)
    if found is None:
        raise Http404
    accounts.require(acting(request).user, Permission.APPROVE, unit_id=found.scope.pk)
    return found
