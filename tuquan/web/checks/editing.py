"""Writing a province's own rule: read back in words, tried on the last round, then kept from a day on."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tuquan.accounts.permissions import Permission
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.reporting.actions import checking
from tuquan.reporting.checks.drafting import Draft, checked
from tuquan.reporting.checks.telling import plainly, sample
from tuquan.reporting.checks.trying import try_rule
from tuquan.reporting.models import CheckOperator, CheckRule, ReportKind, Severity
from tuquan.units.models import Level
from tuquan.vn.dates import show_date
from tuquan.web.access import acting, page
from tuquan.web.checks.rows import area_of, may_edit, names, row_of
from tuquan.web.checks.written import SIGNS, WHOSE, Names, Written, of_rule, read

LEVELS = [("", "Mọi cấp"), *((str(level.value), f"Cấp {level.label}") for level in Level if level != Level.HAMLET)]


@page(Permission.EDIT_CATALOGUE, "GET", "POST")
def new(request: HttpRequest) -> HttpResponse:
    """A new rule of the person's province."""
    return _form(request, None)


@page(Permission.EDIT_CATALOGUE, "GET", "POST")
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """A rule of the province's own, from a day on."""
    area = area_of(acting(request))
    row = row_of(area, code)
    if row is None:
        raise Http404
    if not may_edit(area, row):
        raise PermissionRefused("Quy tắc này không phải của tỉnh đồng chí nên không sửa ở đây.")
    return _form(request, row.rule)


def _form(request: HttpRequest, rule: CheckRule | None) -> HttpResponse:
    area = area_of(acting(request))
    if area.province is None:
        raise PermissionRefused("Chỉ cấp tỉnh đặt quy tắc kiểm tra riêng. Đề nghị Công an tỉnh đặt giúp.")
    owner = rule.owner_id if rule and rule.owner_id else area.province
    known = Names.of(owner, area.day)
    context: dict[str, Any] = {"rule": rule}
    if request.method != "POST":
        fresh = Written({"begins_on": show_date(area.day), "severity": Severity.WARNING, "operator": "<="})
        written = of_rule(rule, known, area.day) if rule else fresh
        if written is None:
            raise PermissionRefused("Quy tắc này viết theo cách riêng, không sửa được bằng biểu mẫu. Đặt quy tắc khác.")
        return _shown(request, written, known, context)
    written, draft, begins_on = read(request.POST, known)
    if draft is None or begins_on is None:
        return _shown(request, written, known, context)
    try:
        if request.POST.get("act") == "keep":
            return _kept(request, rule, owner, draft, begins_on)
        tried = checked(draft, owner_id=owner, begins_on=begins_on)
        context |= {"said": plainly(tried, names()), "sample": sample(tried, names())}
        context["trial"] = try_rule(tried, top_id=owner, day=area.day)
    except PermissionRefused:
        raise
    except Refusal as refused:
        written.fault("name", refused.message)
    return _shown(request, written, known, context)


def _kept(request: HttpRequest, rule: CheckRule | None, owner: int, draft: Draft, begins_on: Any) -> HttpResponse:
    user = acting(request).user
    if rule is None:
        made = checking.add_rule(by=user, owner_id=owner, draft=draft, begins_on=begins_on)
    else:
        made = checking.change_rule(by=user, rule=rule, draft=draft, begins_on=begins_on)
    messages.success(request, f"Đã ghi quy tắc « {made.name} », dùng từ {show_date(begins_on)}.")
    if begins_on > area_of(acting(request)).day and rule is None:
        return redirect("figures-checks")
    return redirect("figures-checks-rule", made.code)


def _shown(request: HttpRequest, written: Written, known: Names, context: dict[str, Any]) -> HttpResponse:
    rule: CheckRule | None = context["rule"]
    title = "Sửa quy tắc kiểm tra" if rule else "Đặt quy tắc kiểm tra"
    return render(
        request,
        "web/checks/form.html",
        {
            **context,
            "title": title,
            "written": written,
            "values": written.values,
            "sides": [("left", "Vế trái", written.terms("left")), ("right", "Vế phải", written.terms("right"))],
            "signs": SIGNS,
            "whose": WHOSE,
            "operators": [(value, f"phải {label}") for value, label in CheckOperator.choices],
            "when_operators": CheckOperator.choices,
            "severities": [(value, label.capitalize()) for value, label in Severity.choices],
            "levels": LEVELS,
            "kinds": [("", "Mọi báo cáo"), *((str(key), name) for key, name in _kinds())],
            "lines": list(known.shown.values()),
            "path": [{"label": "Quy tắc kiểm tra", "url": "/so-lieu/kiem-tra/"}, {"label": title}],
        },
    )


def _kinds() -> list[tuple[int, str]]:
    return list(ReportKind.objects.order_by("name").values_list("pk", "name"))
