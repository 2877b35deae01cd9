"""Addresses of the officials' pages. The first part of a name, up to "-", is the room that the rail lights."""

from django.urls import include, path

handler_modules = [
    "session",
    "home",
    "figures",
    "rounds",
    "settling",
    "analysis",
    "catalogue",
    "checks",
    "exchange",
    "reading",
    "schemes",
    "papers",
    "units",
    "handover",
    "admin",
]

urlpatterns = [path("", include(f"tuquan.web.{room}.urls")) for room in handler_modules]
