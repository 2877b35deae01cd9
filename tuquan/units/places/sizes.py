"""Households and population of units by date: what ratios are divided by, never worked out or guessed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from tuquan.ground import audit, clock
from tuquan.units import queries
from tuquan.units.models import UnitSize, UnitVersion
from tuquan.units.places.errors import SizeRefused
from tuquan.units.places.summed_sizes import summed
from tuquan.vn.numbers import show

if TYPE_CHECKING:
    from tuquan.ground.audit import Actor

# More than any province has; a slip of the finger is caught earlier by whoever reads the preview.
LARGEST = 20_000_000


@dataclass(frozen=True)
class Size:
    """What is known by a day, each number with the day it was counted on (None: never counted by then)."""

    unit_id: int
    households: int | None = None
    households_on: date | None = None
    population: int | None = None
    population_on: date | None = None
    source: str = ""

    @property
    def known(self) -> bool:
        return self.households is not None or self.population is not None

    def __str__(self) -> str:
        return size_words(self.households, self.population) or "chưa có số"


@dataclass(frozen=True)
class SizeSum:
    """The sums over a commune's hamlets; a hamlet without a number is named, not guessed."""

    households: int | None
    population: int | None
    expected: int
    with_households: int
    with_population: int
    without_households: tuple[str, ...]
    without_population: tuple[str, ...]
    stated: Size

    @property
    def coverage(self) -> str:
        """ "9/11 thôn có số hộ; 8/11 thôn có số nhân khẩu"."""
        return (
            f"{self.with_households}/{self.expected} thôn có số hộ; "
            f"{self.with_population}/{self.expected} thôn có số nhân khẩu"
        )

    @property
    def complete(self) -> bool:
        return self.expected > 0 and not self.without_households and not self.without_population


@transaction.atomic
def record_size(
    *,
    by: "Actor | None",
    unit_id: int,
    on: date,
    households: int | None = None,
    population: int | None = None,
    source: str = "",
) -> UnitSize:
    """What was counted in a unit on a day; None leaves what that day already says. Another day is a new row.

    The same day again corrects it, audited with what stood there; equal numbers write nothing.
    Raises SizeRefused (nothing given, negative, more households than persons, a day to come), UnitUnknown.
    """
    if households is None and population is None:
        raise SizeRefused("Chưa có số hộ hay số nhân khẩu. Nhập ít nhất một số.")
    if on > clock.today():
        raise SizeRefused(f"Ngày {on:%d/%m/%Y} chưa tới. Số hộ, nhân khẩu chỉ ghi cho ngày đã qua.")
    name = queries.full_name(unit_id, on)
    row = UnitSize.objects.select_for_update().filter(unit_id=unit_id, on=on).first()
    before = (row.households, row.population) if row else (None, None)
    row = row or UnitSize(unit_id=unit_id, on=on)
    row.households = before[0] if households is None else households
    row.population = before[1] if population is None else population
    refuse_impossible(row.households, row.population)
    if row.pk and (row.households, row.population) == before:
        return row
    row.source = " ".join(source.split())[:300] or row.source
    row.save()
    _tell(by, row, name, before)
    return row


def refuse_impossible(households: int | None, population: int | None) -> None:
    """Raises SizeRefused for numbers that cannot be."""
    for number in (households, population):
        if number is not None and not 0 <= number <= LARGEST:
            raise SizeRefused(f"Số hộ, nhân khẩu phải từ 0 đến {show(LARGEST)}.")
    if households is not None and population is not None and population < households:
        raise SizeRefused(
            f"{show(population)} nhân khẩu ít hơn {show(households)} hộ, nên có thể nhầm cột. Kiểm tra lại."
        )


def size_of(unit_id: int, day: date) -> Size:
    """The latest numbers counted on or before a day."""
    return sizes_of([unit_id], day)[unit_id]


def sizes_of(unit_ids: Iterable[int], day: date) -> dict[int, Size]:
    """As `size_of` for many units, in a few queries; a unit without numbers has an empty Size.

    A unit made by merging and not counted since has the sum of what made it, where all of that was counted.
    """
    found = {unit_id: Size(unit_id) for unit_id in unit_ids}
    for row in UnitSize.objects.filter(unit_id__in=found, on__lte=day).order_by("on"):
        found[row.unit_id] = _later(found[row.unit_id], row)
    uncounted = [unit_id for unit_id, size in found.items() if not size.known]
    return found | {unit_id: _summed(unit_id, *told, day) for unit_id, told in summed(uncounted, day).items()}


def _summed(unit_id: int, pair: tuple[int | None, int | None], units: int, day: date) -> Size:
    households, population = pair
    source = f"cộng từ {units} đơn vị đã nhập thành" if pair != (None, None) else ""
    return Size(
        unit_id,
        households,
        None if households is None else day,
        population,
        None if population is None else day,
        source,
    )


def sum_over(hamlets: Sequence[UnitVersion], commune_id: int, day: date) -> SizeSum:
    """The hamlets' numbers added, with whose are missing; `stated` is the commune's own, only to compare."""
    sizes = sizes_of([commune_id, *(row.unit_id for row in hamlets)], day)
    households = [sizes[row.unit_id].households for row in hamlets]
    population = [sizes[row.unit_id].population for row in hamlets]
    return SizeSum(
        households=_added(households), population=_added(population), expected=len(hamlets),
        with_households=len(hamlets) - households.count(None), with_population=len(hamlets) - population.count(None),
        without_households=_without(hamlets, households), without_population=_without(hamlets, population),
        stated=sizes[commune_id],
    )  # fmt: skip


def size_words(households: int | None, population: int | None) -> str:
    """ "210 hộ, 845 nhân khẩu"; "" when nothing is known."""
    parts = [
        f"{show(number)} {word}"
        for number, word in ((households, "hộ"), (population, "nhân khẩu"))
        if number is not None
    ]
    return ", ".join(parts)


def _added(numbers: list[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def _without(hamlets: Sequence[UnitVersion], numbers: list[int | None]) -> tuple[str, ...]:
    return tuple(row.full_name for row, number in zip(hamlets, numbers, strict=True) if number is None)


def _later(size: Size, row: UnitSize) -> Size:
    counted = row.households is not None
    peopled = row.population is not None
    return Size(
        unit_id=size.unit_id,
        households=row.households if counted else size.households,
        households_on=row.on if counted else size.households_on,
        population=row.population if peopled else size.population,
        population_on=row.on if peopled else size.population_on,
        source=row.source or size.source,
    )


def _tell(by: "Actor | None", row: UnitSize, name: str, before: tuple[int | None, int | None]) -> None:
    was = size_words(*before)
    audit.record(
        by=by, action="units.record_size", subject_kind="unit", subject_key=row.unit_id, unit_key=row.unit_id,
        summary=f"{name[:1].upper()}{name[1:]}: {size_words(row.households, row.population)} tại ngày "
        f"{row.on:%d/%m/%Y}{f', trước ghi {was}' if was else ''}.",
        detail={"on": row.on, "before": before, "after": (row.households, row.population)},
    )  # fmt: skip
