"""Adding, rewording and retiring lines; proposing, agreeing to and ending the use of limited ones."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from tuquan.accounts.permissions import Permission
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.reporting.actions import cataloguing, openings
from tuquan.reporting.models import LimitedOpening
from tuquan.reporting.wording import worded
from tuquan.vn.dates import show_date
from tuquan.web.access import acting, page
from tuquan.web.catalogue.fields import AddForm, OpeningForm, RetireForm, RewordForm
from tuquan.web.catalogue.reach import Desk, line_or_404, path_to
from tuquan.web.schemes.area import capital


@dataclass(frozen=True)
class Guide:
    """What a page of an act says: its title, what happens, the button, and the way back."""

    title: str
    lead: str
    button: str
    back: str
    happens: tuple[str, ...] = field(default=())
    danger: bool = False


@page(Permission.EDIT_CATALOGUE, "GET", "POST")
def add(request: HttpRequest) -> HttpResponse:
    """A line of the province's own."""
    desk = Desk(request)
    desk.require()
    form = AddForm(request.POST or None, initial={"begins_on": desk.today, "group": "schemes"})

    def act() -> str:
        made = cataloguing.add_line(
            by=desk.user, owner_id=desk.owner_id, kind=form.cleaned_data["kind"], group=form.cleaned_data["group"],
            words=form.words(), begins_on=form.cleaned_data["begins_on"], code=form.cleaned_data["code"],
            because=form.cleaned_data["because"],
        )  # fmt: skip
        messages.success(request, f"Đã thêm chỉ tiêu « {made.name} ». Đưa vào biểu thì chỉ tiêu mới được hỏi.")
        return reverse("figures-catalogue-line", args=[made.pk])

    guide = Guide(
        f"Thêm chỉ tiêu · {capital(desk.owner_name)}",
        "Chỉ tiêu riêng chỉ đứng trong biểu của địa phương đặt ra nó.",
        "Thêm chỉ tiêu",
        reverse("figures-catalogue"),
        (
            "Chỉ tiêu có trong danh mục ngay; chưa biểu nào hỏi cho đến khi đưa vào biểu.",
            "Kiểu số và mã không đổi được về sau; lời thì sửa được, lời cũ vẫn giữ.",
        ),
    )
    return _guided(request, form, guide, act)


@page(Permission.EDIT_CATALOGUE, "GET", "POST")
def reword(request: HttpRequest, key: int) -> HttpResponse:
    """Other words from a day on."""
    found, desk = line_or_404(request, key), Desk(request)
    _require_line(desk, found)
    said = worded(found, desk.today)
    form = RewordForm(request.POST or None, line=found, said=said)
    back = reverse("figures-catalogue-line", args=[key])

    def act() -> str:
        made = cataloguing.reword(
            by=desk.user, indicator=found, begins_on=form.cleaned_data["begins_on"], words=form.words(),
            because=form.cleaned_data["because"],
        )  # fmt: skip
        messages.success(request, f"Lời mới của « {made.name} » có hiệu lực từ ngày {show_date(made.begins_on)}.")
        return back

    guide = Guide(
        f"Sửa lời chỉ tiêu · {capital(said.name)}",
        "Mỗi lần sửa là một bản mới, có ngày bắt đầu và căn cứ.",
        "Lưu bản mới",
        back,
        ("Kỳ trước ngày áp dụng vẫn mang lời cũ.", "Đo thứ khác thì thêm chỉ tiêu mới, không sửa chỉ tiêu này."),
    )
    return _guided(request, form, guide, act)


