"""How upper rooms take their things along when units end: they register a carrier, units never import them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tuquan.units.reforms.journal import Journal
from tuquan.units.reforms.plan import Plan, Ref


@dataclass(frozen=True)
class Touched:
    """One thing that a reform touches.

    `key`: "schemes.scheme:12". `heirs`: where it could go. `goes_to`: where it will (chosen, or the only one);
    None while it has to be chosen, or when the thing only stays with the past (`stays`). `note`: in words, what
    becomes of it ("chuyển nguyên trạng", "sổ văn bản dừng ở số 45").
    """

    key: str
    name: str
    unit_id: int
    heirs: tuple[Ref, ...] = ()
    goes_to: Ref | None = None
    stays: bool = False
    note: str = ""

    @property
    def undecided(self) -> bool:
        """Whether a person still has to say where it goes."""
        return self.goes_to is None and not self.stays


@dataclass(frozen=True)
class Going:
    """A reform on its way: what a carrier needs to find and write its things.

    `unit_of` turns a reference into a unit key once the reform's own units stand (only while carrying out).
    """

    plan: Plan
    day: date
    journal: Journal
    unit_of: Callable[[Ref], int]
    basis: str = ""
    change_id: int | None = None


class Carrier(Protocol):
    """One kind of thing. `order`: lower ones go first (users after posts, posts after organs)."""

    @property
    def name(self) -> str:
        """Stable, such as "schemes.scheme"; the keys of its things begin with it."""
        ...

    @property
    def words(self) -> str:
        """What the things are called on the screen."""
        ...

    @property
    def order(self) -> int: ...

    def touched(self, plan: Plan, day: date) -> Sequence[Touched]:
        """Everything of this kind that the plan touches, decided or not; also things dated after `day`."""
        ...

    def faults(self, plan: Plan, day: date) -> Sequence[str]:
        """What is wrong in the carrier's own part of the plan, as Vietnamese sentences."""
        ...

    def carry(self, things: Sequence[Touched], going: Going) -> None:
        """Take along what `touched` named: every row is written through `going.journal`."""
        ...


def all_at(unit_id: int) -> str:
    """The key under which one choice stands for everything of a unit that has no choice of its own."""
    return f"all-at:{unit_id}"


def touched_at(plan: Plan, *, key: str, name: str, unit_id: int, note: str = "") -> Touched:
    """A thing at a unit that ends: to the heir chosen for it, or for all of that unit, or to the only heir.

    A unit without heirs leaves nowhere to go: then a choice may be any unit that stands.
    """
    heirs = tuple(heir.unit for heir in plan.ending[unit_id])
    asked = (plan.choices.get(key), plan.choices.get(all_at(unit_id)))
    chosen = next((ref for ref in asked if ref is not None and (not heirs or ref in heirs)), None)
    goes_to = heirs[0] if chosen is None and len(heirs) == 1 else chosen
    return Touched(key, name, unit_id, heirs, goes_to, note=note)


_carriers: dict[str, Carrier] = {}


def register(carrier: Carrier) -> None:
    """Called once by the room that owns the things (in AppConfig.ready)."""
    _carriers[carrier.name] = carrier


def carriers() -> list[Carrier]:
    """All carriers, those that go first first."""
    return sorted(_carriers.values(), key=lambda carrier: (carrier.order, carrier.name))
