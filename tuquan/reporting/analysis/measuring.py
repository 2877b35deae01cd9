"""The cells of a table: values, ratios, shares of the total, ranks and changes, each with its words."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from tuquan.reporting.analysis.asking import Measure
from tuquan.reporting.analysis.changes import Change, change
from tuquan.reporting.analysis.gathering import Gathered
from tuquan.reporting.analysis.places import ALL, Place
from tuquan.reporting.analysis.spans import Known, Span, overlap
from tuquan.reporting.analysis.table import Cell
from tuquan.reporting.analysis.telling import NOT_ASKED, Told, over_time, silent
from tuquan.reporting.models import Answer, Indicator, OverTime, OverUnits
from tuquan.vn.numbers import show
from tuquan.vn.windows import Window

DASH = "—"
# How the remark begins of a number that some units are not in yet.
PARTIAL = "mới có"
ALL_SPANS = "all"
_BEFORE = "kỳ trước"
_YEAR = "cùng kỳ năm trước"


@dataclass
class Measuring:
    """Answers cell by cell; what a whole column needs (totals, ranks) is worked out once and kept."""

    gathered: Gathered
    known: Known
    spans: Sequence[Span]
    day: date | None
    ranked: dict[tuple[int, Span], dict[str, int]] = field(default_factory=dict)
    told: dict[tuple[int, str, Span], Told] = field(default_factory=dict)

    def cell(self, measure: Measure, line: Indicator, place: Place, span: Span) -> Cell:
        """One cell of the table."""
        told = self.tell(line, place, span)
        if not told.asked:
            return _Asked(measure, line, place, span, told).words(NOT_ASKED, told.why)
        return _CELLS[measure](self, _Asked(measure, line, place, span, told))

    def tell(self, line: Indicator, place: Place, span: Span) -> Told:
        """What a place says of a line over one span, or over all `spans` of the table."""
        key = (line.pk, place.key, span)
        if key not in self.told:
            over = span.title == ALL_SPANS
            self.told[key] = self._over(line, place) if over else self.gathered.tell(line, place, span, self.day)
        return self.told[key]

    def _over(self, line: Indicator, place: Place) -> Told:
        """A total over the spans: only of what happened in each, never of what stands, never over a day twice."""
        if why := not_over(line, self.spans):
            return silent(line, why)
        return over_time(line, [self.tell(line, place, span) for span in sorted(self.spans, key=_when)])

    def earlier(self, line: Indicator, place: Place, span: Span, other: Span | None) -> Told | None:
        """What was said in another span, on the units of this one."""
        if other is None:
            return None
        return self.gathered.tell(line, place, other, self.day or span.window.last)

    def ranks(self, line: Indicator, span: Span) -> dict[str, int]:
        """By key of a place: its rank from the largest; equal ones share it; who said nothing has none."""
        key = (line.pk, span)
        if key not in self.ranked:
            weighed = {row.key: self.tell(line, row, span).weight for row in self.gathered.places.rows}
            weights = [weight for weight in weighed.values() if weight is not None]
            self.ranked[key] = {
                name: 1 + sum(1 for other in weights if other > weight)
                for name, weight in weighed.items()
                if weight is not None and len(weights) > 1
            }
        return self.ranked[key]


@dataclass(frozen=True)
class _Asked:
    measure: Measure
    line: Indicator
    place: Place
    span: Span
    told: Told

    def words(self, text: str, why: str, note: str = "") -> Cell:
        """A cell that holds words, or two numbers ("17/19")."""
        ratio = self.told.ratio
        weight = 100 * ratio if self.measure == Measure.VALUE and ratio is not None else None
        return replace(self._cell(text), why=why, note=note, weight=self._zero() if weight is None else weight)

    def number(self, number: Decimal, places: int, *, signed: bool = False, note: str = "", hint: str = "") -> Cell:
        """A cell that holds a number, rounded as it is shown."""
        exact = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP).normalize() + Decimal(0)
        mark = "−" if exact < 0 else "+" if signed and exact > 0 else ""
        made = self._cell(f"{mark}{show(abs(exact))}")
        return replace(made, number=exact, places=places, signed=signed, note=note, hint=hint, weight=exact)

    def _zero(self) -> Decimal | None:
        """Không phát sinh is drawn and sorted as 0; what is not known is not."""
        none_arose = self.measure == Measure.VALUE and self.told.asked and self.told.answer == Answer.NONE_AROSE
        return Decimal(0) if none_arose else None

    def _cell(self, text: str) -> Cell:
        told = self.told
        return Cell(
            measure=self.measure,
            code=self.line.code,
            place=self.place.key,
            span=ALL_SPANS if self.span.title == ALL_SPANS else self.span.window.file_name,
            text=text,
            value=told.value,
            of=told.of,
            answer=told.answer.value if told.asked else "",
            told=told,
        )


def not_over(line: Indicator, spans: Sequence[Span]) -> str:
    """Why a line is not added over these spans; empty where it is."""
    if overlap(spans):
        return "các kỳ đang chọn trùng ngày nhau nên không cộng"
    if line.over_time == OverTime.SUM:
        return ""
    if line.over_time == OverTime.LAST:
        return "số tại một thời điểm, không cộng qua các kỳ"
    return "không cộng được qua các kỳ"


def _when(span: Span) -> Window:
    return span.window


def _value(_: Measuring, asked: _Asked) -> Cell:
    told = asked.told
    whole = told.line.over_units == OverUnits.RATIO and told.of is not None
    few = told.coverage.expected > 1 and 0 < told.coverage.got < told.coverage.expected
    partial = f"{PARTIAL} {told.coverage.text}" if few else ""
    note = "; ".join(filter(None, (partial, "đang sửa" if told.reopened else "", told.note)))
    if told.comparable and told.value is not None and not whole:
        return asked.number(told.value, 3, note=note)
    why = told.why or (told.note if told.value is None and told.answer == Answer.VALUE else "")
    return asked.words(told.text, why, note)


def _ratio(_: Measuring, asked: _Asked) -> Cell:
    if asked.line.over_units != OverUnits.RATIO:
        return asked.words(DASH, "chỉ tiêu này không phải là tỷ lệ")
    if asked.told.ratio is None:
        why = "không rõ mẫu số" if asked.told.value is not None else asked.told.why
        return asked.words(DASH if asked.told.value is not None else asked.told.text, why)
    return asked.number(100 * asked.told.ratio, 1, note=asked.told.note, hint=asked.told.text)


def _share(made: Measuring, asked: _Asked) -> Cell:
    if asked.line.over_units != OverUnits.SUM:
        return asked.words(DASH, "chỉ tiêu này không cộng các đơn vị nên không có tỷ trọng")
    if asked.told.number is None:
        return asked.words(asked.told.text, asked.told.why)
    whole = made.tell(asked.line, _ALL, asked.span)
    if not whole.number:
        return asked.words(DASH, "tổng bằng 0 hoặc chưa có")
    note = "" if whole.coverage.complete else f"tổng mới có {whole.coverage.text}"
    return asked.number(100 * asked.told.number / whole.number, 1, note=note)


def _rank(made: Measuring, asked: _Asked) -> Cell:
    if asked.place.total or asked.place.unit_id is None:
        return asked.words(DASH, "chỉ xếp thứ các đơn vị với nhau")
    rank = made.ranks(asked.line, asked.span).get(asked.place.key)
    if rank is None:
        return asked.words(DASH, asked.told.why or asked.told.text)
    return asked.number(Decimal(rank), 0, hint=f"trong {len(made.ranks(asked.line, asked.span))} đơn vị có số")


def _compared(made: Measuring, asked: _Asked) -> Change:
    if asked.span.title == ALL_SPANS:
        return Change(why="chỉ so từng kỳ với nhau")
    last = asked.measure in (Measure.BEFORE, Measure.BEFORE_PERCENT)
    other = made.known.before(asked.span) if last else made.known.year_before(asked.span)
    then = made.earlier(asked.line, asked.place, asked.span, other)
    return change(asked.told, then, _BEFORE if last else _YEAR)


def _difference(made: Measuring, asked: _Asked) -> Cell:
    found = _compared(made, asked)
    if found.difference is None:
        return asked.words(_absent(found), found.why)
    if asked.line.over_units == OverUnits.RATIO:
        return asked.number(100 * found.difference, 1, signed=True, note=found.note, hint="điểm phần trăm")
    return asked.number(found.difference, 3, signed=True, note=found.note)


def _percent(made: Measuring, asked: _Asked) -> Cell:
    found = _compared(made, asked)
    if found.difference is None:
        return asked.words(_absent(found), found.why)
    if found.percent is None:
        return asked.words(DASH, "số để so bằng 0")
    return asked.number(found.percent, 1, signed=True, note=found.note)


def _absent(found: Change) -> str:
    return "không so sánh được" if "không so sánh được" in found.why else DASH


_ALL = Place(ALL, "Tổng")
_CELLS = {
    Measure.VALUE: _value,
    Measure.RATIO: _ratio,
    Measure.SHARE: _share,
    Measure.RANK: _rank,
    Measure.BEFORE: _difference,
    Measure.BEFORE_PERCENT: _percent,
    Measure.YEAR: _difference,
    Measure.YEAR_PERCENT: _percent,
}
