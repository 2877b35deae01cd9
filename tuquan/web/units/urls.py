"""Addresses of this part."""

from django.urls import include, path

from tuquan.web.units import search, views

urlpatterns = [
    path("", include("tuquan.web.units.reforms.urls")),
    path("don-vi/", views.units, name="units"),
    path("don-vi/<int:key>/", views.unit, name="units-unit"),
    path("tim-kiem/", search.search, name="search"),
    path("", include("tuquan.web.units.places.urls")),
]
