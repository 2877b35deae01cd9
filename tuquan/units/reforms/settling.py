"""Taking along what still stands in units that ended before the program knew: recorded or loaded late."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from tuquan.ground import audit, locks
from tuquan.units import laws
from tuquan.units.models import Change, Succession, Unit
from tuquan.units.reforms.carrying import Going, Touched, carriers
from tuquan.units.reforms.journal import Journal
from tuquan.units.reforms.plan import End, HeirOf, Plan, Ref
from tuquan.units.reforms.writing import basis_of

if TYPE_CHECKING:
    from tuquan.ground.audit import Actor


@transaction.atomic
def carry_over(
    *, by: "Actor | None", change_ids: Iterable[int] | None = None, unit_ids: Iterable[int] | None = None
) -> list[Touched]:
    """Carry on, along whole single successions, whatever stands in ended units; the earliest ends first.

    `change_ids`, `unit_ids`: only units that these acts ended, only these units. Returns what is left undecided:
    things of units that were divided or abolished. Not a reform: it is not taken back, only changed further.
    """
    left: list[Touched] = []
    moved: dict[str, int] = defaultdict(int)
    with locks.one_at_a_time(laws.LOCK):
        for day, change, plan in _ended(change_ids, unit_ids):
            left += _carry(day, change, plan, Journal(), moved)
    if any(moved.values()):
        told = ", ".join(f"{count} {words}" for words, count in moved.items() if count)
        audit.record(
            by=by, action="units.carry_over", subject_kind="units_data", subject_key="carry_over",
            summary=f"Chuyển về đơn vị kế thừa những gì còn ở các đơn vị đã kết thúc: {told}.", detail=dict(moved),
        )  # fmt: skip
    return left


def onward(heirs: Iterable[int], day: date, journal: Journal) -> list[Touched]:
    """What a reform recorded late has brought to units that have ended since goes on to theirs, by the same rule.

    `heirs`: the units that took over on `day`. Written through the reform's own journal, so undoing takes it back.
    Returns what stays undecided in a unit that was divided or abolished after `day`. Under laws.LOCK.
    """
    ended = ended_since(heirs, day)
    left: list[Touched] = []
    for since, change, plan in _ended(None, ended) if ended else []:
        left += _carry(since, change, plan, journal, defaultdict(int))
    return left


def ended_since(heirs: Iterable[int], day: date) -> set[int]:
    """Of the heirs, and of theirs, those that ended after the day."""
    found: set[int] = set()
    asked = set(heirs)
    while asked:
        ended = set(Unit.objects.filter(pk__in=asked, ends_on__gt=day).values_list("pk", flat=True)) - found
        found |= ended
        asked = set(Succession.objects.filter(old_id__in=ended).values_list("new_id", flat=True))
    return found


def _carry(day: date, change: Change | None, plan: Plan, journal: Journal, moved: dict[str, int]) -> list[Touched]:
    """One act's units; counts into `moved`, returns what is left."""
    left: list[Touched] = []
    going = Going(plan, day, journal, _standing, "" if change is None else basis_of(change), _key(change))
    for carrier in carriers():
        things = [thing for thing in carrier.touched(plan, day) if not thing.stays]
        carried = [thing for thing in things if _whole(plan, thing)]
        left += [thing for thing in things if not _whole(plan, thing)]
        moved[carrier.words] += len(carried)
        if carried:
            carrier.carry(carried, going)
    return left


def settle(*, by: "Actor | None") -> list[Touched]:
    """All of it, after records were entered late for units that had ended. See `carry_over`."""
    return carry_over(by=by)


def _ended(change_ids: Iterable[int] | None, unit_ids: Iterable[int] | None) -> list[tuple[date, Change | None, Plan]]:
    """A plan for each act and day, as if it ended those units just now."""
    units = Unit.objects.filter(ends_on__isnull=False)
    ends: dict[int, date] = {key: day for key, day in units.values_list("pk", "ends_on") if day is not None}
    if unit_ids is not None:
        asked = set(unit_ids)
        ends = {key: day for key, day in ends.items() if key in asked}
    links: dict[int, list[Succession]] = defaultdict(list)
    for link in Succession.objects.select_related("change").order_by("change_id", "pk"):
        if link.old_id in ends:
            links[link.old_id].append(link)
    if change_ids is not None:
        acts = set(change_ids)
        ends = {key: day for key, day in ends.items() if any(link.change_id in acts for link in links[key])}
    grouped: dict[tuple[date, int], list[End]] = defaultdict(list)
    for key, day in ends.items():
        act = links[key][0].change_id if links[key] else 0
        grouped[day, act].append(End(key, tuple(HeirOf(link.new_id, link.whole) for link in links[key])))
    changes = Change.objects.in_bulk({act for _, act in grouped})
    return [(day, changes.get(act), Plan(end=tuple(rows))) for (day, act), rows in sorted(grouped.items(), key=_place)]


def _place(item: tuple[tuple[date, int], list[End]]) -> tuple[date, int]:
    return item[0]


def _whole(plan: Plan, thing: Touched) -> bool:
    heirs = plan.ending.get(thing.unit_id, ())
    return thing.goes_to is not None and len(heirs) == 1 and heirs[0].whole


def _standing(ref: Ref) -> int:
    if isinstance(ref, str):
        raise ValueError("What is carried over late goes to standing units only.")
    return ref


def _key(change: Change | None) -> int | None:
    return None if change is None else change.pk
