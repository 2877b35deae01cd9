"""Addresses of this part."""

from django.urls import path

from tuquan.web.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("thong-bao/", views.notice_list, name="notices"),
    path("thong-bao/<int:key>/", views.open_notice, name="notices-open"),
]
