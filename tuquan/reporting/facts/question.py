"""What is asked of the facts, and what they answer: plain rows, thousands of them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from tuquan.reporting.models import Answer, Indicator, ReportKind
from tuquan.reporting.totals import NOT_COMPARABLE
from tuquan.reporting.views import AS_WAS, View
from tuquan.vn.windows import Window

NOT_ADDABLE = "không cộng được"
ITSELF, CHILDREN, GRANDCHILDREN = 0, 1, 2


@dataclass(frozen=True)
class Question:
    """Figures of a report kind. `columns`: each adds up its windows (a quarter: three months; one window: itself).

    `units` with `depths`: a row for each unit itself, its children, its grandchildren, as they stand in each window
    (restated: on the view's day). `like_for_like`: a second table of columns, of which only units that answered in
    both are added; each row then has the `before` of its column.
    """

    report_kind: ReportKind
    columns: tuple[tuple[Window, ...], ...]
    units: tuple[int, ...]
    indicators: tuple[Indicator, ...]
    depths: tuple[int, ...] = (ITSELF,)
    view: View = AS_WAS

    @property
    def windows(self) -> tuple[Window, ...]:
        return tuple(dict.fromkeys(window for column in self.columns for window in column))


class Row(NamedTuple):
    """One line of one unit in one column (its place in the question). `value_th`, `of_th`: whole thousandths.

    `got` of `expected` (unit, window) pairs answered; `expected` is 0 for a level's own work. `left_out`: shares whose
    whole is unknown. `unsure`: units of which part lies elsewhere, or that were not asked: not comparable. `addable`:
    0 where the line cannot be added.
    """

    column: int
    unit_id: int
    indicator_id: int
    value_th: int | None
    of_th: int | None
    answer_code: int
    got: int
    expected: int
    left_out: int
    unsure: int
    addable: int

    @property
    def value(self) -> Decimal | None:
        return None if self.value_th is None else Decimal(self.value_th) / 1000

    @property
    def of(self) -> Decimal | None:
        return None if self.of_th is None else Decimal(self.of_th) / 1000

    @property
    def answer(self) -> Answer:
        return (Answer.NOT_REPORTED, Answer.NONE_AROSE, Answer.VALUE)[self.answer_code]

    @property
    def comparable(self) -> bool:
        return not self.unsure

    @property
    def note(self) -> str:
        """Why there is no number, or what is not in it; "" where there is nothing to say."""
        if self.unsure:
            return NOT_COMPARABLE
        if not self.addable:
            return NOT_ADDABLE
        return f"không rõ mẫu số của {self.left_out} đơn vị" if self.left_out else ""
