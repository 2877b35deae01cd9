"""All that a paper says, gathered once: totals with what they are made of, last round, names of schemes."""

from dataclasses import dataclass, field

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import OrganVersion
from tuquan.papers.names import scheme_names
from tuquan.papers.outline import Outline
from tuquan.reporting import rollup
from tuquan.reporting.models import Indicator, Round
from tuquan.reporting.rollup import Total
from tuquan.units import queries as units


@dataclass(frozen=True)
class Facts:
    """`totals` and `last` by indicator code; `named` lists schemes by the indicator that counts them."""

    round: Round
    unit_id: int
    unit_name: str
    organ: OrganVersion
    totals: dict[str, Total]
    last_round: Round | None
    last: dict[str, Total]
    named: dict[str, list[str]] = field(default_factory=dict)

    def coverage(self) -> tuple[int, int, tuple[str, ...]]:
        """(units with figures, units expected, names of those missing), of the least covered line that is a sum."""
        summed = [total.coverage for total in self.totals.values() if total.coverage.got]
        summed = summed or [total.coverage for total in self.totals.values()]
        if not summed:
            return 0, 0, ()
        weakest = min(summed, key=lambda coverage: coverage.got)
        return weakest.got, weakest.expected, weakest.missing

    def units_word(self) -> str:
        """ "xã, thị trấn": what the units below are called."""
        return next((total.coverage.measure for total in self.totals.values()), "đơn vị")


def gather(*, round: Round, organ_id: int, outline: Outline) -> Facts:
    """Read everything a paper of this organ and round will say. A fixed number of queries."""
    day = round.last_day
    unit_id = accounts.unit_of(organ_id, day)
    indicators = list(Indicator.objects.filter(code__in=outline.codes()))
    before = _last(round)
    return Facts(
        round=round,
        unit_id=unit_id,
        unit_name=units.full_name(unit_id, day),
        organ=accounts.organ_name(organ_id, day),
        totals=rollup.totals(round=round, unit_id=unit_id, indicators=indicators),
        last_round=before,
        last=rollup.totals(round=before, unit_id=unit_id, indicators=indicators) if before else {},
        named=scheme_names(unit_id, round.window),
    )


def _last(round: Round) -> Round | None:
    earlier = Round.objects.filter(report_kind=round.report_kind_id, scope=round.scope_id, last_day__lt=round.first_day)
    return earlier.order_by("-last_day").first()
