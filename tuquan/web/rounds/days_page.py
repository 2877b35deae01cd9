"""Ngày nghỉ, ngày làm bù: a year's days as the due days count them; corrected by whoever may, with the decision."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tuquan.ground import working_days
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.ground.models import DayOff
from tuquan.reporting.actions.days_off import DayDecided, clear_day, may_keep_days, set_days
from tuquan.vn.dates import show_date
from tuquan.web.access import acting, page
from tuquan.web.exports import export
from tuquan.web.rounds.day_lists import days_of_paste
from tuquan.web.schemes import fields

WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")


@dataclass(frozen=True)
class DayRow:
    """A day that is not what the weekday says, or that was decided."""

    day: date
    weekday: str
    works: bool
    reason: str
    decision: str
    decided: bool


class DayForm(forms.Form):
    """One day, or two that swap."""

    day = fields.day("Ngày", missing="Chưa ghi ngày. Ghi theo mẫu 02/01/2026.")
    works = fields.choice("Ngày này", "Chọn nghỉ hay làm bù.")
    reason = fields.text("Lý do", missing="Chưa ghi lý do, ví dụ « Hoán đổi dịp Tết Dương lịch ».")
    decision = fields.text("Theo văn bản", missing="Chưa ghi văn bản nào quyết định. Ghi số, ngày của văn bản.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["works"].choices = [("nghi", "nghỉ"), ("lam", "làm bù")]  # type: ignore[attr-defined]

    def decided(self) -> DayDecided:
        said = self.cleaned_data
        return DayDecided(said["day"], said["works"] == "lam", said["reason"], said["decision"])


class PasteForm(forms.Form):
    """A list out of Excel: Ngày, Nghỉ hay làm bù, Lý do, Văn bản."""

    rows = fields.text(
        "Dán danh sách", missing="Chưa dán danh sách nào.", long=True,
        hint="Chép từ Excel bốn cột: Ngày, Nghỉ hay làm bù, Lý do, Văn bản; có dòng tiêu đề.",
    )  # fmt: skip


@page(None, "GET", "POST")
def days(request: HttpRequest) -> HttpResponse:
    """Seen by everybody, for everybody's due days hang on it; `viec`: ghi, dan, bo."""
    user, today = acting(request).user, acting(request).today
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and 2000 <= int(asked) <= 2100 else today.year
    act = request.POST.get("viec", "")
    one = DayForm(request.POST if act == "ghi" else None)
    many = PasteForm(request.POST if act == "dan" else None)
    if request.method == "POST" and _done(request, act, one, many):
        return redirect(f"{reverse('figures-calendar-days')}?nam={year}")
    rows = rows_of(year)
    if request.GET.get("xuat"):
        return _export(request, year, rows)
    context = {
        "year": year,
        "years": [(str(y), f"năm {y}") for y in range(today.year + 1, today.year - 6, -1)],
        "rows": rows,
        "working": sum(_working(year)),
        "keeps": may_keep_days(user),
        "one": one,
        "many": many,
    }
    return render(request, "web/rounds/days.html", context)


def rows_of(year: int) -> list[DayRow]:
    """Weekdays off, weekends worked, and every day that was decided."""
    decided = {row.day: row for row in DayOff.objects.filter(day__year=year)}
    found = []
    for number, works in enumerate(_working(year)):
        day = date(year, 1, 1) + timedelta(days=number)
        row = decided.get(day)
        if row is None and works == (day.weekday() < 5):
            continue
        reason = row.reason if row else working_days.holiday(day) or ("Làm bù" if works else "Nghỉ lễ, Tết")
        decision = row.decision if row else "Lịch nghỉ lễ chung"
        found.append(DayRow(day, WEEKDAYS[day.weekday()], works, reason, decision, row is not None))
    return found


def _working(year: int) -> list[bool]:
    """For each day of a year whether offices work: two queries."""
    decided = dict(DayOff.objects.filter(day__year=year).values_list("day", "works"))
    first, last = date(year, 1, 1), date(year, 12, 31)
    span = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [decided.get(day, working_days.by_law(day)) for day in span]


def _done(request: HttpRequest, act: str, one: DayForm, many: PasteForm) -> bool:
    user = acting(request).user
    try:
        if act == "ghi" and one.is_valid():
            changed = set_days(by=user, days=[one.decided()])
        elif act == "dan" and many.is_valid():
            changed = set_days(by=user, days=days_of_paste(many.cleaned_data["rows"]))
        elif act == "bo":
            changed = _cleared(request)
        else:
            return False
    except PermissionRefused:
        raise
    except Refusal as refused:
        if act == "bo":
            messages.error(request, refused.message)
            return True
        (one if act == "ghi" else many).add_error(None, refused.message)
        return False
    messages.success(request, f"Đã ghi {changed} ngày. Hạn của các kỳ mở từ nay tính theo lịch mới.")
    return True


def _cleared(request: HttpRequest) -> int:
    field = fields.day("Ngày", missing="Chưa ghi ngày.")
    try:
        day = field.clean(request.POST.get("ngay", ""))
    except forms.ValidationError:
        return 0
    clear_day(by=acting(request).user, day=day, reason=request.POST.get("ly-do", ""))
    return 1


def _export(request: HttpRequest, year: int, rows: list[DayRow]) -> HttpResponse:
    header = ["Ngày", "Thứ", "Nghỉ hay làm bù", "Lý do", "Văn bản"]
    lines = [
        [show_date(row.day), row.weekday, "làm bù" if row.works else "nghỉ", row.reason, row.decision] for row in rows
    ]
    title = f"Ngày nghỉ, ngày làm bù năm {year}"
    return export(request, f"ngay-nghi-{year}", title, header, lines, "lịch nghỉ lễ chung và các ngày đã ghi")
