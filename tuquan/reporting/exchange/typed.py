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
    numbers = (_number(indicator, written), None) if not isinstance(written, str) else parted(said, indicator)
    whole = numbers[1] if of in (None, "") else _number(indicator, of)
    return Value(Answer.VALUE, *checked(indicator, numbers[0], whole))


def parted(text: str, indicator: Indicator) -> tuple[Decimal, Decimal | None]:
    """The numbers of "33.446", "1,5", "13/13" (x of y), as they stand. Raises CellUnreadable, which quotes the text."""
    parts = _OF.split(text)
    if len(parts) == 2:
        return _number(indicator, parts[0]), _number(indicator, parts[1])
    return _number(indicator, text), None


def _number(indicator: Indicator, written: Written) -> Decimal:
    if isinstance(written, int | Decimal) and not isinstance(written, bool):
        return Decimal(written)
    try:
        return parse(str(written))
    except NumberError as error:
        raise CellUnreadable(f"Dòng “{indicator.name}” không đọc được thành số: {error}") from error
