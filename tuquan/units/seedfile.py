"""Reads the CSV files of units and finds every fault in them before anything is loaded.

A folder may hold sources.csv (key, text): texts that stand on thousands of rows are then written by their key.
"""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from tuquan.units.errors import DataFaulty
from tuquan.units.models import UnitType
from tuquan.vn.text import nfc

# Read in the text itself, secondary, inferred, unverified.
GRADES = frozenset("VSIU")
MILLION = 1_000_000
# What the database holds of each column, and years that a unit's act may have.
LONGEST = {
    "title": 300, "act_number": 80, "issuer": 200, "source": 300, "share_basis": 300, "name": 120, "code": 12,
    "code_list": 40,
}  # fmt: skip
YEARS = range(1800, 2200)
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class NewUnit:
    """A row of units.csv, or of versions.csv (where what is empty stays as it was)."""

    key: str
    type: str
    name: str
    code: str
    code_list: str
    parent: str
    begins_on: date | None
    known_from: date
    grade: str
    source: str
    # Key of the act by which a later version holds, where it is known.
    change: str = ""


@dataclass(frozen=True)
class Act:
    """A row of changes.csv: a legal act."""

    key: str
    title: str
    act_number: str
    act_date: date | None
    issuer: str
    effective_on: date
    grade: str
    source: str


@dataclass(frozen=True)
class Link:
    """A row of successions.csv; an empty `new`: abolished without an heir.

    `share` (millionths of the old unit) and `share_basis` only where the act itself says them; both may be left out.
    """

    change: str
    old: str
    new: str
    whole: bool
    grade: str
    source: str
    share: int | None = None
    share_basis: str = ""


@dataclass(frozen=True)
class Seed:
    units: tuple[NewUnit, ...]
    versions: tuple[NewUnit, ...]
    changes: tuple[Act, ...]
    successions: tuple[Link, ...]


def read(data_dir: Path) -> Seed:
    """The four files of a folder. Raises DataFaulty listing every fault: file, row (the header is row 1), column."""
    seed, faults = parse(data_dir)
    if faults:
        raise DataFaulty(faults)
    return seed


def parse(data_dir: Path) -> tuple[Seed, list[str]]:
    """The same, with its faults beside it: for telling them together with others."""
    book = _Book(data_dir)
    units = book.rows("units.csv", _unit)
    keys = book.unique("units.csv", [u.key for u in units])
    book.parents_first(units)
    versions = book.rows("versions.csv", _version)
    changes = book.rows("changes.csv", _act)
    acts = book.unique("changes.csv", [c.key for c in changes])
    links = book.rows("successions.csv", _link)
    book.once("successions.csv", "new", [(link.change, link.old, link.new) for link in links])
    book.known("versions.csv", "key", [v.key for v in versions], keys)
    book.known("versions.csv", "parent", [v.parent for v in versions], keys)
    book.known("versions.csv", "change", [v.change for v in versions], acts)
    book.known("successions.csv", "change", [link.change for link in links], acts)
    book.known("successions.csv", "old", [link.old for link in links], keys)
    book.known("successions.csv", "new", [link.new for link in links], keys)
    return Seed(tuple(units), tuple(versions), tuple(changes), tuple(links)), book.faults


class _Row:
    """One row, asked column by column; a fault is noted and reading goes on."""

    def __init__(self, values: dict[str, Any], note: Callable[[str, str], None]) -> None:
        self._values, self._note = values, note

    def text(self, column: str, *, needed: bool = False, among: Iterable[str] | None = None) -> str:
        value = nfc(self._values.get(column) or "").strip()
        if needed and not value:
            self._note(column, "còn trống")
        if value and among is not None and value not in among:
            self._note(column, f"« {value} » không có trong các giá trị được dùng")
        if len(value) > LONGEST.get(column, len(value)):
            self._note(column, f"dài {len(value)} ký tự, quá {LONGEST[column]}")
        if "\0" in value:
            self._note(column, "có ký tự không in được")
        # Told once; what goes on is what a database can hold, so that the other faults are found as well.
        return value.replace("\0", "")[: LONGEST.get(column)]

    def refuse(self, column: str, what: str) -> None:
        self._note(column, what)

    def day(self, column: str, *, needed: bool = False) -> date | None:
        value = self.text(column, needed=needed)
        try:
            day = date.fromisoformat(value) if value else None
        except ValueError:
            self._note(column, f"« {value} » không phải là ngày dạng 2025-07-01")
            return None
        if day is not None and day.year not in YEARS:
            self._note(column, f"« {value} » không thể là ngày của một đơn vị")
            return None
        return day

    def millionths(self, column: str) -> int | None:
        value = self.text(column)
        if not value:
            return None
        if not (value.isascii() and value.isdigit() and int(value) <= MILLION):
            self._note(column, f"« {value} » không phải là số nguyên từ 0 đến {MILLION} (phần triệu)")
            return None
        return int(value)

    def needed_day(self, column: str) -> date:
        return self.day(column, needed=True) or date.min