@page(Permission.EDIT_CATALOGUE, "GET", "POST")
def retire(request: HttpRequest, key: int) -> HttpResponse:
    """Ask the line no longer; nothing is deleted."""
    found, desk = line_or_404(request, key), Desk(request)
    _require_line(desk, found)
    form = RetireForm(request.POST or None)
    back = reverse("figures-catalogue-line", args=[key])

    def act() -> str:
        data = form.cleaned_data
        cataloguing.retire(by=desk.user, indicator=found, ends_on=data["ends_on"], because=data["because"])
        messages.success(request, f"« {found.name} » thôi dùng từ ngày {show_date(data['ends_on'])}.")
        return back

    guide = Guide(
        f"Thôi dùng chỉ tiêu · {capital(found.name)}",
        "Không xóa gì: số đã báo cáo vẫn xem được.",
        "Thôi dùng chỉ tiêu này",
        back,
        ("Từ ngày ấy không biểu nào hỏi chỉ tiêu này nữa.",),
        danger=True,
    )
    return _guided(request, form, guide, act)


@page(Permission.EDIT_CATALOGUE, "GET", "POST")
def propose(request: HttpRequest, key: int) -> HttpResponse:
    """The first of two steps by which a limited line is opened."""
    found, me = line_or_404(request, key), acting(request)
    if me.user is None or me.unit_id is None:
        raise Http404
    user, area_id = me.user, me.unit_id
    if not openings.may_open(user, area_id):
        Desk(request).require()
    form = OpeningForm(request.POST or None, initial={"begins_on": me.today})
    back = reverse("figures-catalogue-line", args=[key])

    def act() -> str:
        data = form.cleaned_data
        openings.propose_opening(
            by=user, indicator=found, area_id=area_id, decision_number=data["decision_number"],
            decided_on=data["decided_on"], begins_on=data["begins_on"], ends_on=form.ends_on,
        )  # fmt: skip
        messages.success(request, "Đã ghi đề nghị. Chỉ tiêu chưa mở cho đến khi người thứ hai đồng ý.")
        return back

    guide = Guide(
        f"Đề nghị mở chỉ tiêu hạn chế · {capital(found.name)}",
        "Cần hai người: một người đề nghị, một người khác đồng ý.",
        "Đề nghị mở",
        back,
        (
            "Khi mở, chỉ tiêu được đưa vào biểu và nhập số trong địa bàn của cơ quan.",
            "Chỉ xem được tổng số; không xem, không xuất số của từng đơn vị.",
            "Hết hạn thì không nhập được nữa và số đã nhập được che đi.",
        ),
    )
    return _guided(request, form, guide, act)


@page(Permission.EDIT_CATALOGUE, "POST")
def settle_opening(request: HttpRequest, key: int) -> HttpResponse:
    """Agree to a proposal, or end an opening early."""
    row = get_object_or_404(LimitedOpening.objects.select_related("indicator"), pk=key)
    line_or_404(request, row.indicator_id)
    user = acting(request).user
    if user is None or not openings.may_open(user, row.area_id):
        raise Http404
    try:
        if request.POST.get("viec") == "dong-y":
            openings.agree_opening(by=user, opening=row)
            messages.success(request, f"Đã mở « {row.indicator.name} » đến trước ngày {show_date(row.until)}.")
        else:
            openings.close_opening(by=user, opening=row, because=request.POST.get("ly-do", "")[:300])
            messages.success(request, f"Đã ngừng dùng « {row.indicator.name} » từ hôm nay.")
    except PermissionRefused:
        raise
    except Refusal as refused:
        messages.error(request, refused.message)
    return redirect("figures-catalogue-line", row.indicator_id)


def _require_line(desk: Desk, found: Any) -> None:
    desk.require()
    if not desk.edits_line(found):
        raise PermissionRefused(
            f"« {found.name} » là chỉ tiêu dùng chung cả nước, do cấp trung ương sửa. Địa phương đặt chỉ tiêu riêng."
        )


def _guided(request: HttpRequest, form: Any, guide: Guide, act: Callable[[], str]) -> HttpResponse:
    """The form; when it is whole, the act, and the page it leads to. A refusal stands above the form."""
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(act())
        except PermissionRefused:
            raise
        except Refusal as refused:
            form.add_error(None, forms.ValidationError(refused.message))
    context = {"form": form, "guide": guide, "path": path_to((guide.title, ""))}
    return render(request, "web/catalogue/act.html", context, status=422 if form.errors else 200)
