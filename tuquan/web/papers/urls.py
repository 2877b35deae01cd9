"""Addresses of this part."""

from django.urls import path

from tuquan.web.papers import drafting, listing, views

urlpatterns = [
    path("van-ban/", listing.papers, name="papers"),
    path("van-ban/soan/", drafting.draft, name="papers-draft"),
    path("van-ban/<int:key>/", views.paper, name="papers-paper"),
    path("van-ban/<int:key>/loi-van/<slug:part>/", views.write, name="papers-write"),
    path("van-ban/<int:key>/phat-hanh/", views.issue, name="papers-issue"),
    path("van-ban/<int:key>/tep/<slug:form>/", views.file, name="papers-file"),
    path("van-ban/<int:key>/so/<str:tag>/", views.number, name="papers-number"),
    path("viec-chay-nen/<int:key>/", drafting.job, name="jobs-job"),
]
