"""Addresses of this part."""

from django.urls import path

from tuquan.web.catalogue import acts, editing, form_pages, sheets, views

urlpatterns = [
    path("so-lieu/chi-tieu/", views.catalogue, name="figures-catalogue"),
    path("so-lieu/chi-tieu/them/", acts.add, name="figures-catalogue-add"),
    path("so-lieu/chi-tieu/bang/", sheets.own_lines, name="figures-catalogue-sheet"),
    path("so-lieu/chi-tieu/<int:key>/", views.line, name="figures-catalogue-line"),
    path("so-lieu/chi-tieu/<int:key>/sua-loi/", acts.reword, name="figures-catalogue-reword"),
    path("so-lieu/chi-tieu/<int:key>/thoi-dung/", acts.retire, name="figures-catalogue-retire"),
    path("so-lieu/chi-tieu/<int:key>/de-nghi-mo/", acts.propose, name="figures-catalogue-propose"),
    path("so-lieu/chi-tieu/mo/<int:key>/", acts.settle_opening, name="figures-catalogue-opening"),
    path("so-lieu/chi-tieu/bieu/", form_pages.form_list, name="figures-catalogue-forms"),
    path("so-lieu/chi-tieu/bieu/loai/", form_pages.add_kind, name="figures-catalogue-kind"),
    path("so-lieu/chi-tieu/bieu/<int:key>/", form_pages.form_page, name="figures-catalogue-form"),
    path("so-lieu/chi-tieu/bieu/<int:report>/<int:level>/sua/", editing.edit, name="figures-catalogue-form-edit"),
    path("so-lieu/chi-tieu/bieu/<int:report>/<int:level>/bang/", sheets.form, name="figures-catalogue-form-sheet"),
]
