"""Days as Vietnamese papers write them."""

import re
import unicodedata
from datetime import date

_NUMERIC = re.compile(r"(?:ngày\s+)?([0-9]{1,2})\s*([/.\-])\s*([0-9]{1,2})\s*\2\s*([0-9]{4})", re.I)
_LONG = re.compile(r"(?:ngày\s+)?([0-9]{1,2})\s+tháng\s+([0-9]{1,2})\s+năm\s+([0-9]{4})", re.I)
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


class DateError(ValueError):
    """A date text that is refused; ``code`` is stable, ``str(error)`` is Vietnamese."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def parse_date(text: str) -> date:
    """Read "24/4/2019", "24-4-2019", "24.4.2019", "ngày 24 tháng 4 năm 2019" or ISO "2019-04-24".

    The year has four digits. Raises DateError (date_empty, date_malformed, date_no_such_day).
    """
    body = unicodedata.normalize("NFC", text).strip()
    if not body:
        raise DateError("date_empty", "Chưa có ngày. Nhập ngày theo dạng 24/04/2019.")
    year, month, day = _parts(body)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise DateError(
            "date_no_such_day", f"Không có ngày « {body} » trên lịch. Kiểm tra lại ngày và tháng."
        ) from error


def _parts(body: str) -> tuple[int, int, int]:
    if match := _NUMERIC.fullmatch(body):
        return int(match[4]), int(match[3]), int(match[1])
    if match := _LONG.fullmatch(body):
        return int(match[3]), int(match[2]), int(match[1])
    if match := _ISO.fullmatch(body):
        return int(match[1]), int(match[2]), int(match[3])
    raise DateError("date_malformed", f"« {body} » không phải là ngày. Nhập theo dạng 24/04/2019.")


def show_date(day: date) -> str:
    """The short form of screens and tables: "24/04/2019"."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def show_month(month: int) -> str:
    """A month's number in official wording: "01", "02", then "3" … "12" (Decree 30/2020/NĐ-CP, Annex I)."""
    return f"{month:02d}" if month <= 2 else str(month)


def show_long(day: date) -> str:
    """The form of official papers: "ngày 05 tháng 02 năm 2021".

    Days below 10 and months 1 and 2 carry a leading zero (Decree 30/2020/NĐ-CP, Annex I).
    """
    return f"ngày {day.day:02d} tháng {show_month(day.month)} năm {day.year:04d}"


def show_relative(day: date, today: date) -> str:
    """How far a day lies from today: "hôm nay", "hôm qua", "ngày mai", "còn 3 ngày", "quá 2 ngày"."""
    days = (day - today).days
    near = {0: "hôm nay", -1: "hôm qua", 1: "ngày mai"}
    return near.get(days) or (f"còn {days} ngày" if days > 0 else f"quá {-days} ngày")
