"""The ground of a restated total: who reported, where each of them is on the day, who else is there now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tuquan.reporting.areas import Area, area, lay_out
from tuquan.reporting.models import Round
from tuquan.reporting.nesting import nest_restated
from tuquan.units import queries as units
from tuquan.units.lineage import lineage, reach_back
from tuquan.units.models import GroupMembership, UnitGroup, UnitType, UnitVersion
from tuquan.units.restating import Landing, Origin, land, last_names, origins, reasons, standing_under
from tuquan.units.trees import descendant_rows


@dataclass(frozen=True)
class Asked:
    """Whose total is asked for: a unit, living or ended, or a group of units."""

    unit_id: int | None = None
    group: UnitGroup | None = None

    def tops(self, day: date) -> set[int]:
        """The units that make the area up on a day."""
        if self.group is not None:
            members = GroupMembership.objects.on(day).filter(group=self.group)
            return set(members.values_list("unit_id", flat=True))
        return set() if self.unit_id is None else {self.unit_id}


@dataclass(frozen=True)
class Ground:
    """`everyone`: all that the round asked. `inside`: the units of the day that the area holds, as far as anything of
    the round lies in them. `rows`: those by which it is shown. `targets`: all units of their level in the area.
    """

    round: Round
    day: date
    everyone: Area
    landed: dict[int, Landing]
    inside: frozenset[int]
    rows: tuple[UnitVersion, ...]
    targets: frozenset[int]
    origin: dict[int, Origin]
    alive: frozenset[int]
    same_area: bool
    alone: bool
    loose: tuple[int, ...]

    @property
    def unchanged(self) -> bool:
        """Whether the area consists of the very units it consisted of."""
        levels = {self.round.scope_id, self.everyone.own_id, *(row.unit_id for row in self.everyone.middles)}
        mine = [key for key, row in self.landed.items() if row.reaches(self.inside) and key not in levels]
        as_before = all(self.landed[key].heir == key for key in mine)
        return (
            self.same_area
            and as_before
            and all(self.origin[key] == Origin(frozenset({key}), frozenset()) for key in mine)
        )

    @property
    def holds_own(self) -> bool:
        """Whether the whole area of the round's own level is here, and so its own work."""
        return self.landed[self.everyone.own_id].within(self.inside)

    @property
    def gaps_matter(self) -> bool:
        """Whether a unit of unknown origin may hold what a unit of the round became."""
        return bool(self.loose) or self.alive <= self.targets

    @property
    def loose_note(self) -> str:
        if not self.loose:
            return ""
        told = [self.why(key) for key in self.loose[:5]]
        return f"chưa kể đơn vị không rõ nay thuộc đâu: {'; '.join(told)}"

    def whole(self, unit_id: int) -> bool:
        return self.landed[unit_id].within(self.inside)

    def why(self, unit_id: int) -> str:
        return self.reasons.get(unit_id, "")

    @cached_property
    def reasons(self) -> dict[int, str]:
        """Why units of the round are not whole anywhere; asked only where a number is missing for it."""
        return reasons([self.landed[row.unit_id] for row in self.everyone.below if row.unit_id in self.landed])

    @cached_property
    def names(self) -> dict[int, str]:
        """Forebears that were not asked as they were called at the round's end, others as they last were."""
        older = {key for row in self.origin.values() for key in row.units} - self.landed.keys()
        unknown = {key for row in self.origin.values() for key in row.unknown}
        then = units.versions(older, self.round.last_day) if older else {}
        return last_names(unknown) | {key: row.name for key, row in then.items()}

    def outside(self, targets: Iterable[int]) -> tuple[str, ...]:
        """Names of the units that stood in these at the round's end and were not asked in it."""
        keys = {old for key in targets for old in self.origin[key].units} - self.landed.keys()
        return tuple(self.names.get(key, f"đơn vị số {key}") for key in sorted(keys))

    def unknown(self, targets: Iterable[int]) -> tuple[str, ...]:
        """Names of the units of which no source says where they came from."""
        keys = {old for key in targets for old in self.origin[key].unknown}
        return tuple(self.names.get(key, f"đơn vị số {key}") for key in sorted(keys))


