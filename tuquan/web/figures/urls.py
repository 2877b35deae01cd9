"""Addresses of this part."""

from django.urls import path

from tuquan.web.figures import noting, overview, pasting, requests, round_acts, saving, second_channel, views

urlpatterns = [
    path("so-lieu/", views.rounds, name="figures"),
    path("so-lieu/ky/<int:key>/", overview.overview, name="figures-round"),
    path("so-lieu/ky/<int:key>/nhieu/", round_acts.act_on_many, name="figures-many"),
    path("so-lieu/viec/<int:key>/", round_acts.told, name="figures-many-told"),
    path("so-lieu/bieu/<int:key>/duyet/", round_acts.approve_one, name="figures-approve"),
    path("so-lieu/so/<int:key>/de-nghi/", requests.ask, name="figures-ask-reopen"),
    path("so-lieu/de-nghi/<int:key>/", requests.decline, name="figures-decline-reopen"),
    path("so-lieu/de-biet/", second_channel.listed, name="figures-forwardings"),
    path("so-lieu/de-biet/<int:key>/", second_channel.one, name="figures-forwarding"),
    path("so-lieu/ky/<int:key>/tong/<slug:code>/", overview.total, name="figures-total"),
    path("so-lieu/so/<int:key>/", overview.figure, name="figures-figure"),
    path("so-lieu/so/<int:key>/sua/", views.correct_one, name="figures-correct"),
    path("so-lieu/bieu/<int:key>/dem-lai/", views.refresh, name="figures-refresh"),
    path("so-lieu/bieu/<int:key>/", views.submission, name="figures-submission"),
    path("so-lieu/bieu/<int:key>/luu/", saving.save_all, name="figures-save"),
    path("so-lieu/bieu/<int:key>/o/<slug:code>/", saving.cell, name="figures-cell"),
    path("so-lieu/bieu/<int:key>/ben-canh/", saving.side, name="figures-side"),
    path("so-lieu/bieu/<int:key>/nhu-ky-truoc/", saving.carry_all, name="figures-carry"),
    path("so-lieu/bieu/<int:key>/dan/", pasting.paste, name="figures-paste"),
    path("so-lieu/bieu/<int:key>/o/<slug:code>/ghi-chu/", noting.notes, name="figures-notes"),
    path("so-lieu/tep/<int:key>/", noting.evidence, name="figures-evidence"),
    path("so-lieu/tep/<int:key>/go/", noting.take_back, name="figures-evidence-back"),
    path("so-lieu/bieu/<int:key>/chuyen/<slug:name>/", views.move, name="figures-move"),
]
