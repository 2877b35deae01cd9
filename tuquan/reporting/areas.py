"""Who is expected in a total: the units that a round, and those inside it, asked under a unit at the round's end."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from tuquan.reporting.models import Round
from tuquan.reporting.nesting import Nest, nest
from tuquan.reporting.sentences import measure_of
from tuquan.units import queries as units
from tuquan.units.models import Level, Succession, UnitType, UnitVersion
from tuquan.units.restating import standing_under
from tuquan.vn.dates import show_date

_Lines = Mapping[int, frozenset[int]]


@dataclass(frozen=True)
class Area:
    """The unit asked for, the unit whose own work counts, and the units expected under it, on the round's last day.

    `below`: the units that answer for themselves; `middles`: those between, whose own rounds asked them, and which add
    only their own work. `held`: by unit, the units between that hold it, itself among them where it is one.
    `ended`: by unit, the last day of those that ended within the round; they answer for their part of it.
    `replaced`: of those, the ones with an heir that is asked, too, and tells what stands at the round's end. Where the
    round was closed before, nobody else is asked: what the ended unit reported is what there is.
    """

    round: Round
    unit_id: int
    own_id: int
    name: str
    below: tuple[UnitVersion, ...]
    ended: dict[int, date] = field(default_factory=dict)
    replaced: frozenset[int] = frozenset()
    middles: tuple[UnitVersion, ...] = ()
    held: dict[int, frozenset[int]] = field(default_factory=dict)
    nest: Nest | None = None
    own_level: int = 0

    @property
    def measure(self) -> str:
        return measure_of(row.type for row in self.below)

    @property
    def round_ids(self) -> tuple[int, ...]:
        """The rounds whose figures are read."""
        return self.nest.round_ids if self.nest else (self.round.pk,)

    @cached_property
    def branch(self) -> dict[int, int]:
        """For each unit the one directly shown: the highest between that holds it, else itself."""
        levels = {row.unit_id: _level(row) for row in self.middles}
        keys = [row.unit_id for row in (*self.below, *self.middles)]
        return {key: min(self.held.get(key, ()), key=lambda one: levels[one], default=key) for key in keys}

    @cached_property
    def beneath(self) -> dict[int, frozenset[int]]:
        """By unit between: the answering units under it, however far down."""
        rows = [(row.unit_id, self.held.get(row.unit_id, frozenset())) for row in self.below]
        return {row.unit_id: frozenset(key for key, held in rows if row.unit_id in held) for row in self.middles}

    def name_of(self, row: UnitVersion) -> str:
        """The unit's name; one that ended says until when, since its heir may bear the same name."""
        last = self.ended.get(row.unit_id)
        return f"{row.name} (đến {show_date(last)})" if last else row.name


def area(round_: Round, unit_id: int) -> Area:
    """The area of a unit in a round and in those that belong to it, in a fixed number of queries."""
    return lay_out(nest(round_, unit_id), unit_id)


def lay_out(known: Nest, unit_id: int, *, everyone: bool = False) -> Area:
    """The area of a unit over rounds at hand; `everyone`: of all that these asked, wherever they lie."""
    day, scopes = known.round.last_day, known.areas
    expected = {*known.asked, *scopes}
    named = units.versions(expected | {unit_id}, day)
    gone = _last_versions((expected | {unit_id}) - set(named), day)
    named |= gone
    others = expected - {unit_id}
    if not known.nested:
        others -= {known.round.scope_id}
    whole = everyone or (not known.nested and unit_id == known.round.scope_id)
    lines = _lines(others, unit_id, named, day) if not whole or known.nested else {}
    inside = others if whole else _with_asked(known, {key for key, line in lines.items() if unit_id in line}, unit_id)
    rows = sorted((named[key] for key in inside if key in named), key=lambda row: (row.sort_key, row.unit_id))
    own_id = unit_id if unit_id in expected or not rows else _own_level(known, unit_id, rows, lines)
    middles = tuple(row for row in rows if row.unit_id in scopes and row.unit_id != own_id)
    ended = {key: row.ends_on - timedelta(days=1) for key, row in gone.items() if row.ends_on is not None}
    return Area(
        round=known.round,
        unit_id=unit_id,
        own_id=own_id,
        name=named[own_id].name if own_id in named else "",
        below=tuple(row for row in rows if row.unit_id not in scopes),
        ended=ended,
        replaced=_with_heirs_among(ended, set(expected), day),
        middles=middles,
        held=_held(known, rows, {row.unit_id for row in middles}, lines) if middles else {},
        nest=known,
        own_level=_level(named[own_id]) if own_id in named else 0,
    )


