"""Who is expected in a total: the units that a round asked under a unit, as they stood at its end."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from tuquan.reporting.models import Round
from tuquan.reporting.sentences import measure_of
from tuquan.units import queries as units
from tuquan.units.models import Level, Succession, UnitType, UnitVersion
from tuquan.units.restating import standing_under
from tuquan.vn.dates import show_date


@dataclass(frozen=True)
class Area:
    """The unit asked for, the unit whose own work counts, and the units expected under it, on the round's last day.

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

    @property
    def measure(self) -> str:
        return measure_of(row.type for row in self.below)

    def name_of(self, row: UnitVersion) -> str:
        """The unit's name; one that ended says until when, since its heir may bear the same name."""
        last = self.ended.get(row.unit_id)
        return f"{row.name} (đến {show_date(last)})" if last else row.name


def area(round_: Round, unit_id: int) -> Area:
    """The area of a unit in a round, in a fixed number of queries."""
    day = round_.last_day
    expected = set(round_.submissions.values_list("unit_id", flat=True))
    named = units.versions(expected | {unit_id}, day)
    gone = _last_versions((expected | {unit_id}) - set(named), day)
    named |= gone
    others = expected - {unit_id, round_.scope_id}
    below = others if unit_id == round_.scope_id else _under(others, unit_id, named, day)
    rows = sorted((named[key] for key in below if key in named), key=lambda row: (row.sort_key, row.unit_id))
    # Asked for a unit above the round's own level, that level's own work counts too.
    own_id = unit_id if unit_id in expected or not rows else round_.scope_id
    ended = {key: row.ends_on - timedelta(days=1) for key, row in gone.items() if row.ends_on is not None}
    replaced = _with_heirs_among(ended, expected, day)
    return Area(round_, unit_id, own_id, named[own_id].name if own_id in named else "", tuple(rows), ended, replaced)


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


def _under(unit_ids: set[int], top_id: int, named: dict[int, UnitVersion], day: date) -> set[int]:
    """Those that lie under a unit. One that ended lies where it last lay and where its heirs lie, never under an heir
    of its own level."""
    top = named.get(top_id)
    if top is None:
        return set()
    alive = {key for key in unit_ids if key in named and named[key].alive_on(day)}
    found = {key for key, line in standing_under(alive, day).items() if top_id in line}
    higher = {key for key in unit_ids - alive if key in named and _level(top) < _level(named[key])}
    return found | {key for key in higher if units.is_within(key, top_id, day)}


def _level(row: UnitVersion) -> Level:
    return UnitType(row.type).level
