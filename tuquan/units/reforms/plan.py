"""What a reform does to units, as plain data: begun, altered, ended. No database.

A reference is the key of a standing unit (an int) or of one that the plan itself begins (a str such as "n1").
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any, Self

Ref = int | str


@dataclass(frozen=True)
class Begin:
    """A body that begins on the reform's day. `parent`: a reference; `type`: a UnitType value."""

    key: str
    type: str
    name: str
    parent: Ref | None
    code: str = ""
    code_list: str = ""


@dataclass(frozen=True)
class Alter:
    """The same body under another name, type, parent or code from that day; None stays as it was."""

    unit: int
    name: str | None = None
    type: str | None = None
    parent: Ref | None = None
    code: str | None = None
    code_list: str | None = None


@dataclass(frozen=True)
class HeirOf:
    """Who takes over. `share` (millionths) only where the act itself says it, with the words that say so."""

    unit: Ref
    whole: bool = True
    share: int | None = None
    share_basis: str = ""


@dataclass(frozen=True)
class End:
    """A body that ends; without heirs it is abolished."""

    unit: int
    heirs: tuple[HeirOf, ...] = ()


@dataclass(frozen=True)
class Counted:
    """Households and persons of a unit on the reform's day, as whoever drafted it knows them; None: not known."""

    unit: Ref
    households: int | None = None
    population: int | None = None


@dataclass(frozen=True)
class Plan:
    """`choices`: where each thing goes that could go to several, by its key ("schemes.scheme:12").

    `organs`: the part that accounts reads (see tuquan.accounts.carrying). `sizes`: see tuquan.units.places.carrying.
    """

    begin: tuple[Begin, ...] = ()
    alter: tuple[Alter, ...] = ()
    end: tuple[End, ...] = ()
    choices: Mapping[str, Ref] = field(default_factory=dict)
    organs: tuple[Mapping[str, Any], ...] = ()
    sizes: tuple[Counted, ...] = ()

    @cached_property
    def ending(self) -> dict[int, tuple[HeirOf, ...]]:
        """Heirs by the key of each unit that ends."""
        return {row.unit: row.heirs for row in self.end}

    def joined(self, other: Self) -> Self:
        """Both plans as one; keys of units begun must differ."""
        return replace(
            self, begin=self.begin + other.begin, alter=self.alter + other.alter, end=self.end + other.end,
            choices={**self.choices, **other.choices}, organs=self.organs + other.organs,
            sizes=self.sizes + other.sizes,
        )  # fmt: skip

    def chosen(self, key: str, ref: Ref) -> Self:
        """The same plan with one thing's heir chosen."""
        return replace(self, choices={**self.choices, key: ref})

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def from_json(data: Mapping[str, Any]) -> Plan:
    """A plan as kept in Reform.plan. Only ever given what `as_json` wrote."""
    return Plan(
        begin=tuple(Begin(**row) for row in data.get("begin", ())),
        alter=tuple(Alter(**row) for row in data.get("alter", ())),
        end=tuple(End(row["unit"], tuple(HeirOf(**heir) for heir in row["heirs"])) for row in data.get("end", ())),
        choices=dict(data.get("choices", {})),
        organs=tuple(data.get("organs", ())),
        sizes=tuple(Counted(**row) for row in data.get("sizes", ())),
    )


def merge(units: Iterable[int], into: Ref, begin: Begin | None = None) -> Plan:
    """All of `units` (without `into`) go wholly to `into`: a standing unit, or `begin`, which the plan founds."""
    ended = tuple(End(unit, (HeirOf(into),)) for unit in units if unit != into)
    return Plan(begin=(begin,) if begin else (), end=ended)


def split(unit: int, parts: Iterable[Begin | Ref]) -> Plan:
    """`unit` ends and goes in part to each of `parts`, founded or standing."""
    given = list(parts)
    founded = tuple(part for part in given if isinstance(part, Begin))
    heirs = tuple(HeirOf(part.key if isinstance(part, Begin) else part, whole=False) for part in given)
    return Plan(begin=founded, end=(End(unit, heirs),))


def rename(unit: int, name: str, type: str | None = None) -> Plan:
    """The same body under another name (and type, when it changes too)."""
    return Plan(alter=(Alter(unit, name=name, type=type),))


def move(unit: int, parent: Ref) -> Plan:
    """The same body under another parent."""
    return Plan(alter=(Alter(unit, parent=parent),))


def abolish(unit: int) -> Plan:
    """The body ends without an heir; whatever stands in it needs a place chosen for it."""
    return Plan(end=(End(unit),))


def found(begin: Begin) -> Plan:
    """A new body from nothing that stood before."""
    return Plan(begin=(begin,))
