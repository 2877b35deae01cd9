"""The numbers of the demonstration: packaged tables as plain rows. No Django."""

import csv
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files

from tuquan.cli.demonstration import HAM_THUAN_NAM, TUYEN_HOA

# What the register of schemes answers; everything else stands in the table of figures.
EVENTS = {
    "schemes_founded": "founded",
    "schemes_replicated": "replicated",
    "schemes_struck_off": "struck_off",
    "schemes_consolidated": "strengthened",
}


@dataclass(frozen=True)
class SchemeRow:
    """A scheme of the register as packaged; days are None where nothing happened."""

    district: str
    unit: str
    kind: str
    name: str
    place: str
    event: str
    begins_on: date
    decision: str
    issuer: str
    origin: str
    board_size: int
    teams: int
    strengthened_on: date | None = None
    ends_on: date | None = None
    reason: str = ""
    end_decision: str = ""
    events: tuple[tuple[str, date], ...] = field(default=(), compare=False)

    def alive(self, day: date) -> bool:
        return self.begins_on <= day and (self.ends_on is None or self.ends_on > day)

    def named(self) -> str:
        """ "“Thôn tự quản về ANTT” tại thôn Lâm Lang"."""
        return f"“{self.name}” tại {self.place}"


@cache
def schemes() -> tuple[SchemeRow, ...]:
    """The register of both districts, each row with its events."""
    return tuple(_scheme(row) for row in _rows("schemes.csv"))


@cache
def typed(year: int) -> dict[str, dict[str, int]]:
    """Unit → indicator → value of Tuyên Hóa, for what no register answers (2020 and 2021)."""
    skip = ("year", "unit", "villages")
    return {
        row["unit"]: {code: int(value) for code, value in row.items() if code not in skip}
        for row in _rows("tuyen_hoa_figures.csv")
        if row["year"] == str(year)
    }


def of_unit(unit: str, year: int) -> dict[str, int]:
    """Every figure of one commune of Tuyên Hóa in a year: the table's and the register's."""
    own = [row for row in schemes() if row.district == TUYEN_HOA and row.unit == unit]
    active = sum(row.alive(date(year, 12, 31)) for row in own)
    counted = {
        code: sum(kind == event and day.year == year for row in own for kind, day in row.events)
        for code, event in EVENTS.items()
    }
    return {**typed(year)[unit], "schemes_active": active, "schemes_with_full_dossier": active, **counted}


def of_district(year: int) -> dict[str, int]:
    """Every figure of Tuyên Hóa in a year: its communes' sums."""
    rows = [of_unit(unit, year) for unit in units()]
    return {code: sum(row[code] for row in rows) for code in rows[0]}


def units() -> tuple[str, ...]:
    """The 19 communes of Tuyên Hóa, "thị trấn Đồng Lê" among them, in alphabetical order."""
    return tuple(typed(2021))


def ham_thuan_nam_units() -> tuple[str, ...]:
    """The 13 communes of Hàm Thuận Nam."""
    return tuple(dict.fromkeys(row.unit for row in schemes() if row.district == HAM_THUAN_NAM))


def _scheme(row: dict[str, str]) -> SchemeRow:
    begins, strengthened, ends = (_day(row[name]) for name in ("begins_on", "strengthened_on", "ends_on"))
    assert begins is not None
    events = [(row["event"], begins), ("strengthened", strengthened), ("struck_off", ends)]
    return SchemeRow(
        row["district"], row["unit"], row["kind"], row["name"], row["place"], row["event"], begins,
        row["decision"], row["issuer"], row["origin"], int(row["board_size"]), int(row["teams"]),
        strengthened, ends, row["reason"], row["end_decision"],
        tuple((kind, day) for kind, day in events if day is not None),
    )  # fmt: skip


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _rows(name: str) -> list[dict[str, str]]:
    with files(__package__).joinpath("data", name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))
