"""The laws of the tree that no portable constraint can say. Actions ask them under one lock."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from django.db.models import Q

from tuquan.units.models import Succession, Unit, UnitVersion

LOCK = "units"


def faults(unit_ids: Iterable[int] | None = None) -> list[str]:
    """Every broken law as a Vietnamese sentence: overlap, a life outside its own or its parent's, a loop of heirs.

    `unit_ids` limits the check to these units and those that stand under them; None checks everything.
    """
    rows = UnitVersion.objects.select_related("unit", "parent").order_by("unit_id", "begins_on")
    if unit_ids is not None:
        keys = set(unit_ids)
        rows = rows.filter(Q(unit_id__in=keys) | Q(parent_id__in=keys))
    versions = list(rows)
    found = [f for row in versions for f in _life_faults(row)]
    found += [_overlap(a, b) for a, b in pairwise(versions) if a.unit_id == b.unit_id and _overlaps(a, b)]
    return found + _loops()


def _overlaps(first: UnitVersion, second: UnitVersion) -> bool:
    return first.ends_on is None or first.ends_on > second.begins_on


def _overlap(first: UnitVersion, second: UnitVersion) -> str:
    return (
        f"« {second.full_name} » từ {_show(second.begins_on)} chồng lên « {first.full_name} » "
        f"từ {_show(first.begins_on)} của cùng một đơn vị."
    )


def _life_faults(row: UnitVersion) -> list[str]:
    found = []
    if not _covers(row.unit, row):
        found.append(f"« {row.full_name} » từ {_show(row.begins_on)} nằm ngoài đời của chính đơn vị.")
    if row.parent is not None and not _covers(row.parent, row):
        found.append(
            f"« {row.full_name} » ({_show(row.begins_on)}–{_show(row.ends_on)}) nằm ngoài đời của đơn vị cấp trên "
            f"({_show(row.parent.known_from)}–{_show(row.parent.ends_on)})."
        )
    if row.parent is not None and row.parent.level >= row.unit.level:
        found.append(f"« {row.full_name} » không thể thuộc một đơn vị cùng cấp hoặc cấp dưới.")
    return found


def _covers(unit: Unit, row: UnitVersion) -> bool:
    begun = unit.known_from <= row.begins_on
    return begun and (unit.ends_on is None or (row.ends_on is not None and row.ends_on <= unit.ends_on))


def _loops() -> list[str]:
    heirs: dict[int, set[int]] = {}
    for old, new in Succession.objects.values_list("old_id", "new_id"):
        heirs.setdefault(old, set()).add(new)
    # Peel off those without heirs, again and again: what remains goes round in a circle.
    while peeled := [old for old, new in heirs.items() if not (new & heirs.keys())]:
        for old in peeled:
            del heirs[old]
    return [f"Kế thừa đi vòng tròn qua các đơn vị số {', '.join(map(str, sorted(heirs)))}."] if heirs else []


def _show(day: date | None) -> str:
    return "nay" if day is None else f"{day:%d/%m/%Y}"
