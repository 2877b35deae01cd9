"""Questions about units on a day: names, trees, kinship. Nothing here is asked without a day."""

from datetime import date, timedelta

from tuquan.units.directory import Directory
from tuquan.units.errors import UnitUnknown
from tuquan.units.finding import find, find_former
from tuquan.units.kinship import Life, ancestry, heirs_on, life
from tuquan.units.models import Unit, UnitVersion
from tuquan.units.trees import ON, TreeRow, descendant_rows, descendants

__all__ = [
    "Directory",
    "Life",
    "TreeRow",
    "ancestry",
    "children",
    "descendant_rows",
    "descendants",
    "find",
    "find_former",
    "full_name",
    "heirs_on",
    "is_within",
    "lies_under",
    "life",
    "path",
    "version",
    "versions",
]

_UP = f"""
WITH RECURSIVE line(unit_id, step) AS (
    SELECT CAST(%(unit)s AS bigint), 0
    UNION
    SELECT v.parent_id, line.step + 1 FROM units_unitversion v
      JOIN line ON v.unit_id = line.unit_id
     WHERE {ON} AND v.parent_id IS NOT NULL AND line.step < 10
)
SELECT v.* FROM units_unitversion v JOIN line ON line.unit_id = v.unit_id
 WHERE {ON} ORDER BY line.step DESC"""


def version(unit_id: int, day: date) -> UnitVersion:
    """Name, type, code and parent of a unit on a day. Raises UnitUnknown."""
    found: UnitVersion | None = UnitVersion.objects.on(day).filter(unit_id=unit_id).first()
    if found is None:
        raise _unknown(unit_id, day)
    return found


def versions(unit_ids: set[int], day: date) -> dict[int, UnitVersion]:
    """The versions of many units on a day, in one query; units unknown on that day are left out."""
    return {row.unit_id: row for row in UnitVersion.objects.on(day).filter(unit_id__in=unit_ids)}


def full_name(unit_id: int, day: date) -> str:
    """ "xã Châu Hóa" as it was called on the day. Raises UnitUnknown."""
    return version(unit_id, day).full_name


def path(unit_id: int, day: date) -> list[UnitVersion]:
    """From the country down to the unit itself, on a day. Raises UnitUnknown."""
    found = list(UnitVersion.objects.raw(_UP, {"unit": unit_id, "day": day.isoformat()}))
    if not found or found[-1].unit_id != unit_id:
        raise _unknown(unit_id, day)
    return found


def children(unit_id: int, day: date) -> list[UnitVersion]:
    """The units directly under a unit on a day, in alphabetical order."""
    return list(UnitVersion.objects.on(day).filter(parent_id=unit_id).order_by("sort_key", "unit_id"))


def is_within(unit_id: int, top_id: int, day: date) -> bool:
    """Whether a unit lies under `top_id` (or is it) on a day.

    A unit that has ended by `day` is asked as of its last day, and through the heirs it has on `day`.
    """
    if unit_id == top_id:
        return True
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None:
        return False
    if unit.ends_on is None or unit.ends_on > day:
        return lies_under(unit_id, top_id, day)
    if lies_under(unit_id, top_id, unit.ends_on - timedelta(days=1)):
        return True
    return any(heir == top_id or lies_under(heir, top_id, day) for heir, _ in heirs_on(unit_id, day))


def lies_under(unit_id: int, top_id: int, day: date) -> bool:
    """Whether a unit alive on the day is `top_id` or lies under it: no last day, no heirs."""
    try:
        return any(step.unit_id == top_id for step in path(unit_id, day))
    except UnitUnknown:
        return False


def _unknown(unit_id: int, day: date) -> UnitUnknown:
    last = UnitVersion.objects.filter(unit_id=unit_id).order_by("-begins_on").first()
    when = f"{day:%d/%m/%Y}"
    if last is None:
        return UnitUnknown(f"Không có đơn vị số {unit_id} trong danh mục. Chọn đơn vị khác.")
    if last.ends_on is not None and last.ends_on <= day:
        return UnitUnknown(
            f"Đơn vị « {last.full_name} » đã kết thúc từ {last.ends_on:%d/%m/%Y}, nên không có vào ngày {when}. "
            "Chọn đơn vị kế thừa."
        )
    return UnitUnknown(f"Danh mục chưa biết « {last.full_name} » vào ngày {when}. Chọn một ngày muộn hơn.")
