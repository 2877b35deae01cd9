"""Answers to candidates: one at a time (by form or by htmx), or all that are sure."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tuquan.accounts.permissions import Permission
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.intake import actions
from tuquan.intake.models import Finding, SourceDocument
from tuquan.web.access import acting, page
from tuquan.web.figures.cells import CellUnreadable, read_cell
from tuquan.web.reading.choices import choices_for, chosen
from tuquan.web.reading.showing import Card, page_of
from tuquan.web.reading.views import document_or_404

ACTS = ("confirm", "correct", "reject")


@page(Permission.ENTER_FIGURES, "GET", "POST")
def answer(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """GET: the form that corrects one candidate (?xem=1: the candidate as it is). POST act=confirm|correct|reject."""
    document = document_or_404(request, key)
    finding = _finding(document, number)
    if request.method != "POST":
        as_it_is = request.headers.get("HX-Request") and request.GET.get("xem")
        return _part(request, document, number) if as_it_is else _form(request, document, number)
    try:
        _act(request, finding)
    except PermissionRefused:
        raise
    except Refusal as refused:
        return _refused(request, document, number, refused.message)
    if request.headers.get("HX-Request"):
        return _part(request, document, number)
    return redirect(f"{reverse('reading-review', args=[key])}#so-{number}")


@page(Permission.ENTER_FIGURES, "POST")
def confirm_sure(request: HttpRequest, key: int) -> HttpResponse:
    """Confirm everything the reader is sure of and no question hangs on."""
    document = document_or_404(request, key)
    try:
        taken = actions.confirm_sure(by=acting(request).user, document=document)
    except PermissionRefused:
        raise
    except Refusal as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, f"Đã xác nhận {taken} số liệu chắc chắn.")
    return redirect("reading-review", key)


def _finding(document: SourceDocument, number: int) -> Finding:
    found = Finding.objects.select_related("reading__document__submission__round")
    finding = found.filter(pk=number, reading__document=document).first()
    if finding is None:
        raise Http404
    return finding


def _act(request: HttpRequest, finding: Finding) -> None:
    act, by = request.POST.get("act"), acting(request).user
    if act == "confirm":
        actions.confirm(by=by, finding=finding)
    elif act == "reject":
        actions.reject(by=by, finding=finding)
    elif act == "correct":
        _correct(request, finding)
    else:
        raise Http404


def _correct(request: HttpRequest, finding: Finding) -> None:
    line = chosen(request.POST.get("indicator", finding.indicator_code))
    typed = read_cell(request.POST.get("value", ""), line)
    if typed is None:
        raise CellUnreadable(f"Dòng “{line.name}”: chưa ghi số. Ghi số đúng rồi bấm “Lưu số đã sửa”, hoặc bấm “Loại”.")
    by = acting(request).user
    actions.correct(by=by, finding=finding, value=typed.value, of=typed.of, indicator_code=line.code)


def _card(context: dict[str, Any], number: int) -> Card:
    cards: list[Card] = context["cards"]
    card = next((card for card in cards if card.finding.pk == number), None)
    if card is None:
        raise Http404
    return card


def _form(request: HttpRequest, document: SourceDocument, number: int, error: str = "") -> HttpResponse:
    """The candidate with its form: in place of the card by htmx, a page of its own without scripts."""
    context = page_of(document, acting(request))
    card = _card(context, number)
    more = {
        "card": card,
        "error": error,
        "editing": context["edits"] and not card.finding.masked,
        "typed": request.POST.get("value") or (card.value if card.weighed.value else ""),
        "indicator": request.POST.get("indicator") or card.finding.indicator_code,
        "choices": choices_for(document.submission, card.finding.indicator_code),
        "sentence": document.text[card.finding.sentence_start : card.finding.sentence_end].strip(),
        "is_current": True,
    }
    part = bool(request.headers.get("HX-Request"))
    template = "web/reading/card.html" if part else "web/reading/correct.html"
    return render(request, template, context | more, status=422 if error and not part else 200)


def _part(request: HttpRequest, document: SourceDocument, number: int, error: str = "") -> HttpResponse:
    context = page_of(document, acting(request))
    more = {"card": _card(context, number), "error": error, "is_current": True}
    return render(request, "web/reading/answered.html", context | more)


def _refused(request: HttpRequest, document: SourceDocument, number: int, message: str) -> HttpResponse:
    if request.POST.get("act") == "correct":
        return _form(request, document, number, message)
    if request.headers.get("HX-Request"):
        return _part(request, document, number, message)
    messages.warning(request, message)
    return redirect(f"{reverse('reading-review', args=[document.pk])}#so-{number}")
