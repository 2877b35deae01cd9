"""The rows that counts are made of, read together for many units in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tuquan.schemes import tree
from tuquan.schemes.models import CompleteRegister, CountingRule, Scheme, SchemeEvent, SchemePlacement, SchemeSite
from tuquan.units.models import Level, Unit, UnitVersion
from tuquan.vn.windows import Window


@dataclass
class Rows:
    """What one unit has: schemes and sites alive on the window's last day, events within the window."""

    copies_count: bool = True
    complete: bool = False
    all_schemes: list[Scheme] = field(default_factory=list)
    sites: list[SchemeSite] = field(default_factory=list)
    all_events: list[SchemeEvent] = field(default_factory=list)
    unit_of: dict[int, int] = field(default_factory=dict)

    @property
    def schemes(self) -> list[Scheme]:
        """The schemes that count as schemes under the rule for copies."""
        return [row for row in self.all_schemes if self.copies_count or row.origin_id is None]

    def events(self, kind: str) -> list[SchemeEvent]:
        """Events of a kind; of copies only where a copy is a scheme. Replications are told apart by name anyway."""
        return [
            row
            for row in self.all_events
            if row.kind == kind and (self.copies_count or row.scheme.origin_id is None or kind == "replicated")
        ]


def gather(unit_ids: Iterable[int], window: Window) -> dict[int, Rows]:
    """The rows of each unit with everything beneath it. Nine queries, however many units."""
    units = sorted(set(unit_ids))
    rows = {unit: Rows() for unit in units}
    under = tree.below(units, window.last)
    _settle_rules(rows, window.last)
    owners = _stocks(rows, under, window.last)
    for site in (
        SchemeSite.objects.on(window.last)
        .filter(scheme_id__in=owners)
        .select_related("scheme")
        .order_by("scheme_id", "id")
    ):
        for unit in owners[site.scheme_id]:
            rows[unit].sites.append(site)
    happened = SchemeEvent.objects.filter(on__gte=window.first, on__lte=window.last, unit_id__in=under)
    events = list(happened.select_related("scheme", "unit"))
    small = _communes(units, events)
    uppers = _uppers(events) if small else {}
    for event in events:
        for unit in under[event.unit_id]:
            if unit not in small or unit in (event.unit_id, uppers.get(event.pk)):
                rows[unit].all_events.append(event)
    return rows


def _communes(units: list[int], events: list[SchemeEvent]) -> set[int]:
    """Of the units asked, communes and hamlets: they count what happened in them, not in those they took over.

    What a unit took over in a merger is active there, but it was founded, copied, struck off by the old one. Above
    the commune the events of ended communes stay in the sums.
    """
    known = {event.unit_id: event.unit.level for event in events}
    asked = [unit for unit in units if unit not in known]
    if asked and events:
        known |= dict(Unit.objects.filter(pk__in=asked).values_list("pk", "level"))
    return {unit for unit in units if known.get(unit, Level.COUNTRY) >= Level.COMMUNE}


def _uppers(events: list[SchemeEvent]) -> dict[int, int | None]:
    """The commune above each event of a hamlet, on the day of the event."""
    hamlets = {event.unit_id for event in events if event.unit.level == Level.HAMLET}
    lives: dict[int, list[UnitVersion]] = defaultdict(list)
    if hamlets:
        for row in UnitVersion.objects.filter(unit_id__in=hamlets).order_by("begins_on"):
            lives[row.unit_id].append(row)
    return {
        event.pk: next((row.parent_id for row in lives[event.unit_id] if row.alive_on(event.on)), None)
        for event in events
        if event.unit_id in hamlets
    }


def _stocks(rows: dict[int, Rows], under: dict[int, set[int]], day: date) -> dict[int, list[int]]:
    """Fill in the schemes alive on `day`; returns the units each of them counts for."""
    owners: dict[int, list[int]] = defaultdict(list)
    alive = SchemePlacement.objects.on(day).filter(unit_id__in=under).order_by("scheme_id")
    for placement in alive.select_related("scheme"):
        for unit in under[placement.unit_id]:
            rows[unit].all_schemes.append(placement.scheme)
            rows[unit].unit_of[placement.scheme_id] = placement.unit_id
            owners[placement.scheme_id].append(unit)
    return owners


def _settle_rules(rows: dict[int, Rows], day: date) -> None:
    """The nearest rule at or above each unit holds; a register is complete where it or a unit above says so."""
    above = tree.above(rows, day)
    reached = {unit for uppers in above.values() for unit in uppers}
    rules = {r.unit_id: r.copy_is_scheme for r in CountingRule.objects.on(day).filter(unit_id__in=reached)}
    complete = set(CompleteRegister.objects.on(day).filter(unit_id__in=reached).values_list("unit_id", flat=True))
    for unit, uppers in above.items():
        rows[unit].copies_count = next((rules[upper] for upper in uppers if upper in rules), True)
        rows[unit].complete = bool(complete & set(uppers))
