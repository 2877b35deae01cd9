"""Addresses of this part."""

from django.urls import path

from tuquan.web.admin import accounts, audit, channels, gallery, mails, people

urlpatterns = [
    path("dau-vet/", audit.events, name="audit"),
    path("quan-tri/", people.people, name="admin"),
    path("quan-tri/tai-khoan-moi/", accounts.new, name="admin-new"),
    path("quan-tri/tai-khoan/<int:key>/", accounts.account, name="admin-account"),
    path("quan-tri/tai-khoan/<int:key>/giao-vi-tri/", accounts.appoint, name="admin-appoint"),
    path("quan-tri/tai-khoan/<int:key>/mat-khau/", accounts.password, name="admin-password"),
    path("quan-tri/tai-khoan/<int:key>/dong/", accounts.close, name="admin-close"),
    path("quan-tri/vi-tri/<int:key>/ket-thuc/", accounts.end_post, name="admin-end-post"),
    path("quan-tri/thu/", mails.mails, name="admin-mails"),
    path("quan-tri/kenh-bao-cao/", channels.channels, name="admin-channels"),
    path("giao-dien/", gallery.gallery, name="gallery"),
]
