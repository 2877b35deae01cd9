"""Kinds of scheme: the list, and adding one."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.schemes import actions
from tuquan.schemes.models import Block, Field, SchemeKind
from tuquan.schemes.queries import SchemeFilter, search
from tuquan.web.access import acting, page
from tuquan.web.schemes.area import capital, own_top
from tuquan.web.schemes.forms import KindForm


@page(Permission.VIEW_AREA, "GET", "POST")
def kinds(request: HttpRequest) -> HttpResponse:
    """Every kind with how many of its schemes work in the area; POST adds one (refused above the role)."""
    me = acting(request)
    form = KindForm(request.POST or None)
    if request.method == "POST":
        accounts.require(me.user, Permission.RECORD_SCHEME)
        if form.is_valid() and _add(request, form):
            return redirect("schemes-kinds")
    top = own_top(me)
    mine = search(SchemeFilter([top] if top else [], on=clock.today(), state="active")).order_by().values("pk")
    found = SchemeKind.objects.annotate(active=Count("schemes", filter=Q(schemes__in=mine)))
    rows = [(kind, Field(kind.field).label, capital(Block(kind.block).label), kind.active) for kind in found]
    path = [{"label": "Mô hình", "url": reverse("schemes")}, {"label": "Loại mô hình", "url": ""}]
    records = accounts.may(me.user, Permission.RECORD_SCHEME)
    context = {"rows": rows, "count": len(rows), "form": form, "records": records, "path": path}
    return render(request, "web/schemes/kinds.html", context, status=422 if request.method == "POST" else 200)


def _add(request: HttpRequest, form: KindForm) -> bool:
    try:
        added = actions.add_kind(by=acting(request).user, **form.cleaned_data)
    except PermissionRefused:
        raise
    except Refusal as refused:
        form.refuse(refused)
        return False
    messages.success(request, f"Đã thêm loại mô hình “{added.name}”.")
    return True
