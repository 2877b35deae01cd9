"""A sheet of hamlets: what it would write, shown before anything is written; nothing on any fault."""

import hashlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction

from tuquan.ground import audit, clock, locks
from tuquan.sheets import Heading, Table, find_heading
from tuquan.units import laws, queries
from tuquan.units.models import UnitSize, UnitType, UnitVersion
from tuquan.units.places.errors import SheetFaulty, SheetMoved, SizeRefused
from tuquan.units.places.hamlet_rows import COLUMNS, Given, read_rows, twins_in_sheet
from tuquan.units.places.hamlets import commune_on, found_hamlet, hamlets_of, twins
from tuquan.units.places.names import meant
from tuquan.units.places.sizes import Size, record_size, refuse_impossible, size_words, sizes_of

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
        shown = repr([astuple(line) for line in self.lines]) + repr(self.missing)
        return hashlib.sha256(shown.encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Taken:
    founded: int
    sized: int
    unchanged: int


@dataclass
class _Standing:
    """The commune's hamlets of the day; for each day of counting, who is alive then and what is known by then."""

    commune_id: int
    rows: list[UnitVersion]
    said: dict[tuple[int, date], UnitSize]
    sizes: dict[date, dict[int, Size]]
    alive: dict[date, set[int]]
    named: set[int] = field(default_factory=set)


def preview(*, commune_id: int, day: date, tables: Sequence[Table], source: str = "") -> Preview:
    """What the tables (tuquan.sheets.read_tables / read_paste) would do to a commune's hamlets.

    `day`: since when new hamlets are known and numbers hold, where the sheet has no column for it.
    """
    commune = commune_on(commune_id, day)
    found = find_heading(tables, COLUMNS)
    if isinstance(found, str):
        return Preview(commune_id, day, source, (), (found,), (), ())
    given, faults = read_rows(found, commune, day)
    standing = _standing(commune_id, day, {row.on for row in given})
    matches = _matched(given, standing, faults)
    faults = [*_day_to_come(day), *found.faults, *faults, *twins_in_sheet(given, matches)]
    lines = [_line(row, unit, standing, faults) for row, unit in zip(given, matches, strict=True)]
    missing = tuple(row.full_name for row in standing.rows if row.unit_id not in standing.named)
    kept = tuple(line for line in lines if line is not None)
    return Preview(commune_id, day, source, kept, tuple(faults), missing, _notes(found, given, matches))


@transaction.atomic
def take(
    *, by: "Actor | None", commune_id: int, day: date, tables: Sequence[Table], source: str = "", seen: str = ""
) -> Taken:
    """Write what `preview` shows, in one transaction; twice writes nothing the second time.

    Raises SheetFaulty (every fault), SheetMoved (`seen` is given and no longer what would be written).
    """
    with locks.one_at_a_time(laws.LOCK):
        shown = preview(commune_id=commune_id, day=day, tables=tables, source=source)
        if shown.faults:
            raise SheetFaulty(shown.faults)
        if seen and seen != shown.seen:
            raise SheetMoved
        for line in shown.lines:
            _write(by, commune_id, day, line, source)
        count = {doing: sum(line.doing == doing for line in shown.lines) for doing in Doing}
        if shown.ready:
            audit.record(
                by=by, action="units.take_hamlets", subject_kind="unit", subject_key=commune_id, unit_key=commune_id,
                summary=f"Nhận bảng thôn: lập mới {count[Doing.NEW]}, ghi số hộ, nhân khẩu {count[Doing.SIZE]}, "
                f"giữ nguyên {count[Doing.SAME]}.",
                detail={"source": source},
            )  # fmt: skip
    return Taken(count[Doing.NEW], count[Doing.SIZE], count[Doing.SAME])


def _standing(commune_id: int, day: date, days: set[date]) -> _Standing:
    rows = hamlets_of(commune_id, day)
    keys = {row.unit_id for row in rows}
    return _Standing(
        commune_id, rows,
        said={(row.unit_id, row.on): row for row in UnitSize.objects.filter(unit_id__in=keys)},
        sizes={on: sizes_of(keys, on) for on in days},
        alive={on: set(queries.versions(keys | {commune_id}, on)) for on in days},
    )  # fmt: skip


def _matched(given: Sequence[Given], standing: _Standing, faults: list[str]) -> list[UnitVersion | None]:
    """The standing hamlet of each row; None for a new one, or where it is not clear (a fault then)."""
    found: list[UnitVersion | None] = []
    for row in given:
        several = meant(row.name, standing.rows)
        found.append(several[0] if len(several) == 1 else None)
        if len(several) > 1:
            faults.append(
                f"{row.record.where('name')}: « {row.name.full} » có thể là {_offers(several)}. Ghi rõ loại và dấu."
            )
    taken = {unit.unit_id for unit in found if unit is not None}
    standing.named |= taken
    left = [other for other in standing.rows if other.unit_id not in taken]
    for row, unit in zip(given, found, strict=True):
        if unit is None:
            _new_and_clear(row, left, faults)
        elif row.code and unit.code and row.code != unit.code:
            faults.append(
                f"{row.record.where('code')}: {unit.full_name} đang mang mã {unit.code}, không phải {row.code}."
            )
    return found


def _new_and_clear(row: Given, left: list[UnitVersion], faults: list[str]) -> None:
    """A new hamlet must say its type, and be no other spelling or other type of one that the sheet leaves out."""
    if row.type is None:
        faults.append(
            f"{row.record.where('name')}: « {row.name.full} » chưa có trong xã và chưa rõ loại. "
            "Ghi loại ở cột « Loại » hoặc trước tên (thôn, bản, tiểu khu, tổ dân phố)."
        )
    near = twins(row.name.name, left)
    if near and len(meant(row.name, left)) <= 1:
        faults.append(
            f"{row.record.where('name')}: « {row.name.full} » chưa có, nhưng xã đang có {_offers(near)}. "
            "Nếu là một thì ghi đúng tên ấy; đổi tên, đổi loại hoặc lập riêng thì làm ở trang thôn."
        )


def _line(row: Given, unit: UnitVersion | None, standing: _Standing, faults: list[str]) -> Line | None:
    if unit is None and row.type is None:
        return None
    counted = size_words(row.households, row.population)
    if counted and (unit.unit_id if unit else standing.commune_id) not in standing.alive[row.on]:
        faults.append(
            f"{row.record.where('on')}: ngày {row.on:%d/%m/%Y} "
            f"{unit.full_name if unit else 'xã'} chưa có trong danh mục hoặc đã kết thúc. Ghi ngày khác."
        )
    if unit is None:
        kind = row.type or UnitType.VILLAGE
        words = f"lập mới{f', {counted} tại ngày {row.on:%d/%m/%Y}' if counted else ''}"
        return _made(row, Doing.NEW, kind, row.name.name, None, words)
    try:
        doing, words = _difference(row, unit, standing, counted)
    except SizeRefused as wrong:
        faults.append(f"{row.record.where('households')}: {wrong}")
        return None
    return _made(row, doing, UnitType(unit.type), unit.name, unit.unit_id, words)


def _difference(row: Given, unit: UnitVersion, standing: _Standing, counted: str) -> tuple[Doing, str]:
    """Raises SizeRefused where the row and what that day already says cannot both be."""
    said, size = standing.said.get((unit.unit_id, row.on)), standing.sizes[row.on][unit.unit_id]
    if said is not None:
        households = said.households if row.households is None else row.households
        population = said.population if row.population is None else row.population
        refuse_impossible(households, population)
        if (households, population) == (said.households, said.population):
            return Doing.SAME, "không đổi"
        was = size_words(said.households, said.population)
        return Doing.SIZE, f"sửa số đã ghi cho ngày {row.on:%d/%m/%Y}: {counted} (đang ghi {was})"
    unchanged = row.households in (None, size.households) and row.population in (None, size.population)
    if not counted or (unchanged and not row.on_given):
        return Doing.SAME, "không đổi"
    return Doing.SIZE, f"{counted} tại ngày {row.on:%d/%m/%Y} (trước: {size})"


def _made(row: Given, doing: Doing, kind: UnitType, name: str, unit_id: int | None, words: str) -> Line:
    return Line(
        row.record.where(), doing, kind, name, f"{kind.label} {name}", words, unit_id,
        row.households, row.population, row.on, row.code,
    )  # fmt: skip


def _notes(heading: Heading, given: Sequence[Given], matches: Sequence[UnitVersion | None]) -> tuple[str, ...]:
    unused = ", ".join(f"« {name} »" for name in heading.unused)
    notes = [f"Không dùng cột {unused}."] if unused else []
    notes += [f"Bỏ qua dòng cộng ở {record.where()}." for record in heading.totals]
    uncoded = [row for row, unit in zip(given, matches, strict=True) if unit is not None and row.code and not unit.code]
    if uncoded:
        notes.append(f"Mã chỉ ghi cho thôn lập mới; bỏ qua mã của {len(uncoded)} thôn đã có.")
    return tuple(notes)


def _day_to_come(day: date) -> list[str]:
    if day <= clock.today():
        return []
    return [f"Ngày {day:%d/%m/%Y} chưa tới. Chọn ngày đã qua; sắp xếp thôn từ một ngày sắp tới làm ở trang sắp xếp."]


def _offers(rows: Sequence[UnitVersion]) -> str:
    return " hoặc ".join(f"« {row.full_name} »" for row in rows)


def _write(by: "Actor | None", commune_id: int, day: date, line: Line, source: str) -> None:
    unit_id, on = line.unit_id, line.on or clock.today()
    if line.doing == Doing.SAME:
        return
    if unit_id is None:
        unit_id = found_hamlet(
            by=by, commune_id=commune_id, type=line.type, name=line.name, on=min(day, on), code=line.code,
            source=source, accept_similar=True,
        ).pk  # fmt: skip
    if line.households is not None or line.population is not None:
        record_size(
            by=by, unit_id=unit_id, on=on, households=line.households, population=line.population, source=source
        )
