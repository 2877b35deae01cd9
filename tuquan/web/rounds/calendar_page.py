"""Lịch báo cáo: the rounds of an area in a year, by rule or opened by decision, with their three days a level."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tuquan.accounts.permissions import Permission
from tuquan.ground.errors import Refusal
from tuquan.reporting.calendar import Planned, planned
from tuquan.reporting.due_days import DueDays
from tuquan.reporting.models import ReportKind, Submission
from tuquan.units.models import Level
from tuquan.vn.dates import show_date
from tuquan.web.access import acting, page
from tuquan.web.exports import export
from tuquan.web.rounds.ground import Ground, ground_of

HEADER = [
    "Kỳ", "Loại báo cáo", "Từ ngày", "Đến ngày", "Cấp", "Chốt số liệu", "Hạn gửi", "Hạn cấp trên gửi tiếp",
    "Tình trạng", "Mã kỳ",
]  # fmt: skip


@dataclass(frozen=True)
class CalendarRow:
    """One round of the calendar. `state`: closed, open, due (to be opened), missed, upcoming; `said` in words."""

    planned: Planned
    dues: tuple[tuple[Level, DueDays], ...]
    state: str
    said: str
    tone: str


@page(Permission.VIEW_AREA)
def calendar(request: HttpRequest) -> HttpResponse:
    """The year of an area; `?nam=`, `?dia-ban=`; exported as it stands."""
    ground = ground_of(request)
    if ground is None:
        return render(request, "web/rounds/calendar.html", {"ground": None})
    fault, rows = "", []
    try:
        rows = _rows(ground, acting(request).today)
    except Refusal as refused:
        fault = f"Lịch có chỗ không lập được: {refused.message} Sửa ở trang quy định lịch."
    if request.GET.get("xuat"):
        return _export(request, ground, rows)
    context = {
        "ground": ground,
        "rows": rows,
        "fault": fault,
        "kinds": [(row.code, row.name) for row in ReportKind.objects.order_by("name")],
        "due": [row for row in rows if row.state == "due"],
        "has_rules": any(row.planned.rule for row in rows),
        "more": f"&{ground.query}",
    }
    return render(request, "web/rounds/calendar.html", context)


def _rows(ground: Ground, today: date) -> list[CalendarRow]:
    rows = planned(ground.scope, date(ground.year, 1, 1), date(ground.year, 12, 31))
    if ground.only is not None:
        seen = {row.pk for row in ground.rounds}
        rows = [row for row in rows if row.round is None or row.round.pk in seen]
    sent = _sent([row.round.pk for row in rows if row.round], ground)
    return [_row(row, today, sent) for row in rows]


def _sent(round_ids: list[int], ground: Ground) -> dict[int, tuple[int, int]]:
    asked = Submission.objects.filter(round__in=round_ids).exclude(unit=ground.scope)
    if ground.only is not None:
        asked = asked.filter(unit__in=ground.only)
    counted = asked.values("round").annotate(
        n=Count("pk"), sent=Count("pk", filter=Q(first_submitted_on__isnull=False))
    )
    return {row["round"]: (row["sent"], row["n"]) for row in counted}


def _row(row: Planned, today: date, sent: dict[int, tuple[int, int]]) -> CalendarRow:
    state, said, tone = _state(row, today, sent)
    return CalendarRow(row, tuple(sorted(row.dues.items(), reverse=True)), state, said, tone)


def _state(row: Planned, today: date, sent: dict[int, tuple[int, int]]) -> tuple[str, str, str]:
    if row.round is not None:
        done, asked = sent.get(row.round.pk, (0, 0))
        if row.round.closed_on is not None:
            return "closed", f"đã chốt {show_date(row.round.closed_on)}", "plain"
        if not asked:
            return "open", "tính từ kỳ thành phần", "info"
        return "open", f"đang mở, {done}/{asked} đã gửi", "success" if done == asked else "info"
    if today < row.opens_on:
        return "upcoming", f"sẽ mở {show_date(row.opens_on)}", "plain"
    if today <= row.last_due:
        return "due", "đến ngày mở", "warning"
    return "missed", "chưa mở, đã qua hạn", "error"


def _export(request: HttpRequest, ground: Ground, rows: list[CalendarRow]) -> HttpResponse:
    lines = [
        [
            row.planned.title, row.planned.report_kind.name, show_date(row.planned.window.first),
            show_date(row.planned.window.last), level.label, _day(days.cut_off), _day(days.due), _day(days.above),
            row.said, row.planned.window.iso,
        ]
        for row in rows
        for level, days in row.dues
    ]  # fmt: skip
    title = f"Lịch báo cáo · {ground.name} · năm {ground.year}"
    return export(request, f"lich-bao-cao-{ground.year}", title, HEADER, lines, "lịch báo cáo và các kỳ đã mở")


def _day(day: date | None) -> str:
    return show_date(day) if day else ""
