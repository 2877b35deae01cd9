"""Who came from whom, read once in few queries: for many units at a time."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet

from tuquan.units.models import Succession, Unit, UnitVersion

# From so many units on, all are read in one go: a few rows too many cost less than many questions.
MANY = 400


class Link(NamedTuple):
    """One succession: `share` in millionths where the act names one."""

    old: int
    new: int
    whole: bool
    share: int | None
    act: str
    on: date


@dataclass
class Lineage:
    """Lives and successions up to `day`, forwards from some units and, where asked, backwards from their heirs."""

    day: date
    lives: dict[int, tuple[date, date | None]] = field(default_factory=dict)
    links: dict[int, list[Link]] = field(default_factory=lambda: defaultdict(list))
    forebears: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    parents: dict[int, int] = field(default_factory=dict)
    whole: bool = False  # everything that is known was read

    def begun(self, unit_id: int) -> bool:
        """Whether the unit is known, and not only later than the day."""
        return unit_id in self.lives and self.lives[unit_id][0] <= self.day

    def ended(self, unit_id: int) -> date | None:
        """The day the unit ended, if it had by the lineage's day."""
        ends_on = self.lives[unit_id][1] if unit_id in self.lives else None
        return ends_on if ends_on is not None and ends_on <= self.day else None

    def stood(self, unit_id: int, day: date) -> bool:
        """Whether the unit was alive on a day."""
        if unit_id not in self.lives:
            return False
        known_from, ends_on = self.lives[unit_id]
        return known_from <= day and (ends_on is None or ends_on > day)


def lineage(day: date, unit_ids: Collection[int] | None = None) -> Lineage:
    """What is needed to say where these units' figures are on `day` (None: of all units)."""
    known = Lineage(day)
    if unit_ids is None or len(unit_ids) > MANY:
        _read(known, None)
        known.whole = True
        return known
    frontier = set(unit_ids)
    while frontier:
        _read(known, frontier)
        heirs = {link.new for key in frontier for link in known.links.get(key, ())}
        above = {known.parents[key] for key in frontier if key in known.parents}
        frontier = (heirs | above) - known.lives.keys()
    return known


def reach_back(known: Lineage, unit_ids: Collection[int], day: date) -> None:
    """Add the forebears of these units by successions after `day`: back to who stood then."""
    frontier = set(unit_ids)
    if known.whole:
        _turn(known, day)
        return
    if len(frontier) > MANY:
        _read_back(known, None, day)
        return
    seen = set[int]()
    while frontier:
        older = _read_back(known, frontier, day)
        seen |= frontier
        frontier = older - seen


def _turn(known: Lineage, day: date) -> None:
    """The same links the other way round."""
    for links in known.links.values():
        for link in links:
            if link.on > day:
                known.forebears[link.new].append(link.old)


def _read(known: Lineage, unit_ids: set[int] | None) -> None:
    known.lives |= _lives(unit_ids)
    rows = _successions(known.day) if unit_ids is None else _successions(known.day).filter(old__in=unit_ids)
    for link in rows.values_list("old_id", "new_id", "whole", "share", "change__act_number", "change__effective_on"):
        known.links[link[0]].append(Link(*link))
    # Only a unit without an heir, or with a single part recorded, is looked for beneath the unit above it.
    ended = UnitVersion.objects.filter(unit__ends_on=F("ends_on"), unit__ends_on__lte=known.day, parent__isnull=False)
    lost = ended.filter(Q(unit__heirs__isnull=True) | Q(unit__heirs__whole=False))
    lost = lost if unit_ids is None else lost.filter(unit__in=unit_ids)
    settled = _settled(known)
    above = lost.values_list("unit_id", "parent_id")
    known.parents |= {key: parent for key, parent in above if key not in settled}


def _settled(known: Lineage) -> set[int]:
    return {key for key, links in known.links.items() if len(links) > 1 or links[0].whole}


def _read_back(known: Lineage, unit_ids: set[int] | None, day: date) -> set[int]:
    rows = _successions(known.day).filter(change__effective_on__gt=day)
    pairs = list((rows if unit_ids is None else rows.filter(new__in=unit_ids)).values_list("new_id", "old_id"))
    for new, old in pairs:
        known.forebears[new].append(old)
    older = {old for _, old in pairs}
    missing = (older if unit_ids is None else older | unit_ids) - known.lives.keys()
    known.lives |= _lives(None if unit_ids is None else missing) if missing else {}
    return older


def _lives(unit_ids: set[int] | None) -> dict[int, tuple[date, date | None]]:
    rows = Unit.objects.all() if unit_ids is None else Unit.objects.filter(pk__in=unit_ids)
    return {key: (since, until) for key, since, until in rows.values_list("pk", "known_from", "ends_on")}


def _successions(day: date) -> "QuerySet[Any]":
    return Succession.objects.filter(change__effective_on__lte=day).order_by("old_id", "new_id", "pk")
