"""How the windows of a year are laid: any day of the month to 28, begun so many months before January."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .dates import show_date
from .period_names import Kind, say
from .windows import Window, WindowError

_NAMED: dict[int, Kind] = {1: "month", 3: "quarter", 6: "half", 9: "nine_months", 12: "year"}


@dataclass(frozen=True)
class YearWindow:
    """One window of a pattern: its days, the year that it is named after, its place in that year from 1."""

    window: Window
    year: int
    part: int
    name: str


@dataclass(frozen=True)
class WindowPattern:
    """Windows of `months` months from the `first_day` (1 to 28) of the month `lead_months` (0 to 11) before January.

    `first_part`..`first_part + parts - 1` of those that a year could hold. Decree 09/2019/NĐ-CP: first_day 15,
    lead_months 1; quarters are parts 1 to 4, its second half-year part 2 alone, its nine months part 1 alone.
    Raises WindowError (window_rule_malformed).
    """

    months: int
    first_day: int = 1
    lead_months: int = 0
    first_part: int = 1
    parts: int = 1

    def __post_init__(self) -> None:
        days = 1 <= self.first_day <= 28 and 0 <= self.lead_months <= 11
        fits = self.months >= 1 and self.first_part >= 1 and self.parts >= 1
        if not days or not fits or self.months * (self.first_part + self.parts - 1) > 12:
            raise WindowError(
                "window_rule_malformed",
                "Cách tính kỳ không lập được: ngày đầu kỳ từ 1 đến 28, bắt đầu không quá 11 tháng trước tháng 1, "
                "các kỳ của một năm không dài quá 12 tháng.",
            )

    @property
    def whole_year(self) -> bool:
        """Whether the windows of a year follow each other without a gap from its first day to its last."""
        return self.first_part == 1 and self.months * self.parts == 12

    def of_year(self, year: int) -> list[YearWindow]:
        """The windows named after a year, in order. Raises WindowError (window_no_such_part) beyond years 2 to 9998."""
        if not 2 <= year <= 9998:
            raise WindowError("window_no_such_part", f"Không có kỳ của năm {year}. Kiểm tra lại năm.")
        return [self._part(year, part) for part in range(self.first_part, self.first_part + self.parts)]

    def ending(self, first: date, last: date) -> Iterator[YearWindow]:
        """The windows whose last day is one of `first`..`last`, in order."""
        for year in range(first.year - 1, last.year + 2):
            yield from (row for row in self.of_year(year) if first <= row.window.last <= last)

    def named(self, window: Window) -> YearWindow | None:
        """The window of this pattern with exactly these days; None where it has none."""
        return next((row for row in self.ending(window.last, window.last) if row.window == window), None)

    def _part(self, year: int, part: int) -> YearWindow:
        start = year * 12 - self.lead_months + (part - 1) * self.months
        window = Window(self._day(start), self._day(start + self.months) - timedelta(days=1))
        return YearWindow(window, year, part, self._name(window, year, part))

    def _day(self, month: int) -> date:
        return date(month // 12, month % 12 + 1, self.first_day)

    def _name(self, window: Window, year: int, part: int) -> str:
        """ "quý I năm 2025", with its days where they are not the calendar's; only its days where it has no name.

        `parse_window` reads it back to the same window.
        """
        kind = _NAMED.get(self.months)
        if kind is None or (kind == "nine_months" and part > 1):
            return f"từ {show_date(window.first)} đến {show_date(window.last)}"
        name = say(kind, year, part)
        if (self.first_day, self.lead_months) == (1, 0):
            return name
        return f"{name} ({show_date(window.first)}–{show_date(window.last)})"


def begins_in(pattern: WindowPattern) -> str:
    """For the editor: "từ ngày 15 tháng 12 năm trước" or "từ ngày 1 tháng 1"."""
    month = (12 - pattern.lead_months) % 12 + 1
    return f"từ ngày {pattern.first_day} tháng {month}{' năm trước' if pattern.lead_months else ''}"
