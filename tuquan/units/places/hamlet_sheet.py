"""A sheet of hamlets: what it would write, shown before anything is written; nothing on any fault."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from tuquan.sheets import Table
from tuquan.units.models import UnitType

if TYPE_CHECKING:
    from tuquan.ground.audit import Actor


class Doing(StrEnum):
    """What a row of the sheet would do."""

    NEW = "new"
    SIZE = "size"
    SAME = "same"


@dataclass(frozen=True)
class Line:
    """One row: `where` is its sheet and row ("Trang1!5"), `name` the full name, `words` what it does, in Vietnamese."""

    where: str
    doing: Doing
    type: UnitType
    name: str
    full_name: str
    words: str
    unit_id: int | None = None
    households: int | None = None
    population: int | None = None
    on: date | None = None
    code: str = ""


@dataclass(frozen=True)
class Preview:
    """`missing`: hamlets that the sheet does not name: they stand unchanged. `notes`: what was left out."""

    commune_id: int
    day: date
    source: str
    lines: tuple[Line, ...]
    faults: tuple[str, ...]
    missing: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def ready(self) -> bool:
        return not self.faults and any(line.doing != Doing.SAME for line in self.lines)

    @property
    def seen(self) -> str:
        """A short mark of what is shown: given back to `take`, it tells whether anything has changed meanwhile."""
        raise NotImplementedError


@dataclass(frozen=True)
class Taken:
    founded: int
    sized: int
    unchanged: int


def preview(*, commune_id: int, day: date, tables: Sequence[Table], source: str = "") -> Preview:
    """What the tables (tuquan.sheets.read_tables / read_paste) would do to a commune's hamlets.

    `day`: since when new hamlets are known and numbers hold, where the sheet has no column for it.
    """
    raise NotImplementedError


def take(
    *, by: "Actor | None", commune_id: int, day: date, tables: Sequence[Table], source: str = "", seen: str = ""
) -> Taken:
    """Write what `preview` shows, in one transaction; twice writes nothing the second time.

    Raises SheetFaulty (every fault), SheetMoved (`seen` is given and no longer what would be written).
    """
    raise NotImplementedError
