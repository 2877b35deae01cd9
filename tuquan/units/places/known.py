"""A hamlet that was there before the day on which the list first knew it."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from tuquan.ground import audit, locks
from tuquan.units import laws
from tuquan.units.models import Level, Unit, UnitVersion
from tuquan.units.places.errors import HamletRefused

if TYPE_CHECKING:
    from tuquan.ground.audit import Actor


@transaction.atomic
def know_earlier(*, by: "Actor | None", unit_ids: Iterable[int], on: date) -> int:
    """These hamlets are known since `on` already, under their first name; how many that changed.

    A beginning that an act gave is not touched. Raises HamletRefused (a founded one; the commune was not there yet).
    """
    with locks.one_at_a_time(laws.LOCK):
        units = list(Unit.objects.filter(pk__in=list(unit_ids), level=Level.HAMLET, known_from__gt=on))
        for unit in units:
            _know(by, unit, on)
        if broken := laws.faults([unit.pk for unit in units]):
            raise HamletRefused("Chưa ghi gì, vì sẽ sai: " + " ".join(broken[:20]))
    return len(units)


def _know(by: "Actor | None", unit: Unit, on: date) -> None:
    first = UnitVersion.objects.filter(unit=unit).order_by("begins_on")[0]
    if unit.begins_on is not None or first.change_id is not None:
        raise HamletRefused(
            f"« {first.full_name} » do một văn bản lập từ {first.begins_on:%d/%m/%Y}, không thể có từ {on:%d/%m/%Y}."
        )
    before, unit.known_from, first.begins_on = unit.known_from, on, on
    unit.save(update_fields=["known_from"])
    first.save(update_fields=["begins_on"])
    audit.record(
        by=by, action="units.know_earlier", subject_kind="unit", subject_key=unit.pk, unit_key=unit.pk,
        summary=f"« {first.full_name} » đã có từ {on:%d/%m/%Y}, trước ghi biết từ {before:%d/%m/%Y}.",
        detail={"before": before, "after": on},
    )  # fmt: skip
