"""Addresses of the interface, under /api/v1/."""

from django.urls import path

from tuquan.api import document, places, rounds

urlpatterns = [
    path("openapi.json", document.document, name="api-document"),
    path("rounds/", rounds.rounds, name="api-rounds"),
    path("rounds/<int:key>/totals/", rounds.totals, name="api-totals"),
    path("rounds/<int:key>/totals/<slug:code>/", rounds.total, name="api-total"),
    path("units/", places.units, name="api-units"),
    path("units/<int:key>/", places.unit, name="api-unit"),
    path("units/<int:key>/children/", places.children, name="api-children"),
    path("<path:rest>", places.nothing, name="api-nothing"),
]