def lay(round_: Round, asked: Asked, day: date) -> Ground:
    """Read the ground of one restated total, in a number of queries that does not grow with the units."""
    tops = asked.tops(day)
    everyone = _everyone(round_, asked, tops, day)
    asked_in_round = {row.unit_id for row in everyone.below}
    levels = {round_.scope_id, everyone.own_id, *(row.unit_id for row in everyone.middles)}
    known = lineage(day, asked_in_round | levels)
    landed = land(known, asked_in_round | levels)
    heirs = {place.unit_id for row in landed.values() for place in row.places}
    above = standing_under(heirs | tops, day)
    alive = tops & above.keys()
    was = _was(everyone, asked)
    if alive:
        inside = frozenset(key for key in heirs if above.get(key, frozenset()) & alive)
    else:  # a unit that has ended: the ground it stood on, wherever that lies now
        inside = frozenset(place.unit_id for key in was if key in landed for place in landed[key].places)
    keys = _direct(landed, asked_in_round, inside)
    rows = tuple(sorted(units.versions(keys, day).values(), key=lambda row: (row.sort_key, row.unit_id)))
    targets = _targets(alive, rows, day)
    reach_back(known, targets, round_.last_day)
    origin = origins(known, targets, round_.last_day)
    now = {key for key, row in landed.items() if key in asked_in_round and row.reaches(inside)}
    outside = {old for key in targets for old in origin[key].units} - landed.keys()
    whole = all(landed[key].within(inside) for key in now)
    return Ground(
        round=round_,
        day=day,
        everyone=everyone,
        landed=landed,
        inside=inside,
        rows=rows,
        targets=targets,
        origin=origin,
        alive=frozenset(alive),
        same_area=not alive or (now == was and whole and not outside),
        alone=bool(alive) and asked.unit_id in asked_in_round,
        loose=tuple(sorted(_loose(landed, asked_in_round, alive, above, inside))),
    )


def _everyone(round_: Round, asked: Asked, tops: set[int], day: date) -> Area:
    """All that the round asked; where others belong to it, all that asked anything that lies there now."""
    if asked.unit_id is not None:
        tops = tops | {asked.unit_id}
    known = nest_restated(round_, tops, day)
    if not known.nested:
        return lay_out(known, round_.scope_id)
    top = asked.unit_id if asked.unit_id in known.areas else round_.scope_id
    return lay_out(known, top, everyone=True)


def _was(everyone: Area, asked: Asked) -> set[int]:
    """The units of the round that lay there at its end."""
    if asked.unit_id is None:
        return set()
    if any(row.unit_id == asked.unit_id for row in everyone.below):
        return {asked.unit_id}
    found = everyone if asked.unit_id == everyone.unit_id else area(everyone.round, asked.unit_id)
    return {row.unit_id for row in found.below}


def _direct(landed: dict[int, Landing], asked_in_round: set[int], inside: frozenset[int]) -> set[int]:
    """The units of the day that hold something of the round themselves, not somewhere beneath them."""
    places = [place for key, row in landed.items() if key in asked_in_round for place in row.places]
    return {place.unit_id for place in places if not place.beneath and place.unit_id in inside}


def _targets(alive: set[int], rows: Iterable[UnitVersion], day: date) -> frozenset[int]:
    """All units of the rows' levels in a living area: what the round knows of some of them is not the whole."""
    keys = {row.unit_id for row in rows}
    levels = {UnitType(row.type).level for row in rows}
    for top in alive - keys:
        for level in levels:
            keys |= {row.unit_id for row in descendant_rows(top, day, level)}
    return frozenset(keys)


def _loose(
    landed: dict[int, Landing],
    asked_in_round: set[int],
    alive: set[int],
    above: dict[int, frozenset[int]],
    inside: frozenset[int],
) -> set[int]:
    """Units of the round that may be in the area: somewhere beneath a unit above it."""
    over = {key for top in alive for key in above[top]} - inside - alive
    lost = [(key, place) for key, row in landed.items() if key in asked_in_round for place in row.places]
    return {key for key, place in lost if place.beneath and place.unit_id in over}
