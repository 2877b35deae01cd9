"""Addresses of this part."""

from django.urls import path

from tuquan.web.checks import acts, editing, views

urlpatterns = [
    path("so-lieu/kiem-tra/", views.checks, name="figures-checks"),
    path("so-lieu/kiem-tra/moi/", editing.new, name="figures-checks-new"),
    path("so-lieu/kiem-tra/quy-tac/<slug:code>/", views.rule, name="figures-checks-rule"),
    path("so-lieu/kiem-tra/quy-tac/<slug:code>/sua/", editing.edit, name="figures-checks-edit"),
    path("so-lieu/kiem-tra/quy-tac/<slug:code>/tat/", acts.off, name="figures-checks-off"),
    path("so-lieu/kiem-tra/quy-tac/<slug:code>/bat/", acts.on, name="figures-checks-on"),
    path("so-lieu/kiem-tra/quy-tac/<slug:code>/bo/", acts.end, name="figures-checks-end"),
]
