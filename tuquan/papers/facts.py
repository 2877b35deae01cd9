"""All that a paper says, gathered once: totals with what they are made of, last round, names of schemes."""

from dataclasses import dataclass, field
from datetime import timedelta

from tuquan.accounts.models import OrganVersion
from tuquan.papers.ended import day_in, organ_in, written_for
from tuquan.papers.names import scheme_names
from tuquan.papers.outline import Outline
from tuquan.reporting import history, rollup
from tuquan.reporting.areas import area
from tuquan.reporting.forms_asked import form_on, lines_in_force
from tuquan.reporting.models import Answer, Indicator, Round
from tuquan.reporting.rollup import Total
from tuquan.reporting.sentences import measure_of
from tuquan.reporting.views import AS_WAS, Restated, View
from tuquan.units import queries as units
from tuquan.units.models import UnitVersion
from tuquan.vn.dates import show_date

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Facts:
    """`totals` and `last` by indicator code; `asked` are the codes that the form of this level asks.

    `doer` is the organ whose work it tells: that of the time, also where another reports in its place.
    `below` are the units expected to report, by name; `named` lists schemes by the indicator that counts them.
    `view`: as it was, or on whose day's units everything stands.
    """

    round: Round
    unit_id: int
    unit_name: str
    organ: OrganVersion
    totals: dict[str, Total]
    last_round: Round | None
    last: dict[str, Total]
    doer: str
    asked: frozenset[str] = frozenset()
    below: tuple[UnitVersion, ...] = ()
    named: dict[str, list[str]] = field(default_factory=dict)
    view: View = AS_WAS

    @property
    def restated(self) -> bool:
        return isinstance(self.view, Restated)

    def coverage(self) -> tuple[int, int, tuple[str, ...]]:
        """(units with approved figures, units expected, names of those without any); (0, 0, ()) at the lowest level."""
        reported = {
            part.unit_id
            for total in self.totals.values()
            for part in total.sources
            if part.answer != Answer.NOT_REPORTED
        }
        missing = tuple(self._called(row) for row in self.below if row.unit_id not in reported)
        return len(self.below) - len(missing), len(self.below), missing

    def _called(self, row: UnitVersion) -> str:
        """The name alone; with its last day where the unit ended within the round, for its heir may bear the same."""
        ended = row.ends_on is not None and row.ends_on <= self.round.last_day
        return f"{row.name} (đến {show_date(row.ends_on - A_DAY)})" if ended and row.ends_on else row.name

    def known(self) -> bool:
        """Whether anybody has answered anything; a register without a single scheme is no answer."""
        return any(
            total.answer != Answer.NOT_REPORTED and (bool(total.value) or bool(total.coverage.got) or bool(total.own))
            for total in self.totals.values()
        )

    def units_word(self) -> str:
        """ "xã, thị trấn": what the units below are called together."""
        return measure_of(row.type for row in self.below)

    def coverage_text(self) -> str:
        """ "17/19 xã, thị trấn; chưa có: Ngư Hóa, Cao Quảng", or whose own figures they are."""
        got, expected, missing = self.coverage()
        if not expected:
            return f"số liệu của {self.unit_name}"
        gap = f"; chưa có: {', '.join(missing)}" if missing else ""
        return f"{got}/{expected} {self.units_word()}{gap}"


def gather(*, round: Round, organ_id: int, unit_id: int, outline: Outline, view: View = AS_WAS) -> Facts:
    """Read everything a paper of this organ will say of a unit in a round, in one view. A fixed number of queries.

    Raises RestatingBackwards.
    """
    day = day_in(round, unit_id)
    level = units.version(unit_id, day).unit.level
    indicators = _lines(round, outline)
    before = history.round_before(round)
    return Facts(
        round=round,
        unit_id=unit_id,
        unit_name=units.full_name(unit_id, day),
        organ=organ_in(round, organ_id),
        totals=rollup.totals(round=round, unit_id=unit_id, indicators=indicators, view=view),
        last_round=before,
        last=rollup.totals(round=before, unit_id=unit_id, indicators=indicators, view=view) if before else {},
        doer=organ_in(round, written_for(round, organ_id, unit_id) or organ_id).name,
        asked=_asked(round, level),
        below=_below(round, unit_id),
        named=scheme_names(unit_id, round.window),
        view=view,
    )


def _lines(round: Round, outline: Outline) -> list[Indicator]:
    """What a sentence names and what a form of the round asks, in the order of the catalogue."""
    asked = lines_in_force(round.report_kind_id, round.last_day, round.scope_id)
    codes = {*outline.codes(), *(row.indicator.code for row in asked)}
    return list(Indicator.objects.filter(code__in=codes).order_by("position"))


def _asked(round: Round, level: int) -> frozenset[str]:
    form = form_on(round.report_kind, level, round.last_day, round.scope_id)
    return frozenset(form.lines.values_list("indicator__code", flat=True)) if form else frozenset()


def _below(round: Round, unit_id: int) -> tuple[UnitVersion, ...]:
    """The units whose figures this unit sums: those that the round, and rounds inside it, asked under it; of a round
    made of shorter ones, those that the last of them asked. Units that ended within the round are among them.
    """
    rows = area(round, unit_id).below
    last = Round.objects.filter(wholes__round=round).order_by("-last_day").first() if round.derived else None
    return rows if last is None or rows else area(last, unit_id).below
