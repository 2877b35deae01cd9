"""Addresses of this part."""

from django.urls import path

from tuquan.web.session import delegating, mailbox, views

urlpatterns = [
    path("dang-nhap/", views.sign_in, name="sign_in"),
    path("dang-xuat/", views.sign_out, name="sign_out"),
    path("vai-tro/", views.choose_post, name="choose_post"),
    path("tai-khoan/", views.account, name="account"),
    path("tai-khoan/thu/", mailbox.set_mailbox, name="account-mail"),
    path("tai-khoan/uy-quyen/", delegating.delegate, name="account-delegate"),
    path("tai-khoan/uy-quyen/<int:key>/thu-hoi/", delegating.call_back, name="account-call-back"),
    path("suc-khoe/", views.health, name="health"),
]
