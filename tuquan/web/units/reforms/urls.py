"""Addresses of the list of acts and of the procedure."""

from django.urls import path

from tuquan.web.units.reforms import adding, carrying_out, drafting, views

urlpatterns = [
    path("don-vi/sap-xep/", views.reforms, name="units-reforms"),
    path("don-vi/sap-xep/moi/", drafting.new, name="units-reform-new"),
    path("don-vi/sap-xep/<int:key>/", views.reform, name="units-reform"),
    path("don-vi/sap-xep/<int:key>/sua/", drafting.edit, name="units-reform-edit"),
    path("don-vi/sap-xep/<int:key>/them/<slug:kind>/", adding.add, name="units-reform-add"),
    path("don-vi/sap-xep/<int:key>/tim/", adding.find, name="units-reform-find"),
    path("don-vi/sap-xep/<int:key>/bo-dong/", drafting.drop, name="units-reform-drop"),
    path("don-vi/sap-xep/<int:key>/noi-den/", drafting.choose, name="units-reform-choose"),
    path("don-vi/sap-xep/<int:key>/thuc-hien/", carrying_out.commit, name="units-reform-commit"),
    path("don-vi/sap-xep/<int:key>/hoan-tac/", carrying_out.undo, name="units-reform-undo"),
    path("don-vi/sap-xep/<int:key>/bo/", drafting.discard, name="units-reform-discard"),
    path("don-vi/sap-xep/<int:key>/soan-lai/", drafting.again, name="units-reform-again"),
    path("don-vi/sap-xep/<int:key>/tep/", views.act_file, name="units-reform-file"),
    path("don-vi/van-ban/<int:key>/", views.change, name="units-change"),
]