def _with_asked(known: Nest, inside: set[int], unit_id: int) -> set[int]:
    """Also what the rounds of the area asked by name, wherever a tree says it lies."""
    if not known.nested:
        return inside
    found = set(inside)
    for key, scope in known.scopes.items():
        if scope == unit_id or scope in inside:
            found |= known.asked_in[key]
    return found - {unit_id}


def _own_level(known: Nest, unit_id: int, rows: list[UnitVersion], lines: _Lines) -> int:
    """Asked for a unit above all rounds, the own work of the one level that holds everything counts as its own."""
    if not known.nested:
        return known.round.scope_id
    tops = [row.unit_id for row in rows if row.unit_id in known.areas]
    return next((top for top in tops if all(top in lines.get(row.unit_id, ()) for row in rows)), unit_id)


def _held(known: Nest, rows: list[UnitVersion], middles: set[int], lines: _Lines) -> dict[int, frozenset[int]]:
    """By unit the units between above it, by the tree of the day; an ended one lies under the area that asked it."""
    asked_by: dict[int, set[int]] = defaultdict(set)
    for key, scope in known.scopes.items():
        for unit in known.asked_in[key] if scope in middles else ():
            asked_by[unit].add(scope)
    found = {}
    for row in rows:
        line = set(lines.get(row.unit_id, ())) | asked_by[row.unit_id] | {row.unit_id}
        line |= {above for one in asked_by[row.unit_id] for above in lines.get(one, ())}
        found[row.unit_id] = frozenset(line & middles)
    return found


def _with_heirs_among(ended: Iterable[int], expected: set[int], day: date) -> frozenset[int]:
    """Those of `ended` that have an heir, near or far, among the units asked; a query for each generation."""
    found: set[int] = set()
    origins = {key: {key} for key in ended}
    while origins:
        links = Succession.objects.filter(old__in=origins, change__effective_on__lte=day).values_list("old", "new")
        further: dict[int, set[int]] = defaultdict(set)
        for old, new in links:
            if new in expected:
                found |= origins[old]
            else:
                further[new] |= origins[old]
        origins = dict(further)
    return frozenset(found)


def _last_versions(unit_ids: set[int], day: date) -> dict[int, UnitVersion]:
    """Units that ended by `day`, as they last were; no query where there are none."""
    if not unit_ids:
        return {}
    rows = UnitVersion.objects.filter(unit_id__in=unit_ids, begins_on__lte=day).order_by("begins_on")
    return {row.unit_id: row for row in rows}


def _lines(unit_ids: set[int], top_id: int, named: dict[int, UnitVersion], day: date) -> _Lines:
    """By unit, what it lies under. One that ended lies where it last lay and where its heirs lie, never under an heir
    of its own level; only `top_id` is told of it."""
    top = named.get(top_id)
    if top is None:
        return {}
    alive = {key for key in unit_ids if key in named and named[key].alive_on(day)}
    higher = {key for key in unit_ids - alive if key in named and _level(top) < _level(named[key])}
    ended = {key: frozenset({top_id}) for key in higher if units.is_within(key, top_id, day)}
    return ended | standing_under(alive, day)


def _level(row: UnitVersion) -> Level:
    return UnitType(row.type).level
