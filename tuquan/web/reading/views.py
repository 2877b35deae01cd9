"""The review of a reading: the report beside its figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tuquan.accounts.permissions import Permission
from tuquan.intake.models import SourceDocument
from tuquan.intake.queries.examples import examples_of
from tuquan.web.access import acting, page, within
from tuquan.web.reading.changes import lines_of
from tuquan.web.reading.choices import choices_for
from tuquan.web.reading.showing import page_of


def document_or_404(request: HttpRequest, key: int) -> SourceDocument:
    """The document, where its submission's unit lies in the person's area; else 404."""
    known = SourceDocument.objects.select_related("submission__round__report_kind", "submission__unit", "received_by")
    found = get_object_or_404(known, pk=key)
    within(request, found.submission.unit_id)
    return found


@page(Permission.VIEW_AREA)
def review(request: HttpRequest, key: int) -> HttpResponse:
    """Trích số liệu từ báo cáo: left the document with its figures lit, right the candidates in reading order."""
    document = document_or_404(request, key)
    context = page_of(document, acting(request))
    if context["edits"]:
        context["choices"] = choices_for(document.submission)
        context["missed"] = len(examples_of(document))
    context |= lines_of(document, {card.finding.pk for card in context["cards"]})
    return render(request, "web/reading/review.html", context)
