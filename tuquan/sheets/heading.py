"""Finding the line of headers in a table whatever the order of its columns, and the records under it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tuquan.sheets.columns import Cell
from tuquan.sheets.table import Row, Table
from tuquan.vn.text import key

# Titles of State papers stand above a list: its headers are looked for this far down.
DEEPEST = 25
_TOTALS = frozenset(("tong", "tong so", "cong", "tong cong", "toan xa", "cong toan xa", "tong toan xa"))
_ERRORS = frozenset(("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#"))
_BRACKETS = re.compile(r"\([^)]*\)")
_NUMBERING = frozenset(("stt", "tt", "so tt", "so thu tu"))


@dataclass(frozen=True)
class Column:
    """A column that is looked for: `field` is ours, `headers` all ways of writing it (compared without accents)."""

    field: str
    headers: tuple[str, ...]
    needed: bool = False


@dataclass(frozen=True)
class Record:
    """A row under the headers, asked by field; `where(field)` is the address of the cell."""

    table: Table
    row: Row
    columns: Mapping[str, int]

    def get(self, field: str) -> Cell:
        return self.row.cell(self.columns[field]) if field in self.columns else None

    def text(self, field: str) -> str:
        value = self.get(field)
        return "" if value is None else str(value)

    def where(self, field: str | None = None) -> str:
        return self.table.where(self.row.number, None if field is None else self.columns.get(field))


@dataclass(frozen=True)
class Heading:
    """The recognised headers. `unused`: headers that nobody asked for, as written; `faults`: the shape's, with cells.

    `totals`: rows of sums at the end, which are left out.
    """

    table: Table
    row: Row
    columns: Mapping[str, int]
    unused: tuple[str, ...]
    records: tuple[Record, ...]
    faults: tuple[str, ...]
    totals: tuple[Record, ...] = ()


def find_heading(tables: Sequence[Table], columns: Sequence[Column]) -> Heading | str:
    """The one table that has the needed headers; or, as a sentence, why there is none or more than one."""
    found = [heading for table in tables if (heading := _in_table(table, columns)) is not None]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(f"« {heading.table.name} »" for heading in found)
        return f"Có {len(found)} trang đều là danh sách ({names}). Để mỗi lần một trang, xóa hoặc ẩn các trang kia."
    wanted = "; ".join(f"« {column.headers[0]} »" for column in columns if column.needed)
    names = ", ".join(f"« {table.name} »" for table in tables) or "nào"
    return f"Không thấy dòng tiêu đề có cột {wanted} ở trang {names}. Ghi tên cột ở dòng trên danh sách rồi đưa lại."


def _in_table(table: Table, columns: Sequence[Column]) -> Heading | None:
    fields = {key(header): column.field for column in columns for header in column.headers}
    for row in table.rows[:DEEPEST]:
        named = [(at, _field(str(cell), fields)) for at, cell in enumerate(row.cells) if cell is not None]
        here = {field for _, field in named if field}
        if all(column.field in here for column in columns if column.needed):
            return _heading(table, row, columns, [(at, field) for at, field in named if field])
    return None


def _field(header: str, fields: Mapping[str, str]) -> str | None:
    """Our field for a header; what stands in brackets (a measure, a note) may be left out: « Số hộ (hộ) »."""
    return fields.get(key(header)) or fields.get(key(_BRACKETS.sub("", header)))


def _heading(table: Table, row: Row, asked: Sequence[Column], named: Sequence[tuple[int, str]]) -> Heading:
    places: dict[str, int] = {}
    faults = []
    for at, field in named:
        if field in places:
            first = table.where(row.number, places[field])
            faults.append(f"{table.where(row.number, at)}: cột này trùng nghĩa với cột ở {first}. Bỏ một cột.")
        places.setdefault(field, at)
    unused = tuple(
        str(cell)
        for at, cell in enumerate(row.cells)
        if cell is not None and at not in dict(named) and key(str(cell)) not in _NUMBERING
    )
    below = [other for other in table.rows if other.number > row.number]
    name = next(column.field for column in asked if column.needed)
    records = [Record(table, other, places) for other in below if not other.blank]
    totals = []
    while records and _is_total(records[-1], places[name]):
        totals.append(records.pop())
    faults += [*_merged(table, row), *_blank(table, below), *_errors(records), *_empty(table, row, records)]
    return Heading(table, row, places, unused, tuple(records), tuple(faults), tuple(totals))


def _is_total(record: Record, name: int) -> bool:
    words = [key(str(cell)) for cell in record.row.cells[: name + 1] if cell is not None]
    return any(word in _TOTALS for word in words)


def _merged(table: Table, row: Row) -> Iterator[str]:
    for merged in table.merged:
        if merged.last_row >= row.number:
            yield (f"{table.range(merged)}: các ô bị gộp. Bỏ gộp ô (Merge & Center), ghi đủ nội dung vào từng dòng.")


def _blank(table: Table, below: Sequence[Row]) -> Iterator[str]:
    for row in below:
        if row.blank:
            yield f"{table.where(row.number)}: dòng trống giữa danh sách. Xóa dòng này, hoặc xóa phần không thuộc bảng."


def _errors(records: Sequence[Record]) -> Iterator[str]:
    for record in records:
        for field, at in record.columns.items():
            if record.row.cell(at) in _ERRORS:
                wrong = record.row.cell(at)
                yield f"{record.where(field)}: ô có lỗi công thức {wrong}. Sửa công thức, hoặc ghi thẳng số."


def _empty(table: Table, row: Row, records: Sequence[Record]) -> Iterator[str]:
    if not records:
        yield f"{table.where(row.number)}: dưới dòng tiêu đề không có dòng nào."
