"""Addresses of this part."""

from django.urls import path

from tuquan.web.exchange import sheet, values

urlpatterns = [
    path("so-lieu/nhap-xuat/", values.exchange, name="figures-exchange"),
    path("so-lieu/nhap-xuat/ky/<int:key>/", values.give, name="figures-exchange-round"),
    path("so-lieu/bieu/<int:key>/excel/", sheet.sheet, name="figures-submission-sheet"),
]
