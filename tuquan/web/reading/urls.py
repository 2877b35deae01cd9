"""Addresses of this part."""

from django.urls import path

from tuquan.web.reading import answering, marking, mistaken, receiving, views

DOCUMENT = "bao-cao-gui-den/<int:key>/"

urlpatterns = [
    path("so-lieu/bieu/<int:key>/nhan-bao-cao/", receiving.receive, name="reading-receive"),
    path(DOCUMENT, views.review, name="reading-review"),
    path(f"{DOCUMENT}so/<int:number>/", answering.answer, name="reading-answer"),
    path(f"{DOCUMENT}xac-nhan-chac-chan/", answering.confirm_sure, name="reading-sure"),
    path(f"{DOCUMENT}nhan-nham/", mistaken.mistaken, name="reading-mistaken"),
    path(f"{DOCUMENT}danh-dau/", marking.mark, name="reading-mark"),
]
