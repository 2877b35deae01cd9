"""Every component on one page, for whoever builds or tests pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tuquan.design.gallery import gallery_context
from tuquan.web.access import page


@page(None)
def gallery(request: HttpRequest) -> HttpResponse:
    """The gallery of the design room."""
    return render(request, "design/gallery.html", gallery_context())
