"""Addresses of hamlets, facilities and groups."""

from django.urls import path

from tuquan.web.units.places import (
    clusters,
    facilities,
    facility,
    from_excel,
    group,
    groups,
    hamlet,
    hamlets,
    rearranging,
)

urlpatterns = [
    path("don-vi/<int:key>/thon/", hamlets.hamlets, name="units-hamlets"),
    path("don-vi/<int:key>/thon/them/", hamlets.add, name="units-hamlets-add"),
    path("don-vi/<int:key>/thon/tu-excel/", from_excel.from_excel, name="units-hamlets-sheet"),
    path("don-vi/<int:key>/thon/sap-xep/", rearranging.rearrange, name="units-hamlets-rearrange"),
    path("don-vi/<int:key>/thon/<int:hamlet_key>/", hamlet.hamlet, name="units-hamlet"),
    path("don-vi/<int:key>/co-so/", facilities.facilities, name="units-facilities"),
    path("don-vi/<int:key>/co-so/them/", facilities.add, name="units-facility-add"),
    path("don-vi/<int:key>/co-so/<int:facility_key>/", facility.facility, name="units-facility"),
    path("don-vi/nhom/", groups.groups, name="units-groups"),
    path("don-vi/nhom/lap/", groups.new, name="units-group-new"),
    path("don-vi/nhom/tu-excel/", clusters.from_sheet, name="units-groups-sheet"),
    path("don-vi/nhom/huyen-cu/", clusters.former_districts, name="units-groups-former"),
    path("don-vi/nhom/<int:key>/", group.group, name="units-group"),
]
