"""Rounds that belong together: the same report over the same window, a district's inside its province's.

Before 2025 a district's round asks its communes and the province's asks the districts; since then the province's asks
its communes. A unit is counted once, however many of them ask it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tuquan.reporting.forms_asked import lines_in_force
from tuquan.reporting.models import Round, Submission
from tuquan.units.kinship import ancestry
from tuquan.units.models import UnitVersion
from tuquan.units.restating import standing_under
from tuquan.units.trees import descendant_rows


@dataclass(frozen=True)
class Nest:
    """The rounds that have to do with a unit. `scopes`: the area of each, by round. `asked_in`: by round the units that
    it asked, without its own area."""

    round: Round
    scopes: dict[int, int]
    asked_in: dict[int, frozenset[int]]

    @property
    def round_ids(self) -> tuple[int, ...]:
        return tuple(self.scopes)

    @property
    def nested(self) -> bool:
        return len(self.scopes) > 1

    @cached_property
    def areas(self) -> frozenset[int]:
        """The units over which rounds were opened."""
        return frozenset(self.scopes.values())

    @cached_property
    def asked(self) -> frozenset[int]:
        """Every unit that a round over another area asked."""
        return frozenset().union(*self.asked_in.values())

    @cached_property
    def own_lines(self) -> frozenset[tuple[int, int]]:
        """(level, line) of the lines that a level answers by work of its own, by the forms of the round's last day."""
        rows = lines_in_force(self.round.report_kind_id, self.round.last_day, self.round.scope_id)
        return frozenset((row.form.level, row.indicator_id) for row in rows if row.own_work)


def nest(round_: Round, unit_id: int) -> Nest:
    """The round itself, those whose area lies under the unit or around it, and those that asked the unit."""
    scopes = _together(round_)
    if len(scopes) == 1:
        return _laid(round_, scopes)
    day = round_.last_day
    above = standing_under({unit_id, *scopes.values()}, day)
    mine = above.get(unit_id, frozenset({unit_id}))
    last = _where_ended_lay(set(scopes.values()) - above.keys(), day)
    near = {
        key
        for key, scope in scopes.items()
        if key == round_.pk or scope in mine or unit_id in above.get(scope, last.get(scope, frozenset()))
    }
    asked_it = Submission.objects.filter(round__in=scopes, unit=unit_id).values_list("round_id", flat=True)
    return _laid(round_, {key: scope for key, scope in scopes.items() if key in near | set(asked_it)})


def nest_restated(round_: Round, tops: Collection[int], day: date) -> Nest:
    """The round itself and all that asked a unit of which something lies under these on `day`."""
    scopes = _together(round_)
    if len(scopes) == 1:
        return _laid(round_, scopes)
    family = {*tops, *(row.unit_id for top in tops for row in descendant_rows(top, day))}
    family |= ancestry(family)
    asked = Submission.objects.filter(round__in=scopes, unit__in=family).values_list("round_id", flat=True)
    near = {round_.pk, *asked, *(key for key, scope in scopes.items() if scope in family)}
    return _laid(round_, {key: scope for key, scope in scopes.items() if key in near})


def _together(round_: Round) -> dict[int, int]:
    """Every round of the same report and window, by key, with its unit."""
    rows = Round.objects.filter(
        report_kind=round_.report_kind_id, first_day=round_.first_day, last_day=round_.last_day
    ).values_list("pk", "scope_id")
    return dict(rows.order_by("scope__level", "pk")) or {round_.pk: round_.scope_id}


def _laid(round_: Round, scopes: dict[int, int]) -> Nest:
    asked: dict[int, set[int]] = {key: set() for key in scopes}
    for key, unit in Submission.objects.filter(round__in=scopes).values_list("round_id", "unit_id"):
        if unit != scopes[key]:
            asked[key].add(unit)
    return Nest(round_, scopes, {key: frozenset(found) for key, found in asked.items()})


def _where_ended_lay(unit_ids: set[int], day: date) -> dict[int, frozenset[int]]:
    """What lay above areas that ended by `day`, as they last stood; no query where none did."""
    if not unit_ids:
        return {}
    rows = UnitVersion.objects.filter(unit_id__in=unit_ids, begins_on__lte=day).order_by("begins_on")
    parents = {unit: parent for unit, parent in rows.values_list("unit_id", "parent_id") if parent is not None}
    above = standing_under(set(parents.values()), day)
    return {unit: above.get(parent, frozenset({parent})) | {unit} for unit, parent in parents.items()}
