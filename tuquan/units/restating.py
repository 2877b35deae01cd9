"""Where the figures of units that stood on one day are on another: wholly, by a share that an act names, or unknown.

A unit that ended without an heir lies "beneath" whatever became of the unit above it: its figures are still in every
area that holds that one, and in no smaller one. Nothing is guessed; nothing is restated backwards in time.
"""

from collections.abc import Collection, Container, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tuquan.units.lineage import Lineage, Link, lineage
from tuquan.units.models import UnitVersion
from tuquan.units.shares import portions
from tuquan.vn.dates import show_date

__all__ = ["Broken", "Landing", "Place", "act_words", "landing", "landings", "origins", "reasons"]


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of the day that holds the figures, or a `share` of them (None: nobody recorded how much).

    `beneath`: they are somewhere under this unit, and nobody recorded where.
    """

    unit_id: int
    share: Fraction | None
    beneath: bool = False


@dataclass(frozen=True, slots=True)
class Broken:
    """The first step at which the way was not whole: `unit_id` ended on `on`, divided among `parts` (0: no heir)."""

    unit_id: int
    on: date
    act: str
    parts: int


@dataclass(frozen=True, slots=True)
class Landing:
    """All places of one unit's figures on a day; shares that are known add up to at most one."""

    unit_id: int
    places: tuple[Place, ...]
    broken: Broken | None = None

    @property
    def heir(self) -> int | None:
        """The one unit that holds everything; None where it was divided or its heir is unknown."""
        return self.places[0].unit_id if len(self.places) == 1 and not self.places[0].beneath else None

    def reaches(self, inside: Container[int]) -> bool:
        """Whether some of it is known to be in the area."""
        return any(place.unit_id in inside for place in self.places)

    def within(self, inside: Container[int]) -> bool:
        """Whether the area (a set of units with all that stands under them) holds all of it."""
        return bool(self.places) and all(place.unit_id in inside for place in self.places)

    def portion(self, inside: Container[int], amount: int) -> int | None:
        """How much of `amount` (whole thousandths, not negative) the area holds; None where nobody can say.

        0 is 0 however it is divided. With shares the parts add up to the whole exactly (largest remainder).
        """
        if amount == 0 or not self.reaches(inside):
            return 0
        if self.within(inside):
            return amount
        known = [place for place in self.places if place.share is not None]
        rest = [place.unit_id in inside for place in self.places if place.share is None]
        if any(rest) and not all(rest):
            return None
        *given, remaining = portions(amount, [place.share or Fraction(0) for place in known])
        held = sum(part for place, part in zip(known, given, strict=True) if place.unit_id in inside)
        return held + (remaining if any(rest) else 0)


def landings(day: date, unit_ids: Collection[int] | None = None) -> dict[int, Landing]:
    """Where each unit's figures are on `day`; `unit_ids` None: of every unit known. Few queries for any number.

    A unit that begins only after `day` is left out: nothing is restated backwards.
    """
    known = lineage(day, unit_ids)
    return land(known, known.lives if unit_ids is None else unit_ids)


def landing(day: date, unit_ids: Collection[int] | None = None) -> dict[int, tuple[tuple[int, Fraction | None], ...]]:
    """As `landings`, in short: unit → ((heir, share), …); the share is 1 where the heir holds everything."""
    return {
        key: tuple((place.unit_id, None if place.beneath else place.share) for place in row.places)
        for key, row in landings(day, unit_ids).items()
    }


def land(known: Lineage, unit_ids: Iterable[int]) -> dict[int, Landing]:
    """The landings of these units over a lineage at hand."""
    done: dict[int, Landing] = {}
    return {key: _land(key, known, done) for key in unit_ids if known.begun(key)}


def _land(unit_id: int, known: Lineage, done: dict[int, Landing]) -> Landing:
    """Depth first, each unit once: the law keeps successions free of loops."""
    if unit_id not in done:
        done[unit_id] = _landed(unit_id, known, done)
    return done[unit_id]


def _landed(unit_id: int, known: Lineage, done: dict[int, Landing]) -> Landing:
    ended = known.ended(unit_id)
    if ended is None:
        return Landing(unit_id, (Place(unit_id, Fraction(1)),))
    links = known.links.get(unit_id, [])
    if len(links) == 1 and links[0].whole:
        heir = _land(links[0].new, known, done)
        return Landing(unit_id, heir.places, heir.broken)
    broken = Broken(unit_id, ended, links[0].act if links else "", len(links))
    steps = [(_land(link.new, known, done), share, False) for link, share in zip(links, _shares(links), strict=True)]
    above = known.parents.get(unit_id)
    if len(links) < 2 and above is not None:  # no heir, or a single part: the rest is beneath the unit above
        steps.append((_land(above, known, done), None if links else Fraction(1), True))
    return Landing(unit_id, _together(steps), broken)


