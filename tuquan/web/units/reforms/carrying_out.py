"""Carrying a reform out, and taking it back: each asks once and says what becomes fixed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.units.errors import ReformBuiltUpon, ReformFaulty
from tuquan.units.models import Reform
from tuquan.units.reforms import procedure
from tuquan.web.access import acting, page
from tuquan.web.units.reforms.adding import version_of
from tuquan.web.units.reforms.drafted import UNDECIDED, drafted
from tuquan.web.units.reforms.reach import reform_or_404, require_carries_out
from tuquan.web.units.reforms.trail import trail


@page(None, "GET", "POST")
def commit(request: HttpRequest, key: int) -> HttpResponse:
    """« Thực hiện »: everything in one go, or nothing and every reason why not."""
    reform = _reform(request, key, Reform.State.DRAFT)
    faults: list[str] = []
    if request.method == "POST":
        try:
            procedure.commit(by=acting(request).user, reform=reform, version=version_of(request))
        except PermissionRefused:
            raise
        except ReformFaulty as refused:
            faults = _together(refused.faults)
        except Refusal as refused:
            messages.error(request, refused.message)
            return redirect("units-reform", reform.pk)
        else:
            messages.success(request, f"Đã thực hiện “{reform.title}”.")
            return redirect("units-reform", reform.pk)
    return _page(request, "web/units/reform_commit.html", reform, {"refused": faults})


@page(None, "GET", "POST")
def undo(request: HttpRequest, key: int) -> HttpResponse:
    """« Hoàn tác », with a reason; refused with everything that rests on it."""
    reform = _reform(request, key, Reform.State.COMMITTED)
    because = " ".join(request.POST.get("because", "").split())
    error, reasons = "", list[str]()
    if request.method == "POST":
        try:
            procedure.undo(by=acting(request).user, reform=reform, because=_reason(because))
        except PermissionRefused:
            raise
        except ReformBuiltUpon as refused:
            reasons = refused.reasons
        except Refusal as refused:
            error = refused.message
        else:
            messages.success(request, "Đã hoàn tác: các đơn vị và mọi thứ đi theo đã trở lại như trước.")
            return redirect("units-reform", reform.pk)
    context = {"because": because[:500], "error": error, "reasons": reasons}
    return _page(request, "web/units/reform_undo.html", reform, context)


def _reform(request: HttpRequest, key: int, state: str) -> Reform:
    """The reform in that state; another state has no such page any more, and its own page says which it is in."""
    found = reform_or_404(request, key)
    require_carries_out(acting(request), found)
    if found.state != state and request.method == "GET":
        raise Http404
    return found


def _reason(text: str) -> str:
    if len(text) > 500:
        raise _TooLong(f"Lý do dài {len(text)} chữ, quá 500 chữ. Viết gọn lại.")
    return text


class _TooLong(Refusal):
    code = "undo_reason_too_long"


def _together(faults: list[str]) -> list[str]:
    """The faults; things without a place as one sentence, since the draft's page lists them."""
    waiting = sum(UNDECIDED in said for said in faults)
    rest = [said for said in faults if UNDECIDED not in said]
    return [*rest, f"Còn {waiting} mục chưa chọn nơi đến. Chọn ở trang bản soạn."] if waiting else rest


def _page(request: HttpRequest, template: str, reform: Reform, more: dict[str, Any]) -> HttpResponse:
    way = trail("Thực hiện" if reform.state == Reform.State.DRAFT else "Hoàn tác", reform)
    context = {"reform": reform, "trail": way, **drafted(reform, acting(request)), **more}
    return render(request, template, context, status=422 if request.method == "POST" else 200)
