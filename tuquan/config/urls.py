"""All addresses. Each face keeps its own."""

from django.urls import include, path

urlpatterns = [path("api/v1/", include("tuquan.api.urls")), path("", include("tuquan.web.urls"))]
handler404 = "tuquan.web.errors.not_found"
handler403 = "tuquan.web.errors.forbidden"
handler400 = "tuquan.web.errors.bad_request"
handler500 = "tuquan.web.errors.broken"
