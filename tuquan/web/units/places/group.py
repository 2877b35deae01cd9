"""One group: its units on a day and over time; units come by typed names, go by a tick; rename, close."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.units.models import GroupMembership, GroupType, UnitGroup
from tuquan.units.naming import sort_key
from tuquan.units.places import groups as register
from tuquan.vn.dates import show_date
from tuquan.web.access import acting, page
from tuquan.web.exports import export
from tuquan.web.schemes.area import capital
from tuquan.web.units.days import Looked, day_shell, looked_at
from tuquan.web.units.places import forms
from tuquan.web.units.places.acts import Act, asked, done
from tuquan.web.units.places.group_reach import group_or_404, named_on, require_writes, writes
from tuquan.web.units.places.groups import path_to
from tuquan.web.units.places.typed_names import Typed, read_names

HEADER = ["Đơn vị", "Từ ngày", "Đến trước ngày"]


@dataclass(frozen=True)
class Member:
    """A unit's time in the group."""

    key: int
    name: str
    since: str
    until: str
    now: bool


@page(None, "GET", "POST")
def group(request: HttpRequest, key: int) -> HttpResponse:
    """The group on a day; who may change its area may add, remove, rename, close."""
    looked, me = looked_at(request), acting(request)
    found = group_or_404(request, key, looked.day)
    posted = request.method == "POST"
    if posted:
        require_writes(me, found)
    if request.GET.get("xuat"):
        return _export(request, found, looked)
    may_write = writes(me, found) and found.ends_on is None
    acts = _acts(request, found) if may_write else []
    adding = forms.MembersForm(_sent(request, "them"), initial={"on": clock.today()}, auto_id="them-%s")
    removing = forms.DayForm(_sent(request, "bot"), initial={"on": clock.today()}, auto_id="bot-%s")
    typed = _typed(request, found, adding) if may_write else Typed()
    if posted and may_write and (_added(request, found, adding, typed) or _removed(request, found, removing)):
        return redirect("units-group", key)
    if posted and done(request, acts):
        return redirect("units-group", key)
    members = _members(found, looked)
    context: dict[str, Any] = {
        "group": found,
        "name": found.name,
        "kind": capital(str(GroupType(found.type).label)),
        "looked": looked,
        "scope": named_on({found.scope_id}, looked.day).get(found.scope_id, ""),
        "members": [row for row in members if row.now],
        "member_count": sum(row.now for row in members),
        "past": [row for row in members if not row.now],
        "may_write": may_write,
        "acts": acts,
        "adding": adding,
        "removing": removing,
        "typed": typed,
        "path": path_to(found.name),
        **day_shell(request, looked),
    }
    return render(request, "web/units/group.html", context, status=422 if posted else 200)


def _sent(request: HttpRequest, name: str) -> Any:
    return request.POST if request.method == "POST" and request.POST.get("viec") == name else None


def _typed(request: HttpRequest, found: UnitGroup, form: forms.MembersForm) -> Typed:
    if not form.is_bound or not form.is_valid():
        return Typed()
    chosen = {int(key) for key in request.POST.getlist("chon") if key.isascii() and key.isdecimal() and len(key) < 19}
    day = form.cleaned_data["on"]
    return read_names(form.cleaned_data["names"], under=found.scope_id, day=day, chosen=chosen)


def _added(request: HttpRequest, found: UnitGroup, form: forms.MembersForm, typed: Typed) -> bool:
    """Add all at once, when every name is clear."""
    if not form.is_bound or not form.is_valid():
        return False
    for text in typed.unknown:
        form.add_error("names", f"Không có đơn vị nào tên “{text}” trong địa bàn của nhóm. Sửa hoặc xóa dòng này.")
    if not typed.clear:
        return False
    try:
        with transaction.atomic():
            for offer in typed.taken:
                register.add_member(by=acting(request).user, group=found, unit_id=offer.key, on=form.cleaned_data["on"])
    except PermissionRefused:
        raise
    except Refusal as refused:
        form.add_error(None, refused.message)
        return False
    messages.success(request, f"Đã thêm {len(typed.taken)} đơn vị vào nhóm.")
    return True


def _removed(request: HttpRequest, found: UnitGroup, form: forms.DayForm) -> bool:
    if not form.is_bound or not form.is_valid():
        return False
    keys = [int(key) for key in request.POST.getlist("bo") if key.isascii() and key.isdecimal() and len(key) < 19]
    if not keys:
        form.add_error(None, "Chưa đánh dấu đơn vị nào. Đánh dấu các đơn vị ra khỏi nhóm.")
        return False
    try:
        with transaction.atomic():
            for key in keys:
                register.remove_member(by=acting(request).user, group=found, unit_id=key, on=form.cleaned_data["on"])
    except PermissionRefused:
        raise
    except Refusal as refused:
        form.add_error(None, refused.message)
        return False
    messages.success(request, f"{len(keys)} đơn vị ra khỏi nhóm từ {show_date(form.cleaned_data['on'])}.")
    return True


def _acts(request: HttpRequest, found: UnitGroup) -> list[Act]:
    by = acting(request).user

    def rename(given: dict[str, Any]) -> str:
        return f"Nhóm nay tên là {register.rename_group(by=by, group=found, **given).name}."

    def close(given: dict[str, Any]) -> str:
        register.close_group(by=by, group=found, **given)
        return f"Nhóm kết thúc từ {show_date(given['on'])}; vẫn xem được ở những ngày trước."

    return [
        Act("doi-ten", "Đổi tên nhóm", "Ghi tên nhóm",
            asked(request, "doi-ten", forms.GroupNameForm, {"name": found.name}), rename),
        Act("ket-thuc", "Kết thúc nhóm", "Kết thúc nhóm", asked(request, "ket-thuc", forms.DayForm, {}), close,
            danger=True, note="Nhóm và các đơn vị của nhóm vẫn còn ở những ngày trước."),
    ]  # fmt: skip


def _members(found: UnitGroup, looked: Looked) -> list[Member]:
    rows = list(GroupMembership.objects.filter(group=found).order_by("begins_on", "pk"))
    names = named_on({row.unit_id for row in rows}, looked.day)
    made = [
        Member(row.unit_id, names.get(row.unit_id, ""), show_date(row.begins_on),
               show_date(row.ends_on) if row.ends_on else "", row.alive_on(looked.day))
        for row in rows
    ]  # fmt: skip
    return sorted(made, key=lambda member: sort_key(member.name))


def _export(request: HttpRequest, found: UnitGroup, looked: Looked) -> HttpResponse:
    lines = [[row.name, row.since, row.until] for row in _members(found, looked)]
    source = f"Nhóm {found.name}, các đơn vị qua từng thời gian, tên ngày {looked.said}"
    return export(request, f"nhom-{found.pk}", found.name, HEADER, lines, source)
