"""Schemes named in a report: kind, place and commune, as the registry has them."""

from collections import defaultdict

from tuquan.schemes.models import EventKind, SchemeEvent
from tuquan.units import queries as units
from tuquan.vn.windows import Window

NAMED = {EventKind.FOUNDED: "schemes_founded", EventKind.REPLICATED: "schemes_replicated"}


def scheme_names(unit_id: int, window: Window) -> dict[str, list[str]]:
    """For each indicator whose count a report follows with names: “X” tại thôn A, xã B, in order of date."""
    below = {version.unit_id: version for version in units.descendants(unit_id, window.last)}
    keys = {unit_id, *below}
    events = (
        SchemeEvent.objects.filter(kind__in=NAMED, on__range=(window.first, window.last), unit__in=keys)
        .select_related("scheme")
        .prefetch_related("scheme__sites")
        .order_by("on", "id")
    )
    found: dict[str, list[str]] = defaultdict(list)
    for event in events:
        place = below[event.unit_id].full_name if event.unit_id in below else ""
        found[NAMED[EventKind(event.kind)]].append(_said(event, place))
    return dict(found)


def _said(event: SchemeEvent, unit_name: str) -> str:
    sites = sorted(event.scheme.sites.all(), key=lambda site: (site.begins_on, site.pk))
    where = ", ".join(part for part in (sites[0].place_name if sites else "", unit_name) if part)
    return f"“{event.scheme.name}”" + (f" tại {where}" if where else "")
