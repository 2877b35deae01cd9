"""Where schemes and their sites stand from a day on, through the ends of their units to today's."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from tuquan.schemes import errors
from tuquan.schemes.models import Scheme, SchemePlacement, SchemeSite, SitePlacement
from tuquan.schemes.places import PlaceNames
from tuquan.units import queries as units
from tuquan.units.errors import PlaceUndecided, UnitUnknown
from tuquan.units.models import Facility, FacilityPlacement, Unit
from tuquan.units.placing import Piece, lay_out


def stays(unit_id: int, on: date, now_in: int | None = None) -> list[Piece]:
    """The chain of places from a day on. `now_in`: the heir that has it now, where a unit was divided meanwhile.

    Raises HeirUndecided with the heirs' names where `now_in` is missing or is none of them.
    """
    pieces: list[Piece] = []
    while True:
        try:
            return [*pieces, *lay_out(unit_id, on)]
        except PlaceUndecided as undecided:
            ended = Unit.objects.values_list("ends_on", flat=True).get(pk=undecided.unit_id)
            assert ended is not None, "only an ended unit leaves a place undecided"
            before = lay_out(unit_id, on, ended) if ended > on else []
            if not undecided.heirs and now_in is None:
                return [*pieces, *_left_open(before, undecided.unit_id, on)]
            step = _towards(undecided.heirs, now_in)
            if step is None:
                raise _undecided(undecided.unit_id, ended) from undecided
            pieces += before
            unit_id, on = step, max(on, ended)


def _left_open(before: list[Piece], unit_id: int, on: date) -> list[Piece]:
    """Who took over is not recorded yet: it stands there still, and is carried once that is known."""
    if not before:
        return [(unit_id, on, None)]
    *earlier, (last, since, _) = before
    return [*earlier, (last, since, None)]


def _towards(heirs: Sequence[int], now_in: int | None) -> int | None:
    """Of the heirs of a divided unit, the one that became `now_in`; after an abolition, `now_in` itself."""
    if not heirs:
        return now_in
    reached = (heir for heir in heirs if now_in == heir or now_in in {u for u, _ in units.heirs_on(heir, date.max)})
    return next(reached, None)


def _undecided(unit_id: int, ended: date) -> errors.HeirUndecided:
    keys = [heir for heir, _ in units.heirs_on(unit_id, date.max)]
    names = PlaceNames([unit_id, *keys])
    heirs = [names.full(heir, date.max) for heir in keys]
    return errors.HeirUndecided(names.full(unit_id, ended), ended, heirs, keys)


def settle(scheme: Scheme, pieces: list[Piece]) -> None:
    """Write where the scheme stands."""
    SchemePlacement.objects.bulk_create(
        SchemePlacement(scheme=scheme, unit_id=unit, begins_on=since, ends_on=until) for unit, since, until in pieces
    )


def settle_site(
    site: SchemeSite, unit_id: int, *, hamlet_id: int | None, facility: Facility | None, now_in: int | None = None
) -> None:
    """Write where the site lies, where that is known: in a hamlet, or where its facility lies.

    `now_in`: where the scheme stands today; so does its site when the scheme's own unit is the hamlet.
    Raises NotInUnit for a hamlet outside the scheme's unit that day.
    """
    on = site.begins_on
    if facility is not None:
        rows = facility.placements.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on)).order_by("begins_on")
        pieces: list[Piece] = [(row.unit_id, max(row.begins_on, on), row.ends_on) for row in rows]
    elif hamlet_id is not None:
        if not inside(hamlet_id, unit_id, on):
            names = PlaceNames([hamlet_id, unit_id])
            raise errors.NotInUnit(names.full(hamlet_id, on), names.full(unit_id, on), on)
        try:
            pieces = stays(hamlet_id, on, now_in) if hamlet_id == unit_id else lay_out(hamlet_id, on, site.ends_on)
        except (PlaceUndecided, errors.HeirUndecided):
            pieces = _until_the_end(hamlet_id, on)  # where it lies since is not known; the scheme's place is
    else:
        return
    SitePlacement.objects.bulk_create(
        SitePlacement(site=site, unit_id=unit, begins_on=since, ends_on=_earlier(until, site.ends_on))
        for unit, since, until in pieces
        if site.ends_on is None or since < site.ends_on
    )


def facility_at(facility_id: int | None, unit_id: int, on: date) -> Facility | None:
    """The facility, standing in the unit on the day. Raises FacilityEnded, NotInUnit."""
    if facility_id is None:
        return None
    facility: Facility | None = Facility.objects.filter(pk=facility_id).first()
    if facility is None or not facility.alive_on(on):
        raise errors.FacilityEnded(facility.name if facility else "đã chọn", on)
    row: FacilityPlacement | None = facility.placements.on(on).first()
    if row is None or not (inside(row.unit_id, unit_id, on) or inside(unit_id, row.unit_id, on)):
        raise errors.NotInUnit(facility.name, PlaceNames([unit_id]).full(unit_id, on), on)
    return facility


def inside(unit_id: int, top_id: int, on: date) -> bool:
    """Whether a unit is `top_id` or lies directly under it on the day."""
    try:
        return unit_id == top_id or units.version(unit_id, on).parent_id == top_id
    except UnitUnknown:
        return False


def end(rows: Any, on: date) -> None:
    """End dated rows on a day; places that a reform gave it from later on never came to be."""
    rows.filter(begins_on__gte=on).delete()
    rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on)).update(ends_on=on)


def _until_the_end(unit_id: int, on: date) -> list[Piece]:
    ended = Unit.objects.values_list("ends_on", flat=True).get(pk=unit_id)
    return [(unit_id, on, ended)] if ended is None or ended > on else []


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)
