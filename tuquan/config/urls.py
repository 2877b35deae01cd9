"""All addresses. Each face keeps its own."""

from django.urls import include, path

urlpatterns = [path("", include("tuquan.web.urls"))]
