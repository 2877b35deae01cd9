"""What a person writes into a cell of a form or a file: a number, x of y, "không phát sinh", or nothing."""

import re
from datetime import date
from decimal import Decimal

from tuquan.reporting.exchange.errors import CellUnreadable
from tuquan.reporting.models import Answer, Indicator
from tuquan.reporting.values import NOT_REPORTED, Value, checked
from tuquan.vn.numbers import NumberError, parse
from tuquan.vn.text import key

NONE_AROSE = frozenset({"khong phat sinh", "kps", "khong"})
NOT_SAID = frozenset({"", "chua bao cao"})
_OF = re.compile(r"\s*/\s*|\s+trên\s+")

Written = str | int | Decimal | date | None


def read(indicator: Indicator, written: Written, of: Written = None) -> Value:
    """The answer that was written for a line; `of`: its whole, where that stands in a cell of its own.

    Numbers as Vietnamese offices write them ("33.446", "1,5", "13/13"), or as a sheet holds them. An empty cell is
    "chưa báo cáo". Raises CellUnreadable, and ValueRefused where the number cannot be right.
    """
    said = "" if written is None else str(written).strip()
    if key(said) in NONE_AROSE:
        return Value(Answer.NONE_AROSE)
    if key(said) in NOT_SAID and of in (None, ""):
        return NOT_REPORTED
    parts: list[Written] = [written] if not isinstance(written, str) else list(_OF.split(said))
    if of not in (None, ""):
        parts.append(of)
    if len(parts) > 2:
        raise CellUnreadable(f"Dòng “{indicator.name}”: “{said}” không đọc được thành số. Ghi một số, hoặc x/y.")
    numbers = [_number(indicator, part) for part in parts]
    value, whole = checked(indicator, numbers[0], numbers[1] if len(numbers) == 2 else None)
    return Value(Answer.VALUE, value, whole)


def _number(indicator: Indicator, written: Written) -> Decimal:
    if isinstance(written, int | Decimal) and not isinstance(written, bool):
        return Decimal(written)
    try:
        return parse(str(written))
    except NumberError as error:
        raise CellUnreadable(f"Dòng “{indicator.name}” không đọc được thành số: {error}") from error
