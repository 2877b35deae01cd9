"""Windows of time a report covers: « năm 2021 », « 6 tháng đầu năm 2021 », 15/12/2020–14/12/2021."""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import get_args

from .dates import DateError, parse_date, show_date
from .period_names import Kind, hear, say

# Months a window of each kind spans, and how many such windows a year has.
_MONTHS: dict[Kind, int] = {"month": 1, "quarter": 3, "half": 6, "nine_months": 9, "year": 12}
_PARTS: dict[Kind, int] = {"month": 12, "quarter": 4, "half": 2, "nine_months": 1, "year": 1}
_KINDS: tuple[Kind, ...] = get_args(Kind)
_DAY = r"[0-9]{1,2}[/.\-][0-9]{1,2}[/.\-][0-9]{4}"
_RANGE = re.compile(
    rf"(?:(?P<name>.*)\(\s*)?(?:từ\s+)?(?:ngày\s+)?(?P<first>{_DAY})"
    rf"\s*(?:đến\s+hết|đến|tới|–|—|-)\s*(?:ngày\s+)?(?P<last>{_DAY})\s*\)?",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:/|--)P"
    r"(?:(?P<y>[0-9]{1,4})Y(?:(?P<ym>[0-9]{1,6})M)?|(?P<m>[0-9]{1,6})M|(?P<d>[0-9]{1,7})D)"
)


class WindowError(ValueError):
    """A window that is refused; ``code`` is stable, ``str(error)`` is Vietnamese."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, order=True)
class Window:
    """The days from ``first`` to ``last``, both included. Ordered by first day, then by last.

    Raises WindowError (window_reversed) when ``last`` lies before ``first``.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise WindowError(
                "window_reversed",
                f"Kỳ báo cáo kết thúc ({show_date(self.last)}) trước khi bắt đầu ({show_date(self.first)}). "
                "Đổi lại hai ngày.",
            )

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return self.iso

    @property
    def days(self) -> int:
        """How many days the window has."""
        return (self.last - self.first).days + 1

    def covers(self, other: "Window") -> bool:
        """Whether every day of ``other`` is a day of this window."""
        return self.first <= other.first and other.last <= self.last

    @property
    def whole_months(self) -> int | None:
        """The number of whole months, or None when the window does not end where a month from its start does."""
        if self.last == date.max:
            return None
        after = self.last + timedelta(days=1)
        months = (after.year - self.first.year) * 12 + after.month - self.first.month
        return months if after.day == self.first.day else None

    @property
    def iso(self) -> str:
        """Canonical name, ISO 8601 start/duration: "2024-12-15/P1Y", "2021-01-01/P6M", "2021-05-01/P10D"."""
        months = self.whole_months
        if months is None:
            return f"{self.first.isoformat()}/P{self.days}D"
        length = f"{months}M" if months % 12 else f"{months // 12}Y"
        return f"{self.first.isoformat()}/P{length}"

    @property
    def file_name(self) -> str:
        """The canonical name as part of a file name: "2024-12-15--P1Y"; ``from_iso`` reads it too."""
        return self.iso.replace("/", "--")

    @classmethod
    def from_iso(cls, text: str) -> "Window":
        """Read ``iso`` or ``file_name`` back. Raises WindowError (window_malformed)."""
        match = _ISO.fullmatch(text.strip())
        try:
            if match is None:
                raise ValueError(text)
            first = date.fromisoformat(match[1])
            return cls(first, _last(first, match))
        except (ValueError, OverflowError) as error:
            raise WindowError(
                "window_malformed", f"« {text} » không phải là tên kỳ. Viết như 2024-12-15/P1Y."
            ) from error

    def title(self) -> str:
        """The name in Vietnamese; ``parse_window`` reads it back to the same window.

        Calendar windows go by name ("quý I năm 2021"), those of Decree 09/2019/NĐ-CP by name and days
        ("năm 2021 (15/12/2020–14/12/2021)"), any other by its days ("từ 25/05/2017 đến 24/04/2019").
        """
        first, last = show_date(self.first), show_date(self.last)
        for part, rule in product(_ending_in(self.last.month), (calendar_window, decree_09_window)):
            if 2 <= self.last.year <= 9998 and rule(part[0], self.last.year, part[1]) == self:
                name = say(part[0], self.last.year, part[1])
                return name if rule is calendar_window else f"{name} ({first}–{last})"
        return f"từ {first} đến {last}"


def _ending_in(month: int) -> list[tuple[Kind, int]]:
    """The named periods whose last month is this one."""
    return [
        (kind, month // _MONTHS[kind])
        for kind in _KINDS
        if month % _MONTHS[kind] == 0 and month // _MONTHS[kind] <= _PARTS[kind]
    ]


def _last(first: date, match: "re.Match[str]") -> date:
    if match["d"]:
        return first + timedelta(days=int(match["d"]) - 1)
    months = int(match["y"] or 0) * 12 + int(match["ym"] or match["m"] or 0)
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, first.day) - timedelta(days=1)


def calendar_window(kind: Kind, year: int, part: int = 1) -> Window:
    """The calendar month, quarter, half, nine months or year; ``part`` counts from 1.

    Raises WindowError (window_no_such_part).
    """
    if not 1 <= part <= _PARTS[kind] or not 2 <= year <= 9998:
        raise WindowError("window_no_such_part", f"Năm {year} không có kỳ thứ {part} loại này. Kiểm tra lại kỳ.")
    start = 1 + (part - 1) * _MONTHS[kind]
    end = start + _MONTHS[kind] - 1
    return Window(date(year, start, 1), date(year, end, calendar.monthrange(year, end)[1]))


def decree_09_window(kind: Kind, year: int, part: int = 1) -> Window:
    """The window of administrative reports: from the 15th of the month before to the 14th of the last month.

    Decree 09/2019/NĐ-CP, in force from 12/03/2019: year 15/12–14/12, first half 15/12–14/6, second half
    15/6–14/12, nine months 15/12–14/9, quarter III 15/6–14/9, month 2 15/1–14/2.
    Raises WindowError (window_no_such_part).
    """
    whole = calendar_window(kind, year, part)
    before = whole.first - timedelta(days=1)
    return Window(before.replace(day=15), whole.last.replace(day=14))


def parse_window(text: str, *, year: int | None = None) -> Window:
    """Read a period named in speech as its calendar window, or two days as the window they bound.

    "năm 2021", "6 tháng đầu năm 2021", "6 tháng cuối năm", "9 tháng năm 2021", "quý I/2021", "quý II năm 2021",
    "tháng 2/2021", "từ 15/12/2020 đến 14/12/2021", and whatever ``Window.title`` writes. ``year`` is used where
    the words name none. Raises WindowError (window_malformed, window_no_year, window_no_such_part,
    window_reversed).
    """
    body = unicodedata.normalize("NFC", text).strip()
    if match := _RANGE.fullmatch(body):
        return _between(match["first"], match["last"])
    name = hear(body)
    if name is None:
        raise WindowError(
            "window_malformed",
            f"« {body} » không phải là tên kỳ. Viết như « năm 2021 », « quý I/2021 » "
            "hoặc « từ 15/12/2020 đến 14/12/2021 ».",
        )
    known = year if name.year is None else name.year
    if known is None:
        raise WindowError("window_no_year", f"Kỳ « {body} » chưa có năm. Ghi thêm năm, ví dụ {body} 2021.")
    return calendar_window(name.kind, known, name.part)


def _between(first: str, last: str) -> Window:
    try:
        return Window(parse_date(first), parse_date(last))
    except DateError as error:
        raise WindowError("window_malformed", str(error)) from error
