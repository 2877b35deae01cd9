"""Schemes named in a report: kind, place and commune, as the registry has them."""

from collections import defaultdict

from django.db.models import prefetch_related_objects

from tuquan.schemes.counts.gathering import gather
from tuquan.schemes.models import EventKind, SchemeEvent
from tuquan.schemes.places import PlaceNames
from tuquan.vn.windows import Window

NAMED = {EventKind.FOUNDED: "schemes_founded", EventKind.REPLICATED: "schemes_replicated"}


def scheme_names(unit_id: int, window: Window) -> dict[str, list[str]]:
    """For each indicator whose count a report follows with names: “X” tại thôn A, xã B, in order of date.

    The same events as are counted: those of units that ended within the window, too, under the name of that day.
    """
    rows = gather([unit_id], window)[unit_id]
    events = sorted((event for kind in NAMED for event in rows.events(kind)), key=lambda event: (event.on, event.pk))
    prefetch_related_objects(events, "scheme__sites")
    names = PlaceNames(event.unit_id for event in events)
    found: dict[str, list[str]] = defaultdict(list)
    for event in events:
        row = names.unit(event.unit_id, event.on) if event.unit_id != unit_id else None
        found[NAMED[EventKind(event.kind)]].append(_said(event, row.full_name if row else ""))
    return dict(found)


def _said(event: SchemeEvent, unit_name: str) -> str:
    sites = sorted(event.scheme.sites.all(), key=lambda site: (site.begins_on, site.pk))
    where = ", ".join(part for part in (sites[0].place_name if sites else "", unit_name) if part)
    return f"“{event.scheme.name}”" + (f" tại {where}" if where else "")
