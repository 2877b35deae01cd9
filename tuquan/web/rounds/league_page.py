"""Đúng hạn, đầy đủ: the league of an area's units over a year, sorted, exported as it stands."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tuquan.accounts.permissions import Permission
from tuquan.reporting.models import ReportKind
from tuquan.reporting.queries.league import League, LeagueRow, league
from tuquan.vn.dates import show_date
from tuquan.web.access import acting, page
from tuquan.web.exports import export
from tuquan.web.rounds.ground import Ground, ground_of

SORTS: dict[str, Callable[[LeagueRow], Any]] = {
    "name": lambda row: row.sort_key,
    "expected": lambda row: row.expected,
    "on-time": lambda row: row.shares[0],
    "late": lambda row: row.shares[1],
    "missing": lambda row: row.shares[2],
    "days": lambda row: row.mean_late or 0,
    "complete": lambda row: row.complete if row.complete is not None else -1,
}
HEADER = [
    "Đơn vị", "Số kỳ phải gửi", "Đúng hạn", "Đúng hạn (%)", "Muộn", "Muộn (%)", "Chưa gửi", "Chưa gửi (%)",
    "Số ngày muộn bình quân", "Chỉ tiêu đã trả lời", "Chỉ tiêu phải trả lời", "Đầy đủ (%)",
]  # fmt: skip


@page(Permission.VIEW_AREA)
def league_page(request: HttpRequest) -> HttpResponse:
    """By unit, never by person: on time, late, not sent, how complete; `?nam=`, `?loai=`, `?dia-ban=`, `?sort=`."""
    ground = ground_of(request)
    if ground is None:
        return render(request, "web/rounds/league.html", {"ground": None})
    kinds = {row.report_kind.code: row.report_kind for row in ground.rounds}
    kind = kinds.get(request.GET.get("loai", ""))
    made = league(scope_id=ground.scope.pk, year=ground.year, report_kind=kind, only=ground.only)
    rows = _sorted(request, made)
    if request.GET.get("xuat"):
        return _export(request, ground, made, rows, kind)
    context = {
        "ground": ground,
        "league": made,
        "rows": rows,
        "kinds": [("", "mọi loại báo cáo"), *((code, row.name) for code, row in kinds.items())],
        "kind": kind.code if kind else "",
        "said": _said(ground, made, kind),
        "source": _source(request, made),
        "more": f"&{ground.query}&loai={kind.code if kind else ''}&sort={request.GET.get('sort', '')}",
    }
    return render(request, "web/rounds/league.html", context)


def _sorted(request: HttpRequest, made: League) -> list[LeagueRow]:
    key = request.GET.get("sort", "")
    if key.lstrip("-") not in SORTS:
        return list(made.rows)
    return sorted(made.rows, key=SORTS[key.lstrip("-")], reverse=key.startswith("-"))


def _said(ground: Ground, made: League, kind: ReportKind | None) -> str:
    what = kind.name if kind else "mọi loại báo cáo"
    return f"{len(made.rounds)} kỳ kết thúc trong năm {ground.year}, {what}"


def _source(request: HttpRequest, made: League) -> str:
    day = show_date(acting(request).today)
    return f"ngày gửi lần đầu và số liệu các đơn vị đã gửi, {len(made.rounds)} kỳ, tính đến {day}"


def _export(
    request: HttpRequest, ground: Ground, made: League, rows: list[LeagueRow], kind: ReportKind | None
) -> HttpResponse:
    title = f"Đúng hạn, đầy đủ · {ground.name} · năm {ground.year}"
    lines = [_line(row) for row in [*rows, made.total]]
    source = ". ".join(part for part in (_said(ground, made, kind), _source(request, made), made.note) if part)
    return export(request, f"dung-han-{ground.year}", title, HEADER, lines, source)


def _line(row: LeagueRow) -> list[Any]:
    on_time, late, missing = row.shares
    return [
        row.name, row.expected, row.on_time, on_time, row.late, late, row.not_sent, missing, row.mean_late,
        row.answered, row.asked, row.complete,
    ]  # fmt: skip
