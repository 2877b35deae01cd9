"""The size of a unit that was made by merging others and not counted since: the sum of theirs, where that is exact."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from tuquan.units.models import Succession, UnitSize

Pair = tuple[int | None, int | None]


def summed(unit_ids: Collection[int], day: date) -> dict[int, tuple[Pair, int]]:
    """(households, population) and from how many units, by unit; only of units that wholly made it and were counted.

    A number is None where one forebear lacks it, or gave only a part: nothing is guessed.
    """
    made_of = _forebears(unit_ids, day)
    ended = {old for olds in made_of.values() for old in olds}
    counted = _latest(ended, day)
    deeper = summed(ended - counted.keys(), day) if made_of and ended - counted.keys() else {}
    known: dict[int, Pair] = counted | {unit: pair for unit, (pair, _) in deeper.items()}
    return {unit: (_sum(olds, known), len(olds)) for unit, olds in made_of.items()}


def _forebears(unit_ids: Collection[int], day: date) -> dict[int, set[int]]:
    links = list(
        Succession.objects.filter(new_id__in=unit_ids, change__effective_on__lte=day).select_related("new", "change")
    )
    parts = Succession.objects.filter(old__in=[link.old_id for link in links], whole=False)
    divided = set(parts.values_list("old_id", flat=True))
    found: dict[int, set[int]] = defaultdict(set)
    # A unit that stood before and took another in is more than what came to it.
    partly = {
        link.new_id
        for link in links
        if not link.whole or link.old_id in divided or link.new.known_from < link.change.effective_on
    }
    for link in links:
        if link.new_id not in partly:
            found[link.new_id].add(link.old_id)
    return found


def _latest(unit_ids: Collection[int], day: date) -> dict[int, Pair]:
    found: dict[int, Pair] = {}
    for row in UnitSize.objects.filter(unit_id__in=unit_ids, on__lte=day).order_by("on"):
        before = found.get(row.unit_id, (None, None))
        found[row.unit_id] = (_or(row.households, before[0]), _or(row.population, before[1]))
    return found


def _or(new: int | None, old: int | None) -> int | None:
    return old if new is None else new


def _sum(olds: Collection[int], known: Mapping[int, Pair]) -> Pair:
    pairs = [known.get(old, (None, None)) for old in olds]
    households, population = ([pair[at] for pair in pairs] for at in (0, 1))
    return _all(households), _all(population)


def _all(numbers: list[int | None]) -> int | None:
    there = [number for number in numbers if number is not None]
    return sum(there) if there and len(there) == len(numbers) else None
