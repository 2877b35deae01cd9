"""Run as a program: a workbook comes in, its rows go out as JSON. A broken one may ask for all memory: held here."""

import io
import json
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

MAX_CELLS = 200_000


def rows(data: bytes) -> dict[str, Any]:
    """{"sheets": [[name, rows of texts]], "hidden": how many}. Raises ValueError when too long."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found: dict[str, Any] = {"sheets": [], "hidden": 0}
    cells = 0
    for sheet in book.sheets_metadata:
        if sheet.visible != SheetVisibleEnum.Visible or sheet.typ != SheetTypeEnum.WorkSheet:
            found["hidden"] += 1
            continue
        read = book.get_sheet_by_name(sheet.name)
        cells += read.total_height * read.total_width
        if cells > MAX_CELLS:
            raise ValueError("too_long")
        found["sheets"].append(
            [sheet.name, [[_shown(v) for v in row] for row in read.to_python(skip_empty_area=False)]]
        )
    return found


def _shown(value: Any) -> str:
    """A value as an office writes it: 33.446 stays 33446, 1.5 is 1,5, a day 14/12/2021."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value).replace(".", ",")
    if isinstance(value, date | datetime):
        return f"{value:%d/%m/%Y}"
    return "" if isinstance(value, time | timedelta) else str(value)


def _hold_memory(megabytes: int) -> None:
    """Where the system can: what asks for more dies here, not the server."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


if __name__ == "__main__":
    _hold_memory(int(sys.argv[1]))
    json.dump(rows(sys.stdin.buffer.read()), sys.stdout)