class _Book:
    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.faults: list[str] = []
        self._texts = self._shortened()

    def _shortened(self) -> dict[str, str]:
        place = self.data_dir / "sources.csv"
        if not place.exists():
            return {}
        with place.open(encoding="utf-8-sig", newline="") as file:
            return {row["key"]: row["text"] for row in csv.DictReader(file)}

    def rows(self, file: str, make: Callable[[_Row], Thing]) -> list[Thing]:
        try:
            text = (self.data_dir / file).read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            self.faults.append(f"{file}: không đọc được tệp, hoặc tệp không phải UTF-8.")
            return []
        return [
            make(_Row(self._whole(row), self._note(file, at)))
            for at, row in enumerate(csv.DictReader(text.splitlines()), 2)
        ]

    def _whole(self, row: dict[str, Any]) -> dict[str, Any]:
        for column in ("source", "code_list", "share_basis"):
            if row.get(column) in self._texts:
                row[column] = self._texts[row[column]]
        return row

    def _note(self, file: str, at: int) -> Callable[[str, str], None]:
        return lambda column, what: self.faults.append(f"{file}, dòng {at}, cột {column}: {what}.")

    def unique(self, file: str, keys: list[str]) -> set[str]:
        seen: set[str] = set()
        for at, key in enumerate(keys, 2):
            if key and key in seen:
                self._note(file, at)("key", f"« {key} » đã có ở dòng trên")
            seen.add(key)
        return seen

    def once(self, file: str, column: str, rows: list[tuple[str, ...]]) -> None:
        seen: set[tuple[str, ...]] = set()
        for at, row in enumerate(rows, 2):
            if all(row) and row in seen:
                self._note(file, at)(column, f"« {row[-1]} » đã được ghi ở dòng trên")
            seen.add(row)

    def known(self, file: str, column: str, values: list[str], keys: set[str]) -> None:
        for at, value in enumerate(values, 2):
            if value and value not in keys:
                self._note(file, at)(column, f"không có đơn vị hoặc văn bản nào mang khóa « {value} »")

    def parents_first(self, units: list[NewUnit]) -> None:
        seen: set[str] = set()
        for at, unit in enumerate(units, 2):
            if unit.parent and unit.parent not in seen:
                self._note("units.csv", at)("parent", f"« {unit.parent} » phải đứng ở một dòng phía trên")
            seen.add(unit.key)


def _unit(row: _Row) -> NewUnit:
    return NewUnit(
        key=row.text("key", needed=True), type=row.text("type", needed=True, among=UnitType.values),
        name=row.text("name", needed=True), code=row.text("code"),
        code_list=row.text("code_list", needed=bool(row.text("code"))), parent=row.text("parent"),
        begins_on=row.day("begins_on"), known_from=row.needed_day("known_from"),
        grade=row.text("grade", needed=True, among=GRADES), source=row.text("source", needed=True),
    )  # fmt: skip


def _version(row: _Row) -> NewUnit:
    begins = row.needed_day("begins_on")
    return NewUnit(
        key=row.text("key", needed=True), type=row.text("type", among=UnitType.values), name=row.text("name"),
        code=row.text("code"), code_list=row.text("code_list"), parent=row.text("parent"),
        begins_on=begins, known_from=begins,
        grade=row.text("grade", needed=True, among=GRADES), source=row.text("source", needed=True),
        change=row.text("change"),
    )  # fmt: skip


def _act(row: _Row) -> Act:
    return Act(
        key=row.text("key", needed=True), title=row.text("title", needed=True),
        act_number=row.text("act_number", needed=True), act_date=row.day("act_date"),
        issuer=row.text("issuer"), effective_on=row.needed_day("effective_on"),
        grade=row.text("grade", needed=True, among=GRADES), source=row.text("source", needed=True),
    )  # fmt: skip


def _link(row: _Row) -> Link:
    whole = row.text("whole", needed=True, among=("yes", "no")) == "yes"
    share = row.millionths("share")
    basis = row.text("share_basis", needed=share is not None)
    if share is not None and whole:
        row.refuse("share", "đơn vị nhận toàn bộ thì không ghi phần được chia")
    return Link(
        change=row.text("change", needed=True), old=row.text("old", needed=True), new=row.text("new"),
        whole=whole, share=share, share_basis=basis,
        grade=row.text("grade", needed=True, among=GRADES), source=row.text("source", needed=True),
    )  # fmt: skip
