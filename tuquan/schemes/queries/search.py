"""Lists of schemes as they stood on a day: filtered, searched without accents, sorted, exported."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat

from tuquan.schemes import tree
from tuquan.schemes.models import Block, Field, Scheme, SchemePlacement, SchemeSite
from tuquan.units.models import Level, UnitType, UnitVersion
from tuquan.units.naming import search_key
from tuquan.vn.dates import show_date

# What a list may be sorted by; "-" before a name turns it round.
SORTS: dict[str, tuple[str, ...]] = {
    "name": ("sort_key", "begins_on", "pk"),
    "kind": ("kind__sort_key", "sort_key", "pk"),
    "unit": ("unit_sort", "sort_key", "pk"),
    "begins_on": ("begins_on", "sort_key", "pk"),
    "ends_on": ("ends_on", "sort_key", "pk"),
}


@dataclass(frozen=True)
class SchemeFilter:
    """What is asked for. `unit_ids`: these units with everything beneath them (none: nothing is found).

    `text`: every word must begin a word of name, kind, place, unit or the unit above, accents optional, y as i.
    `state`: "active", "struck_off" or None for both, as of `on`. `kind_id`, `block`, `field`: exactly these.
    """

    unit_ids: Collection[int]
    on: date
    text: str = ""
    kind_id: int | None = None
    state: str | None = None
    block: str | None = None
    field: str | None = None


@dataclass(frozen=True)
class SchemeRow:
    """One line of a list or an export; labels are Vietnamese, `state` is "active" or "struck_off"."""

    id: int
    name: str
    kind: str
    field: str
    block: str
    unit_id: int
    unit: str
    place: str
    sites: int
    begins_on: date
    ends_on: date | None
    state: str
    state_label: str
    has_dossier: bool
    board_size: int | None
    is_copy: bool


def search(asked: SchemeFilter, sort: str = "name") -> QuerySet[Scheme]:
    """Schemes that had begun by the day asked; a lazy queryset to count, slice and give to `rows`.

    One query for a page and one for its count. Raises KeyError for a sort key not in SORTS.
    """
    found: QuerySet[Any] = _placed(asked.on).filter(unit_now__in=tree.inside(asked.unit_ids, asked.on))
    exact = {"kind_id": asked.kind_id, "block": asked.block, "field": asked.field}
    found = found.filter(**{name: wanted for name, wanted in exact.items() if wanted})
    if asked.state == "active":
        found = found.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=asked.on))
    elif asked.state == "struck_off":
        found = found.filter(ends_on__lte=asked.on)
    for word in search_key(asked.text).split():
        found = found.filter(_word(word))
    ordered: QuerySet[Any] = found.order_by(*_order(sort))
    return ordered


def rows(schemes: QuerySet[Scheme], on: date) -> list[SchemeRow]:
    """The lines of a queryset made by `search` (or a slice of it), in one query; `on`: the day it was asked for."""
    return [_row(scheme, on) for scheme in schemes]


def _placed(on: date) -> QuerySet[Any]:
    """Schemes begun by `on`, each with its place, unit and unit above as they were called that day."""
    stay = SchemePlacement.objects.filter(scheme=OuterRef("pk"), begins_on__lte=on).order_by("-begins_on")
    unit = UnitVersion.objects.filter(unit_id=OuterRef("unit_now"), begins_on__lte=on).order_by("-begins_on")
    upper = UnitVersion.objects.filter(unit_id=OuterRef("upper_now"), begins_on__lte=on).order_by("-begins_on")
    site = SchemeSite.objects.filter(scheme=OuterRef("pk"), begins_on__lte=on).order_by("begins_on", "id")
    alive = site.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on)).order_by().values("scheme")
    found: QuerySet[Any] = Scheme.objects.filter(begins_on__lte=on).select_related("kind")
    placed: QuerySet[Any] = found.annotate(
        unit_now=Subquery(stay.values("unit_id")[:1]),
        upper_now=Subquery(unit.values("parent_id")[:1]),
        unit_name=Subquery(unit.values("name")[:1]),
        unit_type=Subquery(unit.values("type")[:1]),
        unit_sort=Subquery(unit.values("sort_key")[:1]),
        upper_name=Subquery(upper.values("name")[:1]),
        upper_type=Subquery(upper.values("type")[:1]),
        unit_words=Concat(
            Value(" "),
            Subquery(unit.values("search_key")[:1], output_field=CharField()),
            Value(" "),
            Subquery(upper.values("search_key")[:1], output_field=CharField()),
            output_field=TextField(),
        ),
        place=Subquery(site.values("place_name")[:1]),
        site_count=Coalesce(Subquery(alive.annotate(n=Count("pk")).values("n")), 0),
    )
    return placed


def _word(word: str) -> Q:
    """The word begins a word of the scheme, its unit or the unit above, or the name of their type ("xã")."""
    types = [kind for kind in UnitType if any(part.startswith(word) for part in search_key(kind.label).split())]
    return (
        Q(search_key__contains=f" {word}")
        | Q(unit_words__contains=f" {word}")
        | Q(unit_type__in=types)
        | Q(upper_type__in=types)
    )


def _order(sort: str) -> list[Any]:
    down = sort.startswith("-")
    names = SORTS[sort.removeprefix("-")]
    return [F(name).desc(nulls_last=True) if down else F(name).asc(nulls_last=True) for name in names]


def _row(scheme: Any, on: date) -> SchemeRow:
    ended = scheme.ends_on is not None and scheme.ends_on <= on
    return SchemeRow(
        id=scheme.pk,
        name=scheme.name,
        kind=scheme.kind.name,
        field=Field(scheme.field).label,
        block=Block(scheme.block).label,
        unit_id=scheme.unit_now,
        unit=_unit_name(scheme),
        place=scheme.place or "",
        sites=scheme.site_count,
        begins_on=scheme.begins_on,
        ends_on=scheme.ends_on if ended else None,
        state="struck_off" if ended else "active",
        state_label=f"đã thanh loại từ {show_date(scheme.ends_on)}" if ended else "đang hoạt động",
        has_dossier=scheme.dossier_since is not None and scheme.dossier_since <= on,
        board_size=scheme.board_size,
        is_copy=scheme.origin_id is not None,
    )


def _unit_name(scheme: Any) -> str:
    if not scheme.unit_name:
        return ""
    own = UnitVersion(name=scheme.unit_name, type=scheme.unit_type).full_name
    if UnitType(scheme.unit_type).level != Level.HAMLET or not scheme.upper_name:
        return own
    return f"{own}, {UnitVersion(name=scheme.upper_name, type=scheme.upper_type).full_name}"
