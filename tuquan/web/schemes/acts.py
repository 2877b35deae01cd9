"""Founding, recording what was there, replicating, strengthening, striking off, further sites, the dossier."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from tuquan.accounts.permissions import Permission
from tuquan.schemes import actions
from tuquan.schemes.models import Scheme
from tuquan.schemes.queries import history
from tuquan.web.access import acting, page, within
from tuquan.web.schemes import forms, guides
from tuquan.web.schemes.area import keeps_register, scheme_or_404
from tuquan.web.schemes.guided import guided


@page(Permission.RECORD_SCHEME, "GET", "POST")
def new(request: HttpRequest) -> HttpResponse:
    """Xây dựng mới; `?ten=` and `?noi=` fill in the name and the place."""
    form = forms.FoundForm(request.POST or None, me=acting(request), initial=_given(request))

    def act() -> int:
        return actions.found(
            by=acting(request).user,
            name=form.cleaned_data["name"],
            on=form.cleaned_data["on"],
            accept_duplicate=_accepted(request),
            **form.chosen_kind(),
            **form.placed(),
        ).pk

    return guided(request, form, guides.found(), act)


@page(Permission.RECORD_SCHEME, "GET", "POST")
def existing(request: HttpRequest) -> HttpResponse:
    """Có từ trước: a scheme that worked before the register began."""
    form = forms.ExistingForm(request.POST or None, me=acting(request), initial=_given(request))

    def act() -> int:
        return actions.record_existing(
            by=acting(request).user,
            name=form.cleaned_data["name"],
            begins_on=form.cleaned_data["on"],
            note=form.cleaned_data["note"],
            accept_duplicate=_accepted(request),
            **form.chosen_kind(),
            **form.placed(),
        ).pk

    return guided(request, form, guides.existing(), act)


@page(Permission.RECORD_SCHEME, "GET", "POST")
def replicate(request: HttpRequest, key: int) -> HttpResponse:
    """Nhân rộng: a copy elsewhere, named after its origin."""
    origin, _ = _scheme(request, key, writes=False)
    form = forms.ReplicateForm(request.POST or None, me=acting(request))

    def act() -> int:
        return actions.replicate(
            by=acting(request).user,
            origin=origin,
            name=form.cleaned_data["name"],
            on=form.cleaned_data["on"],
            accept_duplicate=_accepted(request),
            **form.placed(),
        ).pk

    return guided(request, form, guides.replicate(origin), act)


@page(Permission.RECORD_SCHEME, "GET", "POST")
def strengthen(request: HttpRequest, key: int) -> HttpResponse:
    """Củng cố, kiện toàn."""
    scheme, place = _scheme(request, key)
    form = forms.StrengthenForm(request.POST or None)

    def act() -> int:
        data = form.cleaned_data
        given = {"on": data["on"], "note": data["note"], "board_size": data["board_size"], **form.decision()}
        return actions.strengthen(by=acting(request).user, scheme=scheme, **given).scheme_id

    return guided(request, form, guides.strengthen(scheme, place), act)


@page(Permission.RECORD_SCHEME, "GET", "POST")
def strike_off(request: HttpRequest, key: int) -> HttpResponse:
    """Thanh loại, with a reason and a decision; nothing is deleted."""
    scheme, place = _scheme(request, key)
    form = forms.StrikeForm(request.POST or None)

    def act() -> int:
        given = {name: form.cleaned_data[name] for name in ("on", "reason", "note")} | form.decision()
        return actions.strike_off(by=acting(request).user, scheme=scheme, **given).scheme_id

    return guided(request, form, guides.strike_off(scheme, place), act)


@page(Permission.RECORD_SCHEME, "GET", "POST")
def add_site(request: HttpRequest, key: int) -> HttpResponse:
    """Thêm điểm."""
    scheme, place = _scheme(request, key)
    form = forms.SiteForm(request.POST or None, me=acting(request))

    def act() -> int:
        data = form.cleaned_data
        given = {"place_name": data["place_name"], "on": data["on"], "teams": data["teams"] or 0}
        given["facility_id"] = int(data["facility_id"]) if data["facility_id"] else None
        return actions.add_site(by=acting(request).user, scheme=scheme, **given).scheme_id

    return guided(request, form, guides.add_site(scheme, place), act)


@page(Permission.RECORD_SCHEME, "GET", "POST")
def dossier(request: HttpRequest, key: int) -> HttpResponse:
    """Ghi đủ hồ sơ."""
    scheme, place = _scheme(request, key)
    form = forms.DossierForm(request.POST or None)

    def act() -> int:
        return actions.complete_dossier(by=acting(request).user, scheme=scheme, on=form.cleaned_data["on"]).pk

    return guided(request, form, guides.dossier(scheme, place), act)


def _scheme(request: HttpRequest, key: int, *, writes: bool = True) -> tuple[Scheme, str]:
    """The scheme and its place; 404 outside the area, refused above the role (`writes`: at the scheme's unit)."""
    found = scheme_or_404(request, key)
    last = history(found).stays[-1]
    if writes and not keeps_register(acting(request), last.unit_id):
        within(request, last.unit_id, Permission.RECORD_SCHEME)
    return found, last.place


def _accepted(request: HttpRequest) -> bool:
    return request.POST.get("accept_duplicate") == "1"


def _given(request: HttpRequest) -> dict[str, Any]:
    given = {"name": "ten", "unit_id": "noi", "facility_id": "co-so"}
    return {field: request.GET.get(asked, "")[:250] for field, asked in given.items()}
