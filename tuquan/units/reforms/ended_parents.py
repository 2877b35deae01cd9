"""A unit moved under one that has ended, or ends before the unit leaves it: refused with the heir's name."""

from collections.abc import Iterator
from datetime import date

from tuquan.units.kinship import heirs_on
from tuquan.units.models import Unit, UnitVersion
from tuquan.units.placing import standing_after
from tuquan.units.reforms.fault import Fault
from tuquan.units.reforms.plan import Alter
from tuquan.units.reforms.scene import Scene


def moved_too_late(scene: Scene) -> Iterator[Fault]:
    """Moves of a reform entered late to a parent that stood on its day and has ended since.

    A unit that left again before that end is no fault. Asked of the moved units alone: nothing for other plans.
    """
    for row in scene.plan.alter:
        parent = scene.units.get(row.parent) if isinstance(row.parent, int) else None
        if parent is None or parent.ends_on is None or not scene.alive(parent.pk):
            continue
        until = _stays_until(row, scene.day)
        if until is None or until > parent.ends_on:
            yield _said(scene, row, parent, parent.ends_on)


def heirs_said(unit_id: int, day: date) -> str:
    """ " Đơn vị kế thừa: « huyện Mới »." for a unit that ended by the day; "" where nobody took over."""
    names = _heirs(unit_id, day)
    return f" Đơn vị kế thừa: {names}." if names else ""


def _said(scene: Scene, row: Alter, parent: Unit, ended: date) -> Fault:
    name, above, day = scene.name_of(row.unit), scene.name_of(parent.pk), f"{ended:%d/%m/%Y}"
    heirs = _heirs(parent.pk, date.max)
    then = f"chuyển về đơn vị kế thừa {heirs} từ {day}" if heirs else "chọn đơn vị cấp trên khác"
    return Fault(
        f"« {name} » không thể ở lại « {above} »: đơn vị đó đã kết thúc từ {day}. Hoàn tác lần sắp xếp đã kết thúc nó, "
        f"ghi việc chuyển này rồi ghi lại lần ấy; hoặc {then}.", row.unit, "alter", "parent",
    )  # fmt: skip


def _stays_until(row: Alter, day: date) -> date | None:
    """Until when the move would hold: the unit's end, or a later version under a parent of its own."""
    lines = list(UnitVersion.objects.filter(standing_after(day), unit_id=row.unit).order_by("begins_on"))
    if not lines:
        return day
    left = (line.begins_on for line in lines if line.parent_id != lines[0].parent_id)
    last: date | None = lines[-1].ends_on
    return next(left, last)


def _heirs(unit_id: int, day: date) -> str:
    keys = [key for key, _ in heirs_on(unit_id, day) if key != unit_id]
    last: dict[int, str] = {}
    for row in UnitVersion.objects.filter(unit_id__in=keys).order_by("sort_key", "begins_on"):
        last[row.unit_id] = row.full_name
    return ", ".join(f"« {name} »" for name in last.values())
