"""The way to a page of the procedure."""

from django.urls import reverse

from tuquan.units.models import Reform


def trail(last: str, reform: Reform | None = None) -> list[dict[str, str]]:
    """Steps for c-breadcrumb: the units, the list, the reform where the page is one of its own, and the page."""
    steps = [
        {"label": "Đơn vị", "url": reverse("units")},
        {"label": "Sắp xếp đơn vị", "url": reverse("units-reforms")},
    ]
    if reform is not None:
        steps.append({"label": reform.act_number, "url": reverse("units-reform", args=[reform.pk])})
    return [*steps, {"label": last, "url": ""}]
