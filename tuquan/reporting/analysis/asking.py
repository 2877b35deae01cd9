"""What a question of the analysis page is: which lines, where, when, laid out how, and what is said of each."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tuquan.ground.errors import Refusal
from tuquan.vn.windows import Window

MOST_INDICATORS = 30
MOST_SPANS = 24
MOST_CHOSEN = 120
# From here on a question is worked at in the background: about what a page of one second holds on a weak machine.
LARGE = 6_000


class QuestionRefused(Refusal):
    """A question that cannot be answered as it stands; the sentence says what to change."""

    code = "analysis_question_refused"


class NotHere(Refusal):
    """A place outside the area of who asks, or none at all: for them it does not exist."""

    code = "analysis_not_here"


class Dim(StrEnum):
    """What a row, a column or a layer may stand for."""

    INDICATOR = "indicator"
    PLACE = "place"
    SPAN = "span"

    @property
    def label(self) -> str:
        return {"indicator": "chỉ tiêu", "place": "đơn vị", "span": "kỳ"}[self.value]


class Measure(StrEnum):
    """What is said of a line in a place over a span: each is one number a cell."""

    VALUE = "value"
    RATIO = "ratio"
    SHARE = "share"
    RANK = "rank"
    BEFORE = "before"
    BEFORE_PERCENT = "before_percent"
    YEAR = "year"
    YEAR_PERCENT = "year_percent"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def compares(self) -> bool:
        return self in (Measure.BEFORE, Measure.BEFORE_PERCENT, Measure.YEAR, Measure.YEAR_PERCENT)


_LABELS = {
    Measure.VALUE: "Số liệu",
    Measure.RATIO: "Tỷ lệ (%)",
    Measure.SHARE: "Tỷ trọng trong tổng (%)",
    Measure.RANK: "Xếp thứ",
    Measure.BEFORE: "Tăng, giảm so với kỳ trước",
    Measure.BEFORE_PERCENT: "So với kỳ trước (%)",
    Measure.YEAR: "Tăng, giảm so với cùng kỳ năm trước",
    Measure.YEAR_PERCENT: "So với cùng kỳ năm trước (%)",
}


class Reach(StrEnum):
    """Which places under a unit are rows of their own."""

    ITSELF = "itself"
    CHILDREN = "children"
    GRANDCHILDREN = "grandchildren"
    COMMUNES = "communes"
    CHOSEN = "chosen"
    GROUP = "group"

    @property
    def label(self) -> str:
        return {
            "itself": "chỉ đơn vị này",
            "children": "các đơn vị trực thuộc",
            "grandchildren": "các đơn vị cấp dưới nữa",
            "communes": "tất cả xã, phường, thị trấn",
            "chosen": "những đơn vị chọn riêng",
            "group": "các đơn vị của một nhóm",
        }[self.value]


@dataclass(frozen=True)
class Where:
    """`top`: the unit whose area is looked at. `chosen`: units under it, or `group`: the key of a group of units."""

    top: int
    reach: Reach = Reach.CHILDREN
    chosen: tuple[int, ...] = ()
    group: int | None = None


@dataclass(frozen=True)
class Question:
    """`spans`: windows of rounds, or longer ones that rounds fill. `day`: restated onto the units of that day (None:
    as it was). Rows, columns and layers share out the three dimensions, each once. Raises QuestionRefused.
    """

    report_kind: str
    indicators: tuple[str, ...]
    where: Where
    spans: tuple[Window, ...]
    rows: tuple[Dim, ...] = (Dim.PLACE,)
    columns: tuple[Dim, ...] = (Dim.SPAN, Dim.INDICATOR)
    layers: tuple[Dim, ...] = ()
    measures: tuple[Measure, ...] = (Measure.VALUE,)
    day: date | None = None

    def __post_init__(self) -> None:
        if len(self.indicators) > MOST_INDICATORS:
            raise QuestionRefused(
                f"Chọn nhiều nhất {MOST_INDICATORS} chỉ tiêu một lần; đang chọn {len(self.indicators)}."
            )
        if len(self.spans) > MOST_SPANS:
            raise QuestionRefused(f"Chọn nhiều nhất {MOST_SPANS} kỳ một lần; đang chọn {len(self.spans)}.")
        if len(self.where.chosen) > MOST_CHOSEN:
            raise QuestionRefused(f"Chọn riêng nhiều nhất {MOST_CHOSEN} đơn vị; muốn nhiều hơn thì chọn theo cấp.")
        laid = [*self.rows, *self.columns, *self.layers]
        if sorted(laid) != sorted(Dim) or not self.rows or not self.measures:
            raise QuestionRefused("Xếp mỗi thứ (chỉ tiêu, đơn vị, kỳ) vào đúng một chỗ: hàng, cột hoặc từng bảng.")
