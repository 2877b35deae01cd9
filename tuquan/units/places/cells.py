"""Cells of a sheet as values; what cannot be read becomes a fault with its address, and reading goes on."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from tuquan.sheets import Record
from tuquan.units.places.sizes import LARGEST
from tuquan.vn.dates import DateError, parse_date
from tuquan.vn.numbers import NumberError, parse, show

Note = Callable[[str], None]
# What people write for "not known": no number, and no fault.
_NOTHING = frozenset(("", "-", "–", "…", "..."))


def whole(record: Record, field: str, note: Note) -> int | None:
    """A count from 0; None when the cell is empty. "1.284" is read as written in Vietnam."""
    value = record.get(field)
    if value is None or (isinstance(value, str) and value in _NOTHING):
        return None
    try:
        number = parse(value) if isinstance(value, str) else value
    except NumberError as wrong:
        note(f"{record.where(field)}: {wrong}")
        return None
    if isinstance(number, date) or number != int(number) or not 0 <= number <= LARGEST:
        shown = f"{number:%d/%m/%Y}" if isinstance(number, date) else show(Decimal(number))
        note(f"{record.where(field)}: « {shown} » không phải là số đếm. Ghi số nguyên từ 0, ví dụ 1.284.")
        return None
    return int(number)


def day(record: Record, field: str, note: Note) -> date | None:
    """A day; None when the cell is empty."""
    value = record.get(field)
    if value is None or isinstance(value, date):
        return value
    try:
        return parse_date(str(value))
    except DateError as wrong:
        note(f"{record.where(field)}: {wrong}")
        return None
