"""Addresses of this part."""

from django.urls import path

from tuquan.web.reading import again, answering, exporting, going, many, marking, mistaken, receiving, views

DOCUMENT = "bao-cao-gui-den/<int:key>/"

urlpatterns = [
    path("so-lieu/bieu/<int:key>/nhan-bao-cao/", receiving.receive, name="reading-receive"),
    path("so-lieu/ky/<int:key>/nhan-nhieu-bao-cao/", many.send, name="reading-many"),
    path("dot-nhan-bao-cao/<int:key>/", many.batch, name="reading-batch"),
    path("dot-nhan-bao-cao/<int:key>/bo/", many.leave, name="reading-batch-leave"),
    path("dot-nhan-bao-cao/<int:key>/chac-chan/", going.confirm_sure, name="reading-batch-sure"),
    path("dot-nhan-bao-cao/<int:key>/nhan-thay/", going.take, name="reading-batch-take"),
    path("so-lieu/ky/<int:key>/vi-du/", exporting.examples_of_all, name="reading-round-examples"),
    path(DOCUMENT, views.review, name="reading-review"),
    path(f"{DOCUMENT}so/<int:number>/", answering.answer, name="reading-answer"),
    path(f"{DOCUMENT}xac-nhan-chac-chan/", answering.confirm_sure, name="reading-sure"),
    path(f"{DOCUMENT}doc-lai/", again.again, name="reading-again"),
    path(f"{DOCUMENT}nhan-nham/", mistaken.mistaken, name="reading-mistaken"),
    path(f"{DOCUMENT}vi-du/", exporting.examples, name="reading-examples"),
    path(f"{DOCUMENT}danh-dau/", marking.mark, name="reading-mark"),
]
