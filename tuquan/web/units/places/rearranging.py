"""Sắp xếp thôn: which hamlets become which, with the decision; makes a draft of a reform and leads to its preview."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.sheets import SheetError
from tuquan.units.places import known, rearrangement
from tuquan.units.places.rearrangement import Rearrangement
from tuquan.units.reforms import procedure
from tuquan.vn.dates import show_date
from tuquan.web.access import acting, page
from tuquan.web.exports import export
from tuquan.web.schemes.once import new_key, once
from tuquan.web.units.places.forms import ActForm
from tuquan.web.units.places.grid import Grid, grid_of
from tuquan.web.units.places.reach import Commune, around, commune_of
from tuquan.web.units.places.sent import LIMIT, sent

HEADER = ["Thôn cũ", "Thôn mới", "Số hộ mới"]


@dataclass(frozen=True)
class Fault:
    """One thing to put right; `href` leads to the row it is about."""

    message: str
    href: str = ""


@page(Permission.KEEP_HAMLETS, "GET", "POST")
def rearrange(request: HttpRequest, key: int) -> HttpResponse:
    """Write or paste what becomes of each hamlet; a draft is kept only when the whole of it can be read."""
    commune = commune_of(request, key, Permission.KEEP_HAMLETS)
    grid = grid_of(request, key)
    if request.GET.get("mau"):
        return _template(request, commune, grid)
    form = ActForm(request.POST or None, initial=_usual(commune))
    faults: list[Fault] = []
    if request.method == "POST" and form.is_valid():
        try:
            reform, faults = _drafted(request, commune, grid, form)
            if reform:
                return redirect("units-reform", reform)
        except PermissionRefused:
            raise
        except (SheetError, Refusal) as refused:
            faults = [Fault(refused.message)]
    return _shown(request, commune, grid, form, faults)


def _drafted(request: HttpRequest, commune: Commune, grid: Grid, form: ActForm) -> tuple[int, list[Fault]]:
    """The key of the draft, else 0 and what is wrong; then nothing was written."""
    with transaction.atomic():
        late = _late(request, grid, form)
        if late:
            return 0, late
        read = _read(request, commune, grid, form.cleaned_data)
        if read.faults:
            transaction.set_rollback(True)
            return 0, [_fault(grid, sentence) for sentence in read.faults]
        return once(request, lambda: _draft(request, commune, read, form)), []


def _late(request: HttpRequest, grid: Grid, form: ActForm) -> list[Fault]:
    """Hamlets that the list knows only since the decision or later: they are known earlier where the person says so."""
    day, since = form.cleaned_data["effective_on"], form.cleaned_data["since"]
    late = [row for row in grid.rows if row.known_from >= day and (row.parts or not grid.written)]
    if not late:
        return []
    if since is not None and since < day:
        known.know_earlier(by=acting(request).user, unit_ids=[row.key for row in late], on=since)
        return []
    names = ", ".join(row.name for row in late[:5]) + (f" và {len(late) - 5} thôn khác" if late[5:] else "")
    return [
        Fault(
            f"Danh sách mới biết {names} từ {show_date(min(row.known_from for row in late))}, không trước ngày có hiệu "
            f"lực {show_date(day)}. Nếu các thôn này đã có từ trước thì ghi ngày vào ô “Thôn cũ đã có từ ngày”.",
            "#id_since",
        )
    ]


def _read(request: HttpRequest, commune: Commune, grid: Grid, data: dict[str, Any]) -> Rearrangement:
    """What is asked for, from the rows of the page or from a table: never from both. Raises SheetError."""
    table = bool(request.POST.get("dan", "").strip() or request.FILES.get("tep"))
    if table and grid.written:
        raise SheetError(
            "two_tables",
            "Vừa ghi tên mới ở danh sách vừa đưa bảng vào. Chỉ dùng một cách: xóa tên đã ghi, hoặc bỏ bảng.",
        )
    if not table and not grid.written:
        raise SheetError("nothing_asked", "Chưa ghi thôn nào đổi thành gì. Ghi ít nhất một tên mới, hoặc dán bảng.")
    tables = sent(request).tables if table else (grid.table(),)
    found = rearrangement.read(commune_id=commune.key, day=data["effective_on"], tables=tables)
    if not found.faults and not found.ready:
        raise SheetError("nothing_changes", "Bảng này giữ nguyên mọi thôn, nên không có gì để sắp xếp.")
    return found


def _draft(request: HttpRequest, commune: Commune, read: Rearrangement, form: ActForm) -> int:
    reform = procedure.draft(
        by=acting(request).user,
        title=f"Sắp xếp thôn, tổ dân phố của {commune.called}",
        plan=rearrangement.plan_of(read),
        scope_id=commune.key,
        **{name: value for name, value in form.cleaned_data.items() if name != "since"},
    )
    for note in read.notes:
        messages.info(request, note)
    return reform.pk


def _usual(commune: Commune) -> dict[str, Any]:
    """What is most often written: the council of the commune, from today."""
    return {"issuer": f"HĐND {commune.called}", "effective_on": clock.today()}


def _fault(grid: Grid, sentence: str) -> Fault:
    message, href = grid.placed(sentence)
    return Fault(message, href)


def _shown(request: HttpRequest, commune: Commune, grid: Grid, form: ActForm, faults: list[Fault]) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "faults": faults,
        "grid": grid.marked({fault.href for fault in faults}),
        "pasted": request.POST.get("dan", ""),
        "form_key": request.POST.get("form_key", "")[:40] or new_key(),
        "limit": LIMIT,
        **around(request, commune, "units-hamlets", "Sắp xếp thôn"),
    }
    wrong = bool(faults or form.errors)
    return render(request, "web/units/hamlets_rearrange.html", context, status=422 if wrong else 200)


def _template(request: HttpRequest, commune: Commune, grid: Grid) -> HttpResponse:
    rows = [[row.name, "giữ nguyên", None] for row in grid.rows]
    source = f"Danh sách thôn, tổ dân phố của {commune.called} ngày {commune.looked.said}"
    return export(request, f"sap-xep-thon-{commune.key}", "Sắp xếp thôn", HEADER, rows, source)
