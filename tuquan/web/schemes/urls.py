"""Addresses of this part."""

from django.urls import path

from tuquan.web.schemes import acts, kinds, views

urlpatterns = [
    path("mo-hinh/", views.schemes, name="schemes"),
    path("mo-hinh/loai/", kinds.kinds, name="schemes-kinds"),
    path("mo-hinh/them/", acts.new, name="schemes-new"),
    path("mo-hinh/da-co/", acts.existing, name="schemes-existing"),
    path("mo-hinh/<int:key>/", views.scheme, name="schemes-scheme"),
    path("mo-hinh/<int:key>/nhan-rong/", acts.replicate, name="schemes-replicate"),
    path("mo-hinh/<int:key>/cung-co/", acts.strengthen, name="schemes-strengthen"),
    path("mo-hinh/<int:key>/thanh-loai/", acts.strike_off, name="schemes-strike-off"),
    path("mo-hinh/<int:key>/them-diem/", acts.add_site, name="schemes-add-site"),
    path("mo-hinh/<int:key>/du-ho-so/", acts.dossier, name="schemes-dossier"),
]
