"""Which commune a page is about, on which day, and whether the person keeps its lists."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.units.models import Level, Unit
from tuquan.web.access import acting, within
from tuquan.web.schemes.area import capital, unit_path
from tuquan.web.units.days import Looked, day_shell, looked_at
from tuquan.web.units.story import name_of

PAGES = (("units-hamlets", "Thôn, tổ dân phố"), ("units-facilities", "Cơ quan, cơ sở"))


@dataclass(frozen=True)
class Commune:
    """A commune as looked at. `keeps`: the person may write its lists (today, at a commune that still stands)."""

    key: int
    name: str
    looked: Looked
    keeps: bool

    @property
    def called(self) -> str:
        """ "xã Châu Hóa", inside a sentence."""
        return self.name[:1].lower() + self.name[1:]


def commune_of(request: HttpRequest, key: int, permission: Permission = Permission.VIEW_AREA) -> Commune:
    """404 for what is no commune of the person's area; PermissionRefused where the role does not reach."""
    if not Unit.objects.filter(pk=key, level=Level.COMMUNE).exists():
        raise Http404
    within(request, key, permission)
    looked = looked_at(request)
    keeps = accounts.may(acting(request).user, Permission.KEEP_HAMLETS, unit_id=key)
    return Commune(key, capital(name_of(key, looked.day)), looked, keeps)


def around(request: HttpRequest, commune: Commune, here: str, last: str = "") -> dict[str, Any]:
    """What stands around every page of a commune's lists. `here`: the page of PAGES it belongs to."""
    titles = dict(PAGES)
    path = unit_path(commune.key, commune.looked.day, "")
    path.append({"label": titles[here], "url": reverse(here, args=[commune.key]) + commune.looked.query})
    if last:
        path.append({"label": last, "url": ""})
    return {"commune": commune, "looked": commune.looked, "path": path, "tabs": _tabs(commune, here),
            "last_day": _last_day(commune), **day_shell(request, commune.looked)}  # fmt: skip


def _last_day(commune: Commune) -> date | None:
    """The last day of a commune that has ended by the day looked at: there its lists can be seen."""
    ends_on: date | None = Unit.objects.values_list("ends_on", flat=True).get(pk=commune.key)
    return ends_on - timedelta(days=1) if ends_on is not None and ends_on <= commune.looked.day else None


def _tabs(commune: Commune, here: str) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": reverse(name, args=[commune.key]) + commune.looked.query, "current": name == here}
        for name, label in PAGES
    ]
