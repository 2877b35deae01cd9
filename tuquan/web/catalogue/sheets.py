"""Own lines and forms by Excel: take the table, fill it in, send it, look at the differences, take or leave."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tuquan.accounts.permissions import Permission
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.reporting import catalogue_sheet, form_sheet
from tuquan.reporting.actions import forming
from tuquan.reporting.form_faults import LEVELS
from tuquan.sheets import Filled, Marks, SheetError, read_filled
from tuquan.units.models import Level
from tuquan.vn.dates import DateError, parse_date, show_date
from tuquan.web.access import page
from tuquan.web.catalogue.form_pages import forming_on
from tuquan.web.catalogue.reach import Desk, kind_or_404, path_to
from tuquan.web.exports import XLSX
from tuquan.web.units.places.sent import LIMIT, packed, unpacked


@page(Permission.EDIT_CATALOGUE, "GET", "POST")
def own_lines(request: HttpRequest) -> HttpResponse:
    """The province's own lines."""
    desk = Desk(request)
    desk.require()
    if desk.owner_id is None:
        raise PermissionRefused("Bảng này dùng cho chỉ tiêu riêng của tỉnh. Đổi sang vị trí công tác ở tỉnh.")
    title = f"Chỉ tiêu riêng · {desk.owner_name}"
    if "tai" in request.GET:
        return _download(catalogue_sheet.write(desk.owner_id, title), "chi-tieu-rieng.xlsx")
    context: dict[str, Any] = {"title": title, "back": reverse("figures-catalogue"), "what": "chỉ tiêu riêng"}
    if request.method != "POST":
        return _shown(request, context)
    try:
        filled, kept = _given(request, catalogue_sheet)
        if request.POST.get("viec") == "ghi":
            seen = catalogue_sheet.take(by=desk.user, owner_id=desk.owner_id, filled=filled)
            if not seen.faults:
                messages.success(request, f"Đã ghi {len(seen.changes)} thay đổi từ bảng.")
                return redirect("figures-catalogue")
        else:
            seen = catalogue_sheet.preview(desk.user, desk.owner_id, filled)
    except SheetError as refused:
        return _shown(request, context, refused=refused.message)
    return _shown(request, context, seen=seen, kept=kept)


@page(Permission.EDIT_CATALOGUE, "GET", "POST")
def form(request: HttpRequest, report: int, level: int) -> HttpResponse:
    """The form of one level."""
    report_kind, desk = kind_or_404(request, report), Desk(request)
    desk.require()
    if level not in LEVELS:
        raise Http404
    standing = forming_on(report_kind, level, desk)
    title = f"Biểu cấp {Level(level).label} · {report_kind.name}"
    if "tai" in request.GET:
        return _download(form_sheet.write(standing, desk.owner_id, desk.today, title), f"bieu-{report}-{level}.xlsx")
    first = forming.earliest(report_kind, level, desk.owner_id)
    context: dict[str, Any] = {
        "title": title, "back": reverse("figures-catalogue-forms"), "what": "biểu", "dated": True,
        "name": request.POST.get("ten") or (standing.name if standing else report_kind.subject[:200]),
        "begins": request.POST.get("tu-ngay") or show_date(max(first, desk.today) if first else desk.today),
    }  # fmt: skip
    if request.method != "POST":
        return _shown(request, context)
    try:
        filled, kept = _given(request, form_sheet)
        seen = form_sheet.preview(standing, filled)
        given: dict[str, Any] = {
            "by": desk.user, "report_kind": report_kind, "level": level, "owner_id": desk.owner_id,
            "begins_on": parse_date(context["begins"][:60]), "name": context["name"], "lines": seen.lines,
        }  # fmt: skip
        faults = seen.faults or form_sheet.rehearse(**given)
        if request.POST.get("viec") == "ghi" and not faults:
            made = form_sheet.take(**given).form
            messages.success(request, f"Đã đặt biểu {len(seen.lines)} chỉ tiêu từ bảng.")
            return redirect("figures-catalogue-form", made.pk)
    except PermissionRefused:
        raise
    except (SheetError, DateError, Refusal) as refused:
        return _shown(request, context, refused=str(refused))
    return _shown(request, context, seen=form_sheet.Preview(seen.changes, tuple(faults), seen.lines), kept=kept)


def _given(request: HttpRequest, sheet: Any) -> tuple[Filled, dict[str, str]]:
    """The table of this request, sent now or looked at before, with what to send again to take it."""
    file = request.FILES.get("tep")
    if file is not None:
        filled = read_filled(file.read(), file_name=file.name or "Tệp", schema=sheet.SCHEMA, version=sheet.VERSION)
        kept = {"bang": packed(filled.tables), "dong": "\n".join(filled.marks.keys)}
        return filled, kept
    kept = {"bang": request.POST.get("bang", ""), "dong": request.POST.get("dong", "").replace("\r", "")}
    if not kept["bang"]:
        raise SheetError("no_table", "Chưa chọn tệp. Tải bảng xuống, điền, rồi chọn tệp ấy.")
    keys = tuple(key for key in kept["dong"].split("\n") if key)
    return Filled(unpacked(kept["bang"]), Marks(sheet.SCHEMA, sheet.VERSION, keys)), kept


def _shown(
    request: HttpRequest,
    context: dict[str, Any],
    *,
    seen: Any = None,
    kept: dict[str, str] | None = None,
    refused: str = "",
) -> HttpResponse:
    whole = {
        **context, "seen": seen, "kept": kept or {}, "refused": refused, "limit": LIMIT,
        "path": path_to((context["title"], "")),
    }  # fmt: skip
    wrong = bool(refused or (seen and seen.faults))
    return render(request, "web/catalogue/sheet.html", whole, status=422 if wrong else 200)


def _download(data: bytes, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
