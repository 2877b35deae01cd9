"""Addresses of this part."""

from django.urls import path

from tuquan.web.handover import views

urlpatterns = [
    path("ban-giao/", views.own, name="handover"),
    path("ban-giao/<int:key>/", views.organ, name="handover-organ"),
    path("ban-giao/<int:key>/bien-ban/", views.record_file, name="handover-record"),
]
