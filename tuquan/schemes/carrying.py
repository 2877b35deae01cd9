"""What a reform of units takes along of the register: the places of schemes and of their sites. Events stay."""

from typing import Any

from django.db.models import QuerySet

from tuquan.schemes.models import Scheme, SchemePlacement, SchemeSite, SitePlacement
from tuquan.units.placing import PlacementCarrier


def _scheme(scheme: Scheme) -> str:
    return scheme.name


def _site(site: SchemeSite) -> str:
    return f"{site.scheme.name} – {site.place_name}"


def _with_schemes(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("site__scheme")


# Struck off, a scheme's place has ended with it: what is alive on the day is exactly what has a place then.
SCHEMES = PlacementCarrier(SchemePlacement, "scheme", "schemes.scheme", "mô hình", 40, _scheme)
SITES = PlacementCarrier(SitePlacement, "site", "schemes.site", "điểm mô hình", 41, _site, _with_schemes)
