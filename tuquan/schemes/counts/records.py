"""From a number back to the schemes and events that it counted."""

from typing import NamedTuple

from tuquan.schemes import errors
from tuquan.schemes.counts.answers import LINES
from tuquan.schemes.counts.gathering import Rows, gather
from tuquan.schemes.models import EventKind, Scheme, SchemeEvent, SchemeSite
from tuquan.schemes.places import PlaceNames
from tuquan.vn.dates import show_date
from tuquan.vn.windows import Window, WindowError


class Record(NamedTuple):
    """One counted thing: its sentence, the scheme it belongs to, and the event where an event was counted."""

    label: str
    scheme_id: int
    event: SchemeEvent | None


def records(key: str) -> list[Record]:
    """The records behind a source key, events by day, the rest as entered. Raises SourceKeyUnknown."""
    code, unit_id, window = _parse(key)
    rows = gather([unit_id], window)[unit_id]
    things = LINES[code].things(rows, window)
    names = PlaceNames([*rows.unit_of.values(), *(event.unit_id for event in rows.all_events)])
    return [_record(thing, rows, names, window) for thing in things]


def _record(thing: object, rows: Rows, names: PlaceNames, window: Window) -> Record:
    if isinstance(thing, SchemeEvent):
        return _of_event(thing, names)
    if isinstance(thing, SchemeSite):
        scheme, place = thing.scheme, f"{thing.place_name}, "
    else:
        assert isinstance(thing, Scheme)
        scheme, place = thing, ""
    unit = names.full(rows.unit_of[scheme.pk], window.last)
    teams = f" – {thing.teams} tổ" if isinstance(thing, SchemeSite) and thing.teams else ""
    return Record(f"{scheme.name} – {place}{unit}{teams}", scheme.pk, None)


def _of_event(event: SchemeEvent, names: PlaceNames) -> Record:
    decision = f", quyết định số {event.decision_number}" if event.decision_number else ""
    said = f"{EventKind(event.kind).label} ngày {show_date(event.on)}{decision}"
    return Record(f"{event.scheme.name} – {names.full(event.unit_id, event.on)} – {said}", event.scheme_id, event)


def _parse(key: str) -> tuple[str, int, Window]:
    room, _, rest = key.partition(":")
    code, _, rest = rest.partition(":")
    unit, _, iso = rest.partition(":")
    try:
        window = Window.from_iso(iso)
    except WindowError as error:
        raise errors.SourceKeyUnknown(key) from error
    if room != "schemes" or code not in LINES or not unit.isdecimal():
        raise errors.SourceKeyUnknown(key)
    return code, int(unit), window
