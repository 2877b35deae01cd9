"""Where a unit came from and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tuquan.units.errors import UnitUnknown
from tuquan.units.models import Succession, Unit, UnitVersion


@dataclass(frozen=True)
class Life:
    """A unit's whole story; the links carry `.old`, `.new`, `.whole` and `.change` (the legal act)."""

    unit: Unit
    versions: tuple[UnitVersion, ...]
    forebears: tuple[Succession, ...]
    heirs: tuple[Succession, ...]


def life(unit_id: int) -> Life:
    """Versions by date, forebears and heirs with the act that joined them. Raises UnitUnknown."""
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None:
        raise UnitUnknown(f"Không có đơn vị số {unit_id} trong danh mục. Chọn đơn vị khác.")
    links = Succession.objects.select_related("change", "old", "new").order_by("change__effective_on", "id")
    return Life(
        unit=unit,
        versions=tuple(unit.versions.order_by("begins_on")),
        forebears=tuple(links.filter(new_id=unit_id)),
        heirs=tuple(links.filter(old_id=unit_id)),
    )


def heirs_on(unit_id: int, day: date) -> list[tuple[int, bool]]:
    """The units that hold a unit's place on a day: (unit, exact). Itself while it lives; [] when nobody does.

    `exact` says that everything of the unit went there at every step (one-to-one or many-to-one), so that
    its figures may be added to the heir's; where it was divided the share is unknown and never guessed.
    """
    reached: dict[int, bool] = {unit_id: True}
    waiting, found = [unit_id], dict[int, bool]()
    while waiting:
        key = waiting.pop(0)
        unit = Unit.objects.filter(pk=key).first()
        if unit is None:
            continue
        if unit.ends_on is None or unit.ends_on > day:
            found[key] = reached[key]
            continue
        links = list(Succession.objects.filter(old_id=key, change__effective_on__lte=day).order_by("new_id"))
        for link in links:
            exact = reached[key] and link.whole and len(links) == 1
            if link.new_id not in reached:
                waiting.append(link.new_id)
            reached[link.new_id] = reached.get(link.new_id, True) and exact
    return sorted(found.items())


def ancestry(unit_ids: Iterable[int]) -> set[int]:
    """Every forebear of the units, however far back (without the units themselves)."""
    found: set[int] = set()
    frontier = set(unit_ids)
    while frontier:
        older = set(Succession.objects.filter(new_id__in=frontier).values_list("old_id", flat=True))
        frontier = older - found
        found |= older
    return found
