"""Who is expected in a total: the units that a round asked under a unit, as they stood at its end."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from tuquan.reporting.models import Round
from tuquan.reporting.sentences import measure_of
from tuquan.units import queries as units
from tuquan.units.models import UnitType, UnitVersion
from tuquan.vn.dates import show_date


@dataclass(frozen=True)
class Area:
    """The unit asked for, the unit whose own work counts, and the units expected under it, on the round's last day.

    `ended`: by unit, the last day of those that ended within the round; they answer for their part of it.
    """

    round: Round
    unit_id: int
    own_id: int
    name: str
    below: tuple[UnitVersion, ...]
    ended: dict[int, date] = field(default_factory=dict)

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
    below = others if unit_id == round_.scope_id else {other for other in others if _under(other, unit_id, named, day)}
    rows = sorted((named[key] for key in below if key in named), key=lambda row: (row.sort_key, row.unit_id))
    # Asked for a unit above the round's own level, that level's own work counts too.
    own_id = unit_id if unit_id in expected or not rows else round_.scope_id
    ended = {key: row.ends_on - timedelta(days=1) for key, row in gone.items() if row.ends_on is not None}
    return Area(round_, unit_id, own_id, named[own_id].name if own_id in named else "", tuple(rows), ended)


def _last_versions(unit_ids: set[int], day: date) -> dict[int, UnitVersion]:
    """Units that ended by `day`, as they last were; no query where there are none."""
    if not unit_ids:
        return {}
    rows = UnitVersion.objects.filter(unit_id__in=unit_ids, begins_on__lte=day).order_by("begins_on")
    return {row.unit_id: row for row in rows}


def _under(unit_id: int, top_id: int, named: dict[int, UnitVersion], day: date) -> bool:
    row = named.get(unit_id)
    if row is None or row.alive_on(day):
        return row is not None and (
            row.parent_id == top_id or (row.parent_id in named and _under_far(row, top_id, day))
        )
    # One that ended lies where it last lay and where its heirs lie, never under an heir of its own level.
    top = named.get(top_id)
    higher = top is not None and UnitType(top.type).level < UnitType(row.type).level
    return higher and units.is_within(unit_id, top_id, day)


def _under_far(row: UnitVersion, top_id: int, day: date) -> bool:
    return units.lies_under(row.unit_id, top_id, day)
