"""What a total of a longer window is: its value, the rounds it is made of, how complete it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tuquan.reporting.models import Answer, Indicator, Round
from tuquan.reporting.totals import NOT_COMPARABLE, Coverage, Total
from tuquan.reporting.values import Value, shown
from tuquan.reporting.views import AS_WAS
from tuquan.vn.windows import Window

_WORDS = {1: "tháng", 3: "quý", 6: "kỳ 6 tháng", 12: "năm"}


@dataclass(frozen=True)
class SpanCoverage(Coverage):
    """How many of the (unit, window) pairs expected are there: "221/228 lượt báo cáo của 19 xã × 12 tháng".

    `missing` names units with the windows they owe; `pairs` the same, one by one.
    """

    units: int = 0
    windows: int = 0
    window_word: str = "kỳ"
    pairs: tuple[tuple[str, Window], ...] = ()

    @property
    def text(self) -> str:
        if self.windows == 1:
            return Coverage(self.got, self.expected, self.missing, self.measure).text
        if not self.expected:
            return "số của chính cấp này"
        counted = f"{self.got}/{self.expected} lượt báo cáo"
        if self.units * self.windows != self.expected:
            return f"{counted} của {self.windows} {self.window_word}"
        return f"{counted} của {self.units} {self.measure} × {self.windows} {self.window_word}"


@dataclass(frozen=True)
class SpanTotal:
    """A figure of a longer window, made of the rounds of the smallest windows.

    `parts`: each round with its total, in order; `typed`: what a round with this very window has of its own, which is
    only compared. `missing_windows`: stretches without a round, and rounds of which nothing is known. `value` is None
    where nothing was reported, where the line cannot be added over time, or the windows do not fit; `note` says which.
    """

    indicator: Indicator
    window: Window
    value: Decimal | None
    of: Decimal | None
    answer: Answer
    coverage: SpanCoverage
    parts: tuple[tuple[Round, Total], ...]
    note: str = ""
    missing_windows: tuple[Window, ...] = ()
    typed: Total | None = None
    comparable: bool = True
    why_not: str = ""
    view_label: str = AS_WAS.label

    @property
    def text(self) -> str:
        if not self.comparable:
            return NOT_COMPARABLE
        if self.value is None and self.answer == Answer.VALUE:
            return "không cộng được"
        return Value(self.answer, self.value, self.of).text

    @property
    def difference(self) -> Decimal | None:
        """What the round of the long window says more than its parts; None where one of them says no number."""
        if self.typed is None or self.typed.value is None or self.value is None:
            return None
        return self.typed.value - self.value

    @property
    def differs(self) -> bool:
        """Whether the typed cumulative contradicts what its parts make."""
        if self.typed is None or self.typed.value is None or self.answer == Answer.NOT_REPORTED:
            return False
        same_whole = self.typed.of is None or self.of is None or self.typed.of == self.of
        return self.typed.value != (self.value or Decimal(0)) or not same_whole

    @property
    def sentence(self) -> str:
        """The difference in one sentence; "" where there is none."""
        if not self.differs or self.typed is None or self.typed.value is None:
            return ""
        by = f", chênh {shown(abs(self.difference))}" if self.difference else ""
        made = f"{len(self.parts)} {word_of([row.window for row, _ in self.parts])}"
        name = self.indicator.name
        return f"{name[0].upper()}{name[1:]}: báo cáo cả kỳ ghi {self.typed.text}; từ {made} là {self.text}{by}."


def word_of(windows: Sequence[Window]) -> str:
    """What the windows are called together: "tháng", "quý"; windows of unlike length are "kỳ"."""
    months = {window.whole_months for window in windows}
    return _WORDS.get(months.pop() or 0, "kỳ") if len(months) == 1 else "kỳ"
