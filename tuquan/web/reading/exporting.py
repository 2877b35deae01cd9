"""Sentences that the reader missed, as a file for whoever keeps the word data."""

from django.http import Http404, HttpRequest, HttpResponse

from tuquan.accounts.permissions import Permission
from tuquan.intake.queries.examples import examples_of, toml_of
from tuquan.web.access import page
from tuquan.web.reading.views import document_or_404


@page(Permission.ENTER_FIGURES)
def examples(request: HttpRequest, key: int) -> HttpResponse:
    """Download the figures marked by hand in a report; 404 where there are none that may leave."""
    found = examples_of(document_or_404(request, key))
    if not found:
        raise Http404
    response = HttpResponse(toml_of(found), content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="so-lieu-doc-sot-{key}.toml"'
    return response
