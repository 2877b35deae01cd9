"""Addresses of this part."""

from django.urls import path

from tuquan.web.analysis import saved, views

urlpatterns = [
    path("so-lieu/phan-tich/", views.index, name="figures-analysis"),
    path("so-lieu/phan-tich/o/", views.cell, name="figures-analysis-cell"),
    path("so-lieu/phan-tich/tinh/", views.work, name="figures-analysis-work"),
    path("so-lieu/phan-tich/da-luu/", saved.listing, name="figures-analysis-saved"),
    path("so-lieu/phan-tich/luu/", saved.save, name="figures-analysis-save"),
    path("so-lieu/phan-tich/da-luu/<int:key>/", saved.change, name="figures-analysis-change"),
]
