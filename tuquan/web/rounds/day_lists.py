"""A list of days as people paste it from Excel."""

from tuquan.reporting.actions.days_off import DayDecided
from tuquan.reporting.calendar_errors import DayOffRefused
from tuquan.sheets import Column, SheetError, find_heading, read_paste
from tuquan.sheets.heading import Record
from tuquan.vn.dates import DateError, parse_date
from tuquan.vn.text import key

COLUMNS = (
    Column("day", ("Ngày",), needed=True),
    Column("works", ("Nghỉ hay làm bù", "Nghỉ/làm bù", "Loại"), needed=True),
    Column("reason", ("Lý do", "Nội dung"), needed=True),
    Column("decision", ("Văn bản", "Căn cứ", "Theo văn bản"), needed=True),
)
_WORKS = {"nghi": False, "lam bu": True, "lam": True}


def days_of_paste(text: str) -> list[DayDecided]:
    """The days of a pasted list. Raises DayOffRefused with every fault, each with its cell."""
    try:
        found = find_heading(read_paste(text), COLUMNS)
    except SheetError as wrong:
        raise DayOffRefused(str(wrong)) from wrong
    if isinstance(found, str):
        raise DayOffRefused(found)
    faults: list[str] = list(found.faults)
    rows = [row for record in found.records if (row := _row(record, faults)) is not None]
    if faults or not rows:
        raise DayOffRefused(" ".join(faults) or "Danh sách không có ngày nào.")
    return rows


def _row(record: Record, faults: list[str]) -> DayDecided | None:
    works = _WORKS.get(key(record.text("works")))
    if works is None:
        faults.append(f"{record.where('works')}: ghi « nghỉ » hoặc « làm bù ».")
    try:
        day = parse_date(record.text("day")[:60])
    except DateError as wrong:
        faults.append(f"{record.where('day')}: {wrong}")
        return None
    if works is None:
        return None
    return DayDecided(day, works, record.text("reason"), record.text("decision"))
