"""Which organ took over from which: reading reaches back along it, open work goes forward."""

from collections.abc import Iterable
from datetime import date

from tuquan.accounts.models import OrganPlacement, OrganSuccession


def organs_taken_over(organ_id: int, day: date) -> set[int]:
    """Every organ that this one has taken over from by `day`, directly or through others; not itself.

    One query for each generation (districts and communes of 2025: two).
    """
    return _walk({organ_id}, day, "new_id", "old_id")


def heirs_and_self(organ_id: int, day: date) -> set[int]:
    """The organ and every organ that has taken over from it by `day`, however far on: whose posts may read it."""
    return {organ_id} | _walk({organ_id}, day, "old_id", "new_id")


def heir_organs(organ_id: int, day: date) -> list[int]:
    """The organs that do on `day` what this one did: itself while it works, else those at the ends of the chain."""
    reached = sorted(heirs_and_self(organ_id, day))
    working = OrganPlacement.objects.on(day).filter(organ_id__in=reached).values_list("organ_id", flat=True)
    found = set(working)
    return [organ_id] if organ_id in found else sorted(found)


def heir_organ(organ_id: int, day: date) -> int | None:
    """The one organ that does it on `day` (itself while it works); None when nobody does, or several do."""
    found = heir_organs(organ_id, day)
    return found[0] if len(found) == 1 else None


def heir_organ_at(organ_id: int, unit_id: int, day: date) -> int | None:
    """Of the organs that took over, the one that works at this unit on `day`: for work that went along with a unit."""
    keys = heir_organs(organ_id, day)
    at = OrganPlacement.objects.on(day).filter(organ_id__in=keys, unit_id=unit_id).order_by("organ_id")
    found: int | None = at.values_list("organ_id", flat=True).first()
    return found


def _walk(start: Iterable[int], day: date, given: str, wanted: str) -> set[int]:
    """Everything along the successions of before `day` (or on it), a generation at a time."""
    found: set[int] = set()
    frontier = set(start)
    while frontier:
        rows = OrganSuccession.objects.filter(**{f"{given}__in": frontier}, on__lte=day)
        frontier = set(rows.values_list(wanted, flat=True)) - found
        found |= frontier
    return found - set(start)
