"""Units by typed names, one a line, under one unit: one exact name is taken, several are offered, none is said."""

from dataclasses import dataclass, field
from datetime import date

from tuquan.units import queries
from tuquan.units.models import UnitVersion
from tuquan.web.schemes.area import capital
from tuquan.web.units.named import named

MOST_LINES = 200
MOST_OFFERS = 8


@dataclass(frozen=True)
class Offer:
    """A unit to choose, with the unit above it to tell homonyms apart."""

    key: int
    name: str
    upper: str


@dataclass
class Typed:
    """`taken` beyond doubt; `open`: texts with what they may mean; `unknown`: texts that mean nothing here."""

    taken: list[Offer] = field(default_factory=list)
    open: list[tuple[str, list[Offer]]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def clear(self) -> bool:
        return bool(self.taken) and not self.open and not self.unknown


def read_names(text: str, *, under: int, day: date, chosen: set[int]) -> Typed:
    """Read every line; a line that has a unit of `chosen` among its offers is answered by it."""
    inside = {row.unit_id for row in queries.descendant_rows(under, day)}
    found = Typed()
    keys: set[int] = chosen & inside
    for line in list(dict.fromkeys(" ".join(line.split())[:160] for line in text.splitlines()))[:MOST_LINES]:
        if not line:
            continue
        exact = [row for row in queries.find(line, day) if row.unit_id in inside]
        rows = exact or [row for row in named(line, day) if row.unit_id in inside][:MOST_OFFERS]
        if len(exact) == 1:
            keys.add(exact[0].unit_id)
        elif rows and not chosen & {row.unit_id for row in rows}:
            found.open.append((line, offers(rows, day)))
        elif not rows:
            found.unknown.append(line)
    found.taken = offers(sorted(queries.versions(keys, day).values(), key=lambda row: row.sort_key), day)
    return found


def offers(rows: list[UnitVersion], day: date) -> list[Offer]:
    """Names with the unit above each."""
    above = queries.versions({row.parent_id for row in rows if row.parent_id}, day)
    return [
        Offer(row.unit_id, capital(row.full_name), above[row.parent_id].full_name if row.parent_id in above else "")
        for row in rows
    ]
