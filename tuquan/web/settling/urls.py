"""Addresses of this part."""

from django.urls import path

from tuquan.web.settling import views

urlpatterns = [
    path("so-lieu/so/<int:key>/doi-chieu/", views.settle, name="figures-settle"),
]
