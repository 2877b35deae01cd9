"""Addresses of hamlets, facilities and groups."""

from django.urls import path

from tuquan.web.units.places import facilities, facility, from_excel, hamlet, hamlets, rearranging

urlpatterns = [
    path("don-vi/<int:key>/thon/", hamlets.hamlets, name="units-hamlets"),
    path("don-vi/<int:key>/thon/them/", hamlets.add, name="units-hamlets-add"),
    path("don-vi/<int:key>/thon/tu-excel/", from_excel.from_excel, name="units-hamlets-sheet"),
    path("don-vi/<int:key>/thon/sap-xep/", rearranging.rearrange, name="units-hamlets-rearrange"),
    path("don-vi/<int:key>/thon/<int:hamlet_key>/", hamlet.hamlet, name="units-hamlet"),
    path("don-vi/<int:key>/co-so/", facilities.facilities, name="units-facilities"),
    path("don-vi/<int:key>/co-so/them/", facilities.add, name="units-facility-add"),
    path("don-vi/<int:key>/co-so/<int:facility_key>/", facility.facility, name="units-facility"),
]
