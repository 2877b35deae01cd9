"""The whole life of one scheme: events with decisions, places, sites, where it came from and what was copied."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tuquan.ground import clock
from tuquan.schemes.models import EventKind, Scheme, SchemeEvent, SchemePlacement, SchemeSite, StrikeReason
from tuquan.schemes.places import PlaceNames
from tuquan.vn.dates import show_date


@dataclass(frozen=True)
class Entry:
    """One event; `place` as the unit was called that day, `decision` as a phrase or ""."""

    on: date
    kind: str
    label: str
    unit_id: int
    place: str
    decision: str
    reason: str
    note: str
    recorded_by: str


@dataclass(frozen=True)
class Stay:
    """Where it stood from `begins_on` until the day before `ends_on`."""

    unit_id: int
    place: str
    begins_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Kin:
    """A relative: `depth` below the scheme itself for copies, 0 for those it came from."""

    scheme_id: int
    name: str
    place: str
    begins_on: date
    ends_on: date | None
    depth: int


@dataclass(frozen=True)
class History:
    """Entries and stays in order of time; `origins` first one first; `copies` as a tree read downwards."""

    scheme: Scheme
    sentence: str
    entries: tuple[Entry, ...]
    stays: tuple[Stay, ...]
    sites: tuple[SchemeSite, ...]
    origins: tuple[Kin, ...]
    copies: tuple[Kin, ...]


def history(scheme: Scheme) -> History:
    """Everything recorded about a scheme until today: where a reform will take it later is not yet its life.

    A fixed number of queries but for one a generation of its family.
    """
    events = list(scheme.events.select_related("recorded_by").order_by("on", "id"))
    forebears, copies = _forebears(scheme), _copies(scheme)
    relatives = [*forebears, *(row for row, _ in copies)]
    stays = _stays([scheme, *relatives])
    names = PlaceNames([*(e.unit_id for e in events), *(s.unit_id for rows in stays.values() for s in rows)])
    entries = tuple(_entry(event, names) for event in events)
    own = tuple(Stay(s.unit_id, names.full(s.unit_id, s.begins_on), s.begins_on, s.ends_on) for s in stays[scheme.pk])
    return History(
        scheme=scheme,
        sentence=_sentence(scheme, entries[0], own[-1].place),
        entries=entries,
        stays=own,
        sites=tuple(scheme.sites.order_by("begins_on", "id")),
        origins=tuple(_kin(row, 0, stays, names) for row in forebears),
        copies=tuple(_kin(row, depth, stays, names) for row, depth in copies),
    )


def _forebears(scheme: Scheme) -> list[Scheme]:
    found: list[Scheme] = []
    origin = scheme.origin
    while origin is not None:
        found.insert(0, origin)
        origin = origin.origin
    return found


def _copies(scheme: Scheme) -> list[tuple[Scheme, int]]:
    """Copies and their copies, each under the one it was made from."""
    children: dict[int, list[Scheme]] = {}
    generation = [scheme.pk]
    while generation:
        rows = list(Scheme.objects.filter(origin_id__in=generation).order_by("begins_on", "sort_key", "pk"))
        for row in rows:
            children.setdefault(row.origin_id or 0, []).append(row)
        generation = [row.pk for row in rows]
    return list(_downwards(scheme.pk, children, 1))


def _downwards(pk: int, children: dict[int, list[Scheme]], depth: int) -> Iterable[tuple[Scheme, int]]:
    for child in children.get(pk, []):
        yield child, depth
        yield from _downwards(child.pk, children, depth + 1)


def _stays(schemes: list[Scheme]) -> dict[int, list[SchemePlacement]]:
    found: dict[int, list[SchemePlacement]] = {scheme.pk: [] for scheme in schemes}
    today = clock.today()
    for row in SchemePlacement.objects.filter(scheme__in=schemes).order_by("begins_on"):
        # The first place is told in any case: on an earlier day of a demonstration it may lie ahead.
        if row.begins_on <= today or not found[row.scheme_id]:
            found[row.scheme_id].append(row)
    return found


def _kin(scheme: Scheme, depth: int, stays: dict[int, list[SchemePlacement]], names: PlaceNames) -> Kin:
    last = stays[scheme.pk][-1]
    place = names.full(last.unit_id, last.begins_on)
    return Kin(scheme.pk, scheme.name, place, scheme.begins_on, scheme.ends_on, depth)


def _entry(event: SchemeEvent, names: PlaceNames) -> Entry:
    return Entry(
        on=event.on,
        kind=event.kind,
        label=EventKind(event.kind).label,
        unit_id=event.unit_id,
        place=names.full(event.unit_id, event.on),
        decision=_decision(event),
        reason=StrikeReason(event.reason).label if event.reason else "",
        note=event.note,
        recorded_by=event.recorded_by.full_name if event.recorded_by else "Chương trình",
    )


def _decision(event: SchemeEvent) -> str:
    """ "Quyết định số 12/QĐ-UBND ngày 01/03/2021 của UBND xã Châu Hóa", as far as it is known."""
    if not event.decision_number:
        return ""
    signed = f" ngày {show_date(event.decision_date)}" if event.decision_date else ""
    issuer = f" của {event.decision_issuer}" if event.decision_issuer else ""
    return f"Quyết định số {event.decision_number}{signed}{issuer}"


def _sentence(scheme: Scheme, first: Entry, place: str) -> str:
    """What it is, where, since when and how it stands, in one sentence."""
    began = f"{first.label} ngày {show_date(first.on)}" if first.kind != EventKind.OPENED else "có từ trước"
    ended = scheme.ends_on if scheme.ends_on is not None and scheme.ends_on <= clock.today() else None
    state = f"đã thanh loại từ {show_date(ended)}" if ended else "đang hoạt động"
    return f"Mô hình “{scheme.name}” tại {place}, {began}, {state}."
