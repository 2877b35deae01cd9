"""Exports of exactly what a list shows: xlsx for the office, csv for machines."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from tuquan.ground import clock
from tuquan.vn.dates import show_date

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export(
    request: HttpRequest, name: str, title: str, header: Sequence[str], rows: Sequence[Sequence[Any]], source: str
) -> HttpResponse:
    """`?xuat=csv` or xlsx. Every export says its title (of a round: the round's), its source and the day it was made:
    csv in the last lines, xlsx on its second sheet."""
    from tuquan.sheets import write_csv, write_xlsx

    notes = (f"Nguồn: {source}", f"Xuất ngày {show_date(clock.today())}")
    if request.GET.get("xuat") == "csv":
        return _file(write_csv(header, rows, notes=(title, *notes)), f"{name}.csv", "text/csv; charset=utf-8")
    return _file(write_xlsx(title, header, rows, notes=notes), f"{name}.xlsx", XLSX)


def _file(data: bytes, name: str, media_type: str) -> HttpResponse:
    return HttpResponse(
        data, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
