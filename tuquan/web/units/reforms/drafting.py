"""Beginning a draft, its act, taking lines out, choosing heirs, putting the draft away."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.units.models import Reform
from tuquan.units.reforms import procedure
from tuquan.units.reforms.plan import Plan, from_json
from tuquan.units.reforms.preview import preview
from tuquan.web.access import acting, page
from tuquan.web.schemes.once import new_key, once
from tuquan.web.units.reforms.adding import draft_or_404, version_of
from tuquan.web.units.reforms.drafted import AGAIN, offered
from tuquan.web.units.reforms.forms import ActForm, NewForm, values_of
from tuquan.web.units.reforms.lines import without
from tuquan.web.units.reforms.offers import as_ref
from tuquan.web.units.reforms.reach import reform_or_404, require_drafts, require_plan, require_scope
from tuquan.web.units.reforms.trail import trail


@page(None, "GET", "POST")
def new(request: HttpRequest) -> HttpResponse:
    """The act and its first thing; then the page that asks for the units. `?don-vi=` goes along."""
    found = require_scope(acting(request))
    sent = request.POST if request.method == "POST" else None
    hamlets = not accounts.may(acting(request).user, Permission.DRAFT_CHANGE)
    form = NewForm(
        sent, request.FILES or None, scopes=found, day=clock.today(), hamlets=hamlets, initial=_initial(request)
    )
    if sent is not None and form.is_valid():
        try:
            key = once(request, lambda: _drafted(request, form))
        except PermissionRefused:
            raise
        except Refusal as refused:
            form.refuse(refused)
        else:
            unit = request.POST.get("don-vi", "")
            more = f"?don-vi={unit}" if unit.isascii() and unit.isdecimal() else ""
            return redirect(f"{reverse('units-reform-add', args=[key, form.cleaned_data['kind']])}{more}")
    context = {"form": form, "hamlets": hamlets, "unit": request.GET.get("don-vi") or request.POST.get("don-vi", "")}
    return _form_page(request, context)


@page(None, "GET", "POST")
def edit(request: HttpRequest, key: int) -> HttpResponse:
    """The act of a draft: number, day, file."""
    reform = draft_or_404(request, key)
    sent = request.POST if request.method == "POST" else None
    form = ActForm(sent, request.FILES or None, initial=values_of(reform))
    if sent is not None and form.is_valid():
        try:
            with transaction.atomic():
                procedure.redraft(by=acting(request).user, reform=reform, version=version_of(request), **form.act())
        except Refusal as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã lưu văn bản của bản soạn.")
            return redirect("units-reform", reform.pk)
    version = request.POST.get("version") or reform.version
    return _form_page(request, {"form": form, "reform": reform, "version": version})


@page(None, "POST")
def drop(request: HttpRequest, key: int) -> HttpResponse:
    """Take what happens to one unit out of the draft."""
    reform = draft_or_404(request, key)
    plan = without(from_json(reform.plan), as_ref(request.POST.get("dong", "")))
    return _redrafted(request, reform, plan, "Đã bỏ dòng đó khỏi bản soạn.")


@page(None, "POST")
def choose(request: HttpRequest, key: int) -> HttpResponse:
    """Keep where things go: "noi:<key>" for one, "tat-ca:<kind>" and "tat-ca" for those still without a place."""
    reform = draft_or_404(request, key)
    plan, refused = _chosen(request, reform)
    if refused:
        messages.error(request, f"Chưa lưu nơi đến: {refused} Tải lại trang rồi chọn lại.")
        return redirect("units-reform", reform.pk)
    return _redrafted(request, reform, plan, "Đã lưu nơi đến.")


@page(None, "GET", "POST")
def discard(request: HttpRequest, key: int) -> HttpResponse:
    """Put the draft away, asked once; it stays readable in the list."""
    reform = draft_or_404(request, key)
    if request.method != "POST":
        return render(request, "web/units/reform_discard.html", {"reform": reform, "trail": trail("Bỏ", reform)})

    def act() -> Any:
        return procedure.discard(by=acting(request).user, reform=reform, version=version_of(request))

    return told_of(request, act, "Đã bỏ bản soạn. Không đơn vị nào thay đổi.", "units-reforms")


@page(None, "POST")
def again(request: HttpRequest, key: int) -> HttpResponse:
    """A new draft from a reform that was undone or put away, with everything that had been chosen."""
    old = reform_or_404(request, key)
    me = acting(request)
    require_drafts(me, old)
    if old.state not in AGAIN:
        raise Http404
    plan = from_json(old.plan)
    require_plan(me, old, plan)
    act = {**values_of(old), "file": old.file, "scope_id": old.scope_id}
    made = procedure.draft(by=me.user, plan=plan, **act)
    messages.success(request, "Đã có bản soạn mới giống bản cũ. Sửa chỗ sai rồi xem lại.")
    return redirect("units-reform", made.pk)


def told_of(request: HttpRequest, act: Callable[[], Any], done: str, to: str, *args: Any) -> HttpResponse:
    """Do `act`; say that it is done or why it is refused, and go on to the page `to`."""
    try:
        act()
    except PermissionRefused:
        raise
    except Refusal as refused:
        messages.error(request, refused.message)
        return redirect("units-reform", request.resolver_match.kwargs["key"])  # type: ignore[union-attr]
    messages.success(request, done)
    return redirect(to, *args)


def _redrafted(request: HttpRequest, reform: Reform, plan: Plan, done: str) -> HttpResponse:
    def act() -> Any:
        return procedure.redraft(by=acting(request).user, reform=reform, version=version_of(request), plan=plan)

    return told_of(request, act, done, "units-reform", reform.pk)


def _chosen(request: HttpRequest, reform: Reform) -> tuple[Plan, str]:
    """The plan with what was chosen, and a sentence where a choice is none of those offered."""
    plan, sent = from_json(reform.plan), request.POST
    for kind in offered(reform, preview(reform)):
        for thing in kind.things:
            asked = sent.get(f"noi:{thing.key}", "")
            if thing.undecided and not asked:
                asked = sent.get(f"tat-ca:{kind.name}", "") or sent.get("tat-ca", "")
                asked = asked if asked in dict(thing.options) else ""
            if not asked or asked == thing.chosen:
                continue
            if asked not in dict(thing.options):
                return plan, f"“{thing.name}” không thể về nơi đã chọn."
            plan = plan.chosen(thing.key, as_ref(asked))
    return plan, ""


def _drafted(request: HttpRequest, form: NewForm) -> int:
    scope_id = int(form.cleaned_data["scope"])
    made = procedure.draft(by=acting(request).user, plan=Plan(), scope_id=scope_id, **form.act())
    return made.pk


def _initial(request: HttpRequest) -> dict[str, Any]:
    return {"kind": request.GET.get("viec") or "nhap"}


def _form_page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    sent = request.method == "POST"
    reform = context.get("reform")
    way = trail("Sửa văn bản", reform) if reform else trail("Ghi thay đổi")
    more = {"trail": way, "form_key": request.POST.get("form_key", "")[:40] or new_key()}
    return render(request, "web/units/reform_act.html", {**context, **more}, status=422 if sent else 200)
