"""A file of values of many units: csv, xlsx or json, as rows of words with the address of each."""

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from io import StringIO

from tuquan.reporting.exchange.errors import SheetRefused
from tuquan.sheets import Cell, Column, SheetError, find_heading, read_tables

# Both names of a column: ours in machine files, the Vietnamese one in an office's own table.
COLUMNS = (
    Column("indicator", ("indicator", "chỉ tiêu", "mã chỉ tiêu"), needed=True),
    Column("window", ("period", "window", "kỳ", "kỳ báo cáo"), needed=True),
    Column("unit", ("unit", "đơn vị", "mã đơn vị", "xã, phường"), needed=True),
    Column("value", ("value", "giá trị", "số liệu"), needed=True),
    Column("of", ("of", "trên tổng số", "mẫu số")),
)
FIELDS = tuple(column.field for column in COLUMNS)
LARGEST = 50_000_000
MOST_ROWS = 200_000
_NUMBER = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,10})?")


@dataclass(frozen=True)
class Row:
    """One value as written. `where`: "Trang1!C4", "dòng 4" of a csv, "phần tử 4" of a json."""

    where: str
    indicator: str
    window: str
    unit: str
    value: Cell
    of: Cell


def rows_of(data: bytes, *, file_name: str) -> Sequence[Row]:
    """The rows of a file by its ending (.csv, .xlsx, .json). Raises SheetRefused: unreadable, too large, no header."""
    if len(data) > LARGEST:
        raise SheetRefused("Tệp lớn quá 50 MB. Chia thành nhiều tệp, mỗi tệp một số kỳ, rồi đưa lần lượt.")
    ending = file_name.rpartition(".")[2].lower()
    found = _csv(data) if ending == "csv" else _json(data) if ending == "json" else _sheet(data, file_name)
    rows = list(found)
    if not rows:
        raise SheetRefused("Tệp không có dòng số liệu nào. Kiểm tra tệp rồi đưa lại.")
    if len(rows) > MOST_ROWS:
        raise SheetRefused(f"Tệp có quá {MOST_ROWS} dòng. Chia thành nhiều tệp rồi đưa lần lượt.")
    return rows


def _csv(data: bytes) -> Iterator[Row]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SheetRefused("Không đọc được chữ trong tệp. Lưu lại dạng « CSV UTF-8 » rồi đưa lại.") from error
    first = text.partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    header = [name.strip().lower() for name in next(reader, [])]
    at = _places(header)
    # A file with our own names is a machine's: 1.5 is one and a half. An office's table writes 1,5 and 33.446.
    read = _machine if "indicator" in header else str.strip
    width = len(header)
    for number, cells in enumerate(reader, start=2):
        if not any(cells):
            continue
        if len(cells) != width:
            raise SheetRefused(
                f"Dòng {number} có {len(cells)} ô, dòng tiêu đề có {width}: tệp bị cắt hoặc lệch cột. "
                "Không dòng nào được ghi. Xuất lại tệp rồi đưa lại."
            )
        of = cells[at["of"]] if "of" in at else None
        yield Row(
            f"dòng {number}", cells[at["indicator"]].strip(), cells[at["window"]].strip(), cells[at["unit"]].strip(),
            read(cells[at["value"]]), read(of) if of else None,
        )  # fmt: skip


def _places(header: Sequence[str]) -> Mapping[str, int]:
    at = {column.field: header.index(name) for column in COLUMNS for name in column.headers if name in header}
    lacking = [column.headers[0] for column in COLUMNS if column.needed and column.field not in at]
    if lacking:
        raise SheetRefused(f"Dòng đầu của tệp thiếu cột: {', '.join(lacking)}. Ghi đủ tên cột rồi đưa lại.")
    return at


def _sheet(data: bytes, file_name: str) -> Iterator[Row]:
    try:
        heading = find_heading(read_tables(data, file_name=file_name), COLUMNS)
    except SheetError as error:
        raise SheetRefused(error.message) from error
    if isinstance(heading, str):
        raise SheetRefused(heading)
    if heading.faults:
        raise SheetRefused("Bảng chưa dùng được. " + " ".join(heading.faults[:5]))
    for record in heading.records:
        line, window, unit = (record.text(field).strip() for field in FIELDS[:3])
        yield Row(record.where("value"), line, window, unit, record.get("value"), record.get("of"))


def _json(data: bytes) -> Iterator[Row]:
    try:
        told = json.loads(data, parse_float=Decimal)
    except ValueError as error:
        raise SheetRefused("Tệp json bị cắt hoặc sai dạng, không đọc được. Xuất lại tệp rồi đưa lại.") from error
    values = told.get("values") if isinstance(told, dict) else told
    if not isinstance(values, list):
        raise SheetRefused("Tệp json phải là một danh sách, hoặc có danh sách ở « values ».")
    for number, one in enumerate(values, start=1):
        if not isinstance(one, dict):
            raise SheetRefused(f"Phần tử {number} không phải là một giá trị có tên trường. Không dòng nào được ghi.")
        if "value" not in one or isinstance(one["value"], bool):
            raise SheetRefused(f"Phần tử {number} không có « value » là một số hay chữ. Không dòng nào được ghi.")
        line, window, unit = (str(one.get(name, "")).strip() for name in ("indicator", "period", "unit"))
        yield Row(f"phần tử {number}", line, window, unit, _plain(one.get("value")), _plain(one.get("of")))


def _machine(written: str) -> Cell:
    try:
        return Decimal(written) if _NUMBER.fullmatch(written) else written
    except InvalidOperation:
        return written


def _plain(value: object) -> Cell:
    if isinstance(value, bool) or value is None:
        return None
    return _machine(str(value))
