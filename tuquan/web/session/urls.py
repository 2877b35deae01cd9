"""Addresses of this part."""

from django.urls import path

from tuquan.web.session import views

urlpatterns = [
    path("dang-nhap/", views.sign_in, name="sign_in"),
    path("dang-xuat/", views.sign_out, name="sign_out"),
    path("vai-tro/", views.choose_post, name="choose_post"),
    path("tai-khoan/", views.account, name="account"),
    path("suc-khoe/", views.health, name="health"),
]