def _shares(links: list[Link]) -> list[Fraction | None]:
    """What the act says each heir gets, if it says so of all of them."""
    told = [link.share for link in links if link.share is not None]
    if len(told) < len(links) or sum(told) != 1_000_000:
        return [None for _ in links]
    return [Fraction(share, 1_000_000) for share in told]


def _together(steps: list[tuple[Landing, Fraction | None, bool]]) -> tuple[Place, ...]:
    """Shares along the way multiply, and add up where two ways meet again."""
    held: dict[tuple[int, bool], Fraction | None] = {}
    for heir, share, beneath in steps:
        for place in heir.places:
            key = (place.unit_id, beneath or place.beneath)
            part = None if share is None or place.share is None else share * place.share
            before = held.get(key, Fraction(0))
            held[key] = None if part is None or before is None else before + part
    if len(held) == 1:  # divided and joined again: everything is there
        return tuple(Place(unit, Fraction(1), beneath) for unit, beneath in held)
    return tuple(Place(unit, held[unit, beneath], beneath) for unit, beneath in sorted(held))


@dataclass(frozen=True, slots=True)
class Origin:
    """What a unit was made of on an earlier day: units that stood then, and bodies of which no source says whence."""

    units: frozenset[int]
    unknown: frozenset[int]


def origins(known: Lineage, unit_ids: Iterable[int], day: date) -> dict[int, Origin]:
    """The forebears that stood on `day` (the unit itself, where it did), over a lineage that reaches back."""
    return {key: _origin(known, key, day) for key in unit_ids}


def _origin(known: Lineage, unit_id: int, day: date) -> Origin:
    found, unknown = set[int](), set[int]()
    waiting, seen = [unit_id], {unit_id}
    while waiting:
        key = waiting.pop()
        older = known.forebears.get(key, ())
        # A unit that stood then may have taken others in since: both are looked at.
        if known.stood(key, day):
            found.add(key)
        elif not older:
            unknown.add(key)
        waiting += [one for one in older if one not in seen]
        seen.update(older)
    return Origin(frozenset(found), frozenset(unknown))


def reasons(rows: Collection[Landing]) -> dict[int, str]:
    """Why each landing is not whole, as a sentence without a full stop; two that are whole have none. One query."""
    broken = {row.unit_id: row.broken for row in rows if row.broken is not None and row.heir is None}
    names = last_names({key for key, step in broken.items()} | {step.unit_id for step in broken.values()})
    return {key: _reason(names.get(key, ""), names, step, step.unit_id == key) for key, step in broken.items()}


def _reason(name: str, names: dict[int, str], step: Broken, itself: bool) -> str:
    who = names.get(step.unit_id, "đơn vị cũ")
    opening = who if itself else f"{name} nhập vào {who}, rồi {who}"
    since = f"từ {show_date(step.on)}"
    if step.parts == 0:
        return f"{opening} kết thúc {since}, danh mục không ghi đơn vị kế thừa"
    if step.parts == 1:
        return f"{opening} chỉ một phần về đơn vị mới theo {act_words(step.act)} {since}"
    return f"{opening} chia cho {step.parts} đơn vị theo {act_words(step.act)} {since}"


# What the letters of a number say (Nghị định 30/2020/NĐ-CP, phụ lục III).
_KINDS = {"NQ": "Nghị quyết", "QĐ": "Quyết định", "NĐ": "Nghị định"}


def act_words(number: str) -> str:
    """ "Nghị quyết 1671/NQ-UBTVQH15"; "văn bản 202/2025/QH15" where the number does not tell its kind."""
    if not number[:1].isdigit():
        return number or "văn bản chưa rõ số"
    letters = number.split("/")[-1].split("-")[0]
    return f"{_KINDS.get(letters, 'văn bản')} {number}"


def last_names(unit_ids: Collection[int]) -> dict[int, str]:
    """What units are called, or were at their end."""
    if not unit_ids:
        return {}
    rows = UnitVersion.objects.filter(unit_id__in=unit_ids).order_by("begins_on").values_list("unit_id", "name")
    return dict(rows)


def standing_under(unit_ids: Collection[int], day: date) -> dict[int, frozenset[int]]:
    """For each unit alive on `day`: itself and every unit above it then. A query a level."""
    parents: dict[int, int | None] = {}
    frontier = set(unit_ids)
    while frontier:
        rows = UnitVersion.objects.on(day).filter(unit_id__in=frontier).values_list("unit_id", "parent_id")
        parents |= dict(rows)
        frontier = {above for _, above in rows if above is not None} - parents.keys()
    return {key: frozenset(_line(key, parents)) for key in unit_ids if key in parents}


def _line(unit_id: int, parents: dict[int, int | None]) -> list[int]:
    line = list[int]()
    key: int | None = unit_id
    while key is not None and key not in line:
        line.append(key)
        key = parents.get(key)
    return line
