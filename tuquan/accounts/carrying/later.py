"""Organs placed in a unit only after its end (a reform recorded late): they work at its heir from the start."""

from collections.abc import Sequence
from datetime import date

from tuquan.accounts.carrying.handover import Handover, organ_key
from tuquan.accounts.carrying.offices import versions_on
from tuquan.accounts.models import OrganPlacement
from tuquan.units.reforms.carrying import Going, Touched, touched_at
from tuquan.units.reforms.plan import Plan


class LatePlaceCarrier:
    """Their names are left as somebody wrote them; only the place is another."""

    name = "accounts.places"
    words = "cơ quan lập sau ngày đơn vị kết thúc"
    order = 39

    def touched(self, plan: Plan, day: date) -> Sequence[Touched]:
        """One for each such organ."""
        rows = _late(plan, day)
        names = {row.organ_id: row.name for row in versions_on({row.organ_id for row in rows}, day)}
        return [
            touched_at(
                plan, key=organ_key(row.organ_id), name=names.get(row.organ_id, f"cơ quan số {row.organ_id}"),
                unit_id=row.unit_id, note=f"từ {row.begins_on:%d/%m/%Y} làm việc ở nơi tiếp nhận; xem lại tên cơ quan",
            )
            for row in rows
        ]  # fmt: skip

    def faults(self, plan: Plan, day: date) -> Sequence[str]:
        return ()

    def carry(self, things: Sequence[Touched], going: Going) -> None:
        """One row is taken away and another made: a unit key is never changed."""
        to = {thing.key: thing.goes_to for thing in things}
        moved = [(row, ref) for row in _late(going.plan, going.day) if (ref := to.get(organ_key(row.organ_id)))]
        going.journal.remove_all([row for row, _ in moved])
        going.journal.create_all(
            [
                OrganPlacement(
                    organ_id=row.organ_id, unit_id=going.unit_of(ref), begins_on=row.begins_on, ends_on=row.ends_on
                )
                for row, ref in moved
            ]
        )


def _late(plan: Plan, day: date) -> list[OrganPlacement]:
    rows = OrganPlacement.objects.filter(unit_id__in=list(plan.ending), begins_on__gte=day)
    ended = Handover(plan, day).ended if rows.exists() else {}
    return list(rows.exclude(organ_id__in=ended).order_by("organ_id", "begins_on"))
