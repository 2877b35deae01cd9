"""Addresses of this part."""

from django.urls import path

from tuquan.web.figures import overview, views

urlpatterns = [
    path("so-lieu/", views.rounds, name="figures"),
    path("so-lieu/ky/<int:key>/", overview.overview, name="figures-round"),
    path("so-lieu/ky/<int:key>/tong/<slug:code>/", overview.total, name="figures-total"),
    path("so-lieu/so/<int:key>/", overview.figure, name="figures-figure"),
    path("so-lieu/so/<int:key>/sua/", views.correct_one, name="figures-correct"),
    path("so-lieu/bieu/<int:key>/dem-lai/", views.refresh, name="figures-refresh"),
    path("so-lieu/bieu/<int:key>/", views.submission, name="figures-submission"),
    path("so-lieu/bieu/<int:key>/luu/", views.save_all, name="figures-save"),
    path("so-lieu/bieu/<int:key>/o/<slug:code>/", views.cell, name="figures-cell"),
    path("so-lieu/bieu/<int:key>/chuyen/<slug:name>/", views.move, name="figures-move"),
]
