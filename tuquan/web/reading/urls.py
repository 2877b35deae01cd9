"""Addresses of this part."""

from django.urls import path

from tuquan.web.reading import again, answering, exporting, many, marking, mistaken, receiving, views

DOCUMENT = "bao-cao-gui-den/<int:key>/"

urlpatterns = [
    path("so-lieu/bieu/<int:key>/nhan-bao-cao/", receiving.receive, name="reading-receive"),
    path("so-lieu/ky/<int:key>/nhan-nhieu-bao-cao/", many.send, name="reading-many"),
    path("dot-nhan-bao-cao/<int:key>/", many.batch, name="reading-batch"),
    path("dot-nhan-bao-cao/<int:key>/bo/", many.leave, name="reading-batch-leave"),
    path(DOCUMENT, views.review, name="reading-review"),
    path(f"{DOCUMENT}so/<int:number>/", answering.answer, name="reading-answer"),
    path(f"{DOCUMENT}xac-nhan-chac-chan/", answering.confirm_sure, name="reading-sure"),
    path(f"{DOCUMENT}doc-lai/", again.again, name="reading-again"),
    path(f"{DOCUMENT}nhan-nham/", mistaken.mistaken, name="reading-mistaken"),
    path(f"{DOCUMENT}vi-du/", exporting.examples, name="reading-examples"),
    path(f"{DOCUMENT}danh-dau/", marking.mark, name="reading-mark"),
]
