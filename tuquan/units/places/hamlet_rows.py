"""Rows of a hamlet sheet: which columns there are, and each row read by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from tuquan.ground import clock
from tuquan.sheets import Column, Heading, Record
from tuquan.units.models import UnitType, UnitVersion
from tuquan.units.naming import search_key
from tuquan.units.places import cells
from tuquan.units.places.errors import SizeRefused
from tuquan.units.places.names import HAMLET_TYPES, HamletName, name_key, read_name, read_type, same_words
from tuquan.units.places.sizes import refuse_impossible
from tuquan.units.spelling import wanted

COLUMNS = (
    Column("name", (
        "Tên thôn", "Thôn", "Tên", "Tên thôn, bản", "Tên thôn, tổ dân phố", "Thôn, bản", "Thôn/bản", "Thôn, tổ dân phố",
        "Thôn/TDP", "Tên thôn/TDP", "Tổ dân phố", "Tên tổ dân phố", "Bản", "Tên bản", "Tiểu khu", "Tên tiểu khu",
        "Khu dân cư", "Tên khu dân cư", "Tên đơn vị", "Thôn, bản, tiểu khu", "Tên thôn, bản, tổ dân phố",
        "Tên thôn, bản, tiểu khu", "Thôn (bản)", "Tên thôn (bản)", "Thôn, bản, tổ dân phố",
    ), needed=True),
    Column("type", ("Loại", "Loại hình", "Loại đơn vị", "Loại thôn")),
    Column("households", ("Số hộ", "Hộ", "Tổng số hộ", "Số hộ gia đình", "Số hộ dân", "Tổng số hộ gia đình")),
    Column("population", (
        "Nhân khẩu", "Số nhân khẩu", "Khẩu", "Số khẩu", "Dân số", "Số dân", "Số người", "Tổng số nhân khẩu",
        "Tổng nhân khẩu", "Tổng số khẩu",
    )),
    Column("on", ("Ngày", "Tính đến ngày", "Tại ngày", "Thời điểm", "Ngày thống kê", "Đến ngày", "Ngày tính")),
    Column("code", ("Mã", "Mã thôn", "Mã số", "Mã đơn vị", "Mã thôn, bản")),
    Column("commune", ("Xã", "Tên xã", "Thuộc xã", "Xã, phường", "Xã/phường", "Xã, phường, thị trấn", "Phường")),
)  # fmt: skip


@dataclass(frozen=True)
class Given:
    """A row as read: `type` is None where neither a column nor the name says it."""

    record: Record
    name: HamletName
    households: int | None
    population: int | None
    on: date
    on_given: bool
    code: str

    @property
    def type(self) -> UnitType | None:
        return self.name.type


def read_rows(heading: Heading, commune: UnitVersion, day: date) -> tuple[list[Given], list[str]]:
    """Every row, and every fault of a row by itself."""
    faults: list[str] = []
    rows = [_row(record, commune, day, faults.append) for record in heading.records]
    return [row for row in rows if row is not None], faults


def _row(record: Record, commune: UnitVersion, day: date, note: Callable[[str], None]) -> Given | None:
    households, population = cells.whole(record, "households", note), cells.whole(record, "population", note)
    given = cells.day(record, "on", note)
    if given is not None and given > clock.today():
        note(f"{record.where('on')}: ngày {given:%d/%m/%Y} chưa tới. Ghi ngày đã đếm.")
    try:
        refuse_impossible(households, population)
    except SizeRefused as wrong:
        note(f"{record.where('population')}: {wrong}")
    _of_this_commune(record, record.text("commune"), "commune", commune, note)
    name = _name(record, commune, note)
    code = record.text("code")
    if len(code) > 12:
        note(f"{record.where('code')}: mã dài quá 12 ký tự.")
    if name is None:
        return None
    return Given(record, name, households, population, given or day, given is not None, code)


def _name(record: Record, commune: UnitVersion, note: Callable[[str], None]) -> HamletName | None:
    first, _, around = record.text("name").partition(",")
    _of_this_commune(record, around.strip(), "name", commune, note)
    said = record.text("type")
    kind = read_type(said) if said else None
    if said and kind is None:
        note(
            f"{record.where('type')}: « {said} » không phải là loại có trong danh mục "
            f"({', '.join(kind.label for kind in HAMLET_TYPES)})."
        )
    read = read_name(first)
    if not any(sign.isalnum() for sign in read.name):
        note(f"{record.where('name')}: chưa có tên. Ghi tên, hoặc xóa dòng này.")
        return None
    if len(read.name) > 120:
        note(f"{record.where('name')}: tên dài quá 120 ký tự.")
    # A column for the type settles it: « Bản Chùa » of type thôn is « thôn Bản Chùa ».
    if kind is not None and read.type not in (None, kind):
        return HamletName(kind, " ".join(first.split()))
    return read if kind is None else HamletName(kind, read.name)


def _of_this_commune(record: Record, said: str, field: str, commune: UnitVersion, note: Callable[[str], None]) -> None:
    if not said:
        return
    asked = wanted(said.partition(",")[0])
    same = commune.search_key in asked.keys and (asked.plain.isascii() or asked.fits(commune.name))
    if not same or (asked.types and asked.bare == search_key(commune.name) and commune.type not in asked.types):
        note(f"{record.where(field)}: « {said} » không phải là {commune.full_name}. Bảng này chỉ nhận thôn của xã ấy.")


def twins_in_sheet(rows: Sequence[Given], matches: Sequence[UnitVersion | None]) -> list[str]:
    """The same hamlet in two rows, also where only accents, tone placement or leading zeros differ."""
    faults = []
    seen: dict[str, list[tuple[Given, UnitVersion | None]]] = {}
    for row, unit in zip(rows, matches, strict=True):
        alike = seen.setdefault(name_key(row.name.name), [])
        before = next((given for given, other in alike if _same_type(given, row) and not _two(unit, other)), None)
        if before is not None:
            how = "trùng với" if same_words(before.name.name, row.name.name) else "chỉ khác dấu với"
            faults.append(
                f"{row.record.where('name')}: « {row.name.full} » {how} « {before.name.full} » "
                f"ở {before.record.where('name')}. Giữ một dòng."
            )
        alike.append((row, unit))
    return faults


def _same_type(one: Given, other: Given) -> bool:
    return one.type == other.type or None in (one.type, other.type)


def _two(one: UnitVersion | None, other: UnitVersion | None) -> bool:
    """Whether both stand already, as two hamlets."""
    return one is not None and other is not None and one.unit_id != other.unit_id
