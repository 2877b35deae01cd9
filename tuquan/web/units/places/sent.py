"""A table that a person pastes or uploads, looked at first and taken afterwards: it travels in the form itself."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest

from tuquan.sheets import Cell, Merged, Row, SheetError, Table, read_paste, read_tables

LIMIT = 5  # MB, as tuquan.sheets.read_tables refuses
_SPOILT = "Bảng đã xem trước không còn nguyên vẹn, chưa ghi gì cả. Dán hoặc tải tệp lên lại."


@dataclass(frozen=True)
class Sent:
    """`text`: what was pasted; `kept`: an uploaded file's tables, to be sent again; `name`: of the file."""

    tables: tuple[Table, ...]
    text: str = ""
    kept: str = ""
    name: str = ""


def sent(request: HttpRequest) -> Sent:
    """The table of this form. Raises SheetError: none, two at once, or one that cannot be read."""
    text, file = request.POST.get("dan", ""), request.FILES.get("tep")
    if file is not None:
        if text.strip():
            raise SheetError("two_tables", "Vừa dán bảng vừa chọn tệp. Chỉ dùng một cách, xóa cách kia.")
        name = file.name or "Tệp"
        tables = read_tables(file.read(), file_name=name)
        return Sent(tables, kept=packed(tables), name=name)
    if kept := request.POST.get("bang", ""):
        return Sent(unpacked(kept), kept=kept, name=request.POST.get("ten-tep", "")[:100])
    if not text.strip():
        raise SheetError("no_table", "Chưa có bảng. Chép cả dòng tiêu đề trong Excel rồi dán vào, hoặc chọn tệp.")
    return Sent(read_paste(text), text=text)


def packed(tables: Sequence[Table]) -> str:
    """Tables as text that `unpacked` reads back exactly."""
    whole = [
        {"name": one.name, "rows": [[row.number, [_out(cell) for cell in row.cells]] for row in one.rows],
         "merged": [asdict(merged) for merged in one.merged]}
        for one in tables
    ]  # fmt: skip
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> tuple[Table, ...]:
    """The tables again. Raises SheetError for what `packed` never wrote."""
    try:
        return tuple(_table(one) for one in json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError) as wrong:
        raise SheetError("sheet_spoilt", _SPOILT) from wrong


def _table(one: dict[str, Any]) -> Table:
    rows = tuple(Row(int(number), tuple(_in(cell) for cell in cells)) for number, cells in one["rows"])
    return Table(str(one["name"])[:100], rows, tuple(Merged(**merged) for merged in one["merged"]))


def _out(cell: Cell) -> Any:
    if isinstance(cell, date):
        return {"day": cell.isoformat()}
    return {"number": str(cell)} if isinstance(cell, Decimal) else cell


def _in(cell: Any) -> Cell:
    if isinstance(cell, dict):
        return date.fromisoformat(cell["day"]) if "day" in cell else Decimal(cell["number"])
    if cell is None or (isinstance(cell, str | int) and not isinstance(cell, bool)):
        return cell
    raise TypeError("no cell")
