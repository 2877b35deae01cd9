"""Nhập từ Excel: hamlets pasted or uploaded, every row and fault shown, and taken only then."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.sheets import SheetError
from tuquan.units.places import hamlet_sheet
from tuquan.units.places.hamlet_sheet import Doing, Preview, Taken
from tuquan.web.access import acting, page
from tuquan.web.units.places.forms import AsOfForm
from tuquan.web.units.places.reach import Commune, around, commune_of
from tuquan.web.units.places.sent import LIMIT, Sent, sent

WORDS = {Doing.NEW: "mới", Doing.SIZE: "đổi số", Doing.SAME: "giữ nguyên"}


@page(Permission.KEEP_HAMLETS, "GET", "POST")
def from_excel(request: HttpRequest, key: int) -> HttpResponse:
    """Paste or choose a file, look, take. Nothing is written on any fault."""
    commune = commune_of(request, key, Permission.KEEP_HAMLETS)
    form = AsOfForm(request.POST or None, initial={"on": clock.today()})
    if request.method != "POST" or not form.is_valid():
        return _shown(request, commune, form)
    try:
        given = sent(request)
        if request.POST.get("viec") == "ghi":
            taken = _take(request, commune, given, form.cleaned_data)
            messages.success(request, _said(taken))
            return redirect("units-hamlets", key)
        preview = hamlet_sheet.preview(commune_id=key, day=form.cleaned_data["on"], tables=given.tables)
    except PermissionRefused:
        raise
    except SheetError as refused:
        return _shown(request, commune, form, refused=refused.message)
    except Refusal as refused:
        return _shown(request, commune, form, refused=refused.message, given=given)
    return _shown(request, commune, form, given=given, preview=preview)


def _take(request: HttpRequest, commune: Commune, given: Sent, data: dict[str, Any]) -> Taken:
    return hamlet_sheet.take(
        by=acting(request).user,
        commune_id=commune.key,
        day=data["on"],
        tables=given.tables,
        source=data["source"],
        seen=request.POST.get("da-xem", "")[:200],
    )


def _shown(
    request: HttpRequest,
    commune: Commune,
    form: AsOfForm,
    *,
    given: Sent | None = None,
    preview: Preview | None = None,
    refused: str = "",
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "given": given,
        "pasted": given.text if given else request.POST.get("dan", ""),
        "preview": preview,
        "counts": _counts(preview) if preview else [],
        "lines": [(line, line.doing.value, WORDS[line.doing]) for line in preview.lines] if preview else [],
        "refused": refused,
        "limit": LIMIT,
        **around(request, commune, "units-hamlets", "Nhập từ Excel"),
    }
    wrong = bool(refused or form.errors or (preview and preview.faults))
    return render(request, "web/units/hamlets_sheet.html", context, status=422 if wrong else 200)


def _counts(preview: Preview) -> list[str]:
    found = [(words, sum(line.doing == doing for line in preview.lines)) for doing, words in WORDS.items()]
    said = [f"{count} {words}" for words, count in found if count]
    return [*said, f"{len(preview.missing)} không có trong bảng"] if preview.missing else said


def _said(taken: Taken) -> str:
    parts = [f"{taken.founded} thôn mới", f"{taken.sized} lần đếm số hộ, nhân khẩu", f"{taken.unchanged} giữ nguyên"]
    return f"Đã ghi từ bảng: {', '.join(parts)}."
