"""Quy định lịch: the dated rules of an area, what they give this year, another rule, another way to lay windows."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.reporting.actions.calendar_rules import add_window_rule, end_rule, set_rule
from tuquan.reporting.calendar import rules_of
from tuquan.reporting.models import ReminderRule, ReportKind, RoundRule, WindowRule
from tuquan.units import queries as units
from tuquan.units.models import Level, Unit
from tuquan.vn.window_rules import WindowPattern
from tuquan.vn.windows import WindowError
from tuquan.web.access import acting, page
from tuquan.web.rounds.ground import Ground, ground_of
from tuquan.web.rounds.rule_forms import EndForm, RuleForm, WindowRuleForm


@page(Permission.VIEW_AREA, "GET", "POST")
def rules(request: HttpRequest) -> HttpResponse:
    """Everybody of the area may read the rules; heads above set them (`viec`: dat, thoi, cach)."""
    ground = ground_of(request)
    if ground is None:
        raise Http404
    form, windows = _rule_form(request, ground), WindowRuleForm(_of(request, "cach"), initial={"parts": 1})
    if request.method == "POST":
        accounts.require(acting(request).user, Permission.KEEP_CALENDAR, unit_id=ground.scope.pk)
        if _done(request, ground, form, windows):
            return redirect(f"{reverse('figures-calendar-rules')}?dia-ban={ground.scope.pk}")
    standing = list(rules_of(ground.scope).order_by("report_kind__name", "window_rule__months", "begins_on"))
    today = acting(request).today
    context: dict[str, Any] = {
        "ground": ground,
        "rows": [(row, _days(row)) for row in standing if row.ends_on is None or row.ends_on > today],
        "past": [row for row in standing if row.ends_on is not None and row.ends_on <= today],
        "form": form,
        "windows": windows,
        "reminders": ReminderRule.objects.on(today),
        "offers": WindowRule.objects.exists(),
    }
    return render(request, "web/rounds/rules.html", context)


def _of(request: HttpRequest, act: str) -> Any:
    return request.POST if request.method == "POST" and request.POST.get("viec") == act else None


def _rule_form(request: HttpRequest, ground: Ground) -> RuleForm:
    below = [row.unit_id for row in units.children(ground.scope.pk, acting(request).today)]
    levels = set(Unit.objects.filter(pk__in=below).values_list("level", flat=True)) | {ground.scope.level}
    initial = {"title": "{kỳ}", "opens_before": 10, "begins_on": acting(request).today}
    return RuleForm(sorted((Level(level) for level in levels), reverse=True), _of(request, "dat"), initial=initial)


def _days(row: RoundRule) -> list[str]:
    """ "xã: chốt ngày cuối kỳ, gửi sau 2 ngày làm việc, cấp trên sau 4"."""
    return [
        f"{Level(due.level).label}: chốt {_after(due.cut_off_after)}, gửi {_after(due.due_after)}"
        + (f", cấp trên {_after(due.above_after)}" if due.above_after is not None else "")
        for due in row.dues.all()
    ]


def _after(days: int) -> str:
    if days == 0:
        return "ngày cuối kỳ"
    return f"sau {days} ngày làm việc" if days > 0 else f"trước {-days} ngày làm việc"


def _done(request: HttpRequest, ground: Ground, form: RuleForm, windows: WindowRuleForm) -> bool:
    """Whether something was set; else the fault stands on its form."""
    act = request.POST.get("viec", "")
    try:
        if act == "thoi":
            return _end(request, ground)
        if act == "cach" and windows.is_valid():
            said = windows.cleaned_data
            shape = WindowPattern(said["months"], said["first_day"], said["lead_months"], 1, said["parts"])
            made = add_window_rule(by=acting(request).user, name=said["name"], shape=shape, basis=said["basis"])
            messages.success(request, f"Đã thêm cách tính kỳ « {made.name} ».")
            return True
        if act == "dat" and form.is_valid():
            return _set(request, ground, form)
    except PermissionRefused:
        raise
    except (Refusal, WindowError) as refused:
        (windows if act == "cach" else form).add_error(None, str(refused))
    return False


def _set(request: HttpRequest, ground: Ground, form: RuleForm) -> bool:
    said = form.cleaned_data
    made = set_rule(
        by=acting(request).user, report_kind=ReportKind.objects.get(code=said["report"]), scope=ground.scope,
        scope_level=Level(ground.scope.level), window_rule=WindowRule.objects.get(code=said["windows"]),
        begins_on=said["begins_on"], dues=form.dues(), organ_kind=said["organs"], opens_before=said["opens_before"],
        title_pattern=said["title"], basis=said["basis"],
    )  # fmt: skip
    messages.success(request, f"Đã đặt lịch {made.report_kind.name}: {made.window_rule.name}.")
    return True


def _end(request: HttpRequest, ground: Ground) -> bool:
    key = request.POST.get("luat", "")
    rule = RoundRule.objects.filter(scope=ground.scope, pk=int(key) if key.isdecimal() else 0).first()
    form = EndForm(request.POST)
    if rule is None or not form.is_valid():
        messages.error(request, "Chưa thôi lịch: ghi ngày thôi áp dụng theo mẫu 01/01/2026.")
        return True
    try:
        end_rule(by=acting(request).user, rule=rule, on=form.cleaned_data["on"])
    except PermissionRefused:
        raise
    except Refusal as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, f"Đã thôi lịch {rule.report_kind.name}, {rule.window_rule.name}.")
    return True
