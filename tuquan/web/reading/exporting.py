"""Sentences that the reader missed, as a file for whoever keeps the word data."""

from django.http import Http404, HttpRequest, HttpResponse

from tuquan.accounts.permissions import Permission
from tuquan.intake.queries.examples import Example, examples_of, examples_of_round, toml_of
from tuquan.web.access import acting, page
from tuquan.web.figures.ground import round_or_404
from tuquan.web.reading.views import document_or_404


@page(Permission.ENTER_FIGURES)
def examples(request: HttpRequest, key: int) -> HttpResponse:
    """Download the figures marked by hand in a report; 404 where there are none that may leave."""
    return _file(examples_of(document_or_404(request, key)), f"so-lieu-doc-sot-{key}.toml")


@page(Permission.ENTER_FIGURES)
def examples_of_all(request: HttpRequest, key: int) -> HttpResponse:
    """The same for every report of a round that the person may see."""
    round_ = round_or_404(request, key)
    return _file(examples_of_round(round_, acting(request).user), f"so-lieu-doc-sot-ky-{key}.toml")


def _file(found: list[Example], name: str) -> HttpResponse:
    if not found:
        raise Http404
    response = HttpResponse(toml_of(found), content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
