"""A figure the reader missed, marked by a person: by selecting it, or by copying its words."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tuquan.accounts.permissions import Permission
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.intake import actions
from tuquan.intake.errors import NoSuchSpan
from tuquan.intake.models import FindingAnswer, SourceDocument
from tuquan.web.access import acting, page
from tuquan.web.figures.cells import CellUnreadable, read_cell
from tuquan.web.reading.choices import choices_for, chosen
from tuquan.web.reading.showing import page_of
from tuquan.web.reading.views import document_or_404


@page(Permission.ENTER_FIGURES, "GET", "POST")
def mark(request: HttpRequest, key: int) -> HttpResponse:
    """GET: a form for a browser without scripts. POST: start and end (code points) or quote; indicator; value."""
    document = document_or_404(request, key)
    refused: Refusal | None = None
    if request.method == "POST":
        try:
            answer = _marked(request, document)
        except PermissionRefused:
            raise
        except Refusal as error:
            refused = error
        else:
            messages.success(request, "Đã thêm số liệu vào biểu.")
            return redirect(f"{reverse('reading-review', args=[key])}#so-{answer.finding_id}")
    status = 422 if refused else 200
    return render(request, "web/reading/mark.html", _context(request, document, refused), status=status)


def _marked(request: HttpRequest, document: SourceDocument) -> FindingAnswer:
    start, end = _span(request, document.text)
    line = chosen(request.POST.get("indicator", ""))
    typed = read_cell(request.POST.get("value", ""), line)
    if typed is None:
        raise CellUnreadable(f"Dòng “{line.name}”: chưa ghi số. Ghi số rồi bấm “Thêm vào biểu số liệu”.")
    return actions.add_by_hand(
        by=acting(request).user,
        document=document,
        start=start,
        end=end,
        indicator_code=line.code,
        value=typed.value,
        of=typed.of,
    )


def _span(request: HttpRequest, text: str) -> tuple[int, int]:
    """The characters meant: as selected on the page, else where the copied words stand in the report."""
    start, end = request.POST.get("start", ""), request.POST.get("end", "")
    if start.isdecimal() and end.isdecimal():
        return int(start[:9]), int(end[:9])
    words = request.POST.get("quote", "").split()
    found = re.search(r"\s+".join(map(re.escape, words)), text) if words else None
    if found is None:
        raise NoSuchSpan("Không thấy đoạn này trong báo cáo. Chép nguyên văn vài chữ có số liệu rồi thử lại.")
    return found.start(), found.end()


def _context(request: HttpRequest, document: SourceDocument, refused: Refusal | None) -> dict[str, Any]:
    typed = {name: request.POST.get(name, "") for name in ("start", "end", "quote", "indicator", "value")}
    choices = choices_for(document.submission)
    return page_of(document, acting(request)) | {"refused": refused, "typed": typed, "choices": choices}
