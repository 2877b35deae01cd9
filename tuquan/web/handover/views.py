"""Bàn giao: when an officer leaves or an office ends, one page and a record to print and sign."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from tuquan.accounts.models import Post, User
from tuquan.ground import clock
from tuquan.web.access import acting, page
from tuquan.web.handover.gathering import handover
from tuquan.web.handover.offices import Office, choices, office_or_404
from tuquan.web.handover.record import file_name, record
from tuquan.writer.docx import render_docx

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@page(None)
def own(request: HttpRequest) -> HttpResponse:
    """The acting post's own office; `?co-quan=` leads to another one."""
    wanted = request.GET.get("co-quan", "")
    if wanted:
        return redirect("handover-organ", _key(wanted))
    me = acting(request)
    if me.post is None:
        return render(request, "web/handover/none.html")
    return _page(request, me.post.organ_id)


@page(None)
def organ(request: HttpRequest, key: int) -> HttpResponse:
    """Another office of the area, or one that the acting office took over from."""
    return _page(request, key)


@page(None)
def record_file(request: HttpRequest, key: int) -> HttpResponse:
    """The record as a docx, for the same office and person as the page."""
    user = acting(request).user
    office = office_or_404(user, key)
    person = _person(request, office)
    data = render_docx(record(office, handover(office, user=user, person=person), person))
    name = file_name(office, clock.today())
    return HttpResponse(data, content_type=DOCX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _page(request: HttpRequest, organ_id: int) -> HttpResponse:
    me = acting(request)
    office = office_or_404(me.user, organ_id)
    person = _person(request, office)
    shown = handover(office, user=me.user, person=person)
    context: dict[str, Any] = {
        "office": office,
        "person": person,
        "shown": shown,
        "people": [("", "Cả cơ quan"), *shown.people],
        "offices": choices(me.user, me.post.organ_id if me.post else None),
        "query": f"?nguoi={person.pk}" if person else "",
    }
    return render(request, "web/handover/handover.html", context)


def _person(request: HttpRequest, office: Office) -> User | None:
    """`?nguoi=`: somebody who holds or held a post at the office; anybody else is not there (404)."""
    text = request.GET.get("nguoi", "").strip()
    if not text:
        return None
    held = Post.objects.filter(organ=office.organ, user_id=_key(text))
    return get_object_or_404(User, pk__in=held.values("user_id"))


def _key(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise Http404
    return int(text)
