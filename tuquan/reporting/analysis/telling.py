"""What one place says of one line over one span, and what that is made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tuquan.reporting.adding import add
from tuquan.reporting.models import Answer, Indicator, OverTime, OverUnits
from tuquan.reporting.totals import NOT_COMPARABLE, Coverage, Part, Total
from tuquan.reporting.values import Value

NOT_ASKED = "—"
NOT_ADDED = "không cộng được"
ADDED = (OverUnits.SUM, OverUnits.RATIO)
_NONE = Coverage(0, 0)


@dataclass(frozen=True)
class Told:
    """`parts`: the units whose own answers it is made of, one a unit and window. `asked`: somebody was asked at all.
    `why`: the reason where there is no number; `note`: what a number leaves out. `recounted`: from records.
    """

    line: Indicator
    value: Decimal | None = None
    of: Decimal | None = None
    answer: Answer = Answer.NOT_REPORTED
    coverage: Coverage = _NONE
    parts: tuple[Part, ...] = ()
    asked: bool = True
    comparable: bool = True
    why: str = ""
    note: str = ""
    recounted: bool = False

    @property
    def number(self) -> Decimal | None:
        """As it counts in a sum: không phát sinh is 0."""
        if not self.asked or not self.comparable:
            return None
        return Decimal(0) if self.answer == Answer.NONE_AROSE else self.value

    @property
    def ratio(self) -> Decimal | None:
        """Of an x/y line: x/y; None where the whole is unknown or 0."""
        if self.line.over_units != OverUnits.RATIO or not self.comparable or self.value is None or not self.of:
            return None
        return self.value / self.of

    @property
    def weight(self) -> Decimal | None:
        """What places are ranked and charts drawn by: the ratio where the line is one, else the number."""
        return self.ratio if self.line.over_units == OverUnits.RATIO else self.number

    @property
    def text(self) -> str:
        if not self.asked:
            return NOT_ASKED
        if not self.comparable:
            return NOT_COMPARABLE
        if self.value is None and self.answer == Answer.VALUE:
            return NOT_ADDED
        return Value(self.answer, self.value, self.of).text

    @property
    def reopened(self) -> bool:
        return any(part.reopened for part in self.parts)


def silent(line: Indicator, why: str) -> Told:
    """Nobody was asked."""
    return Told(line, asked=False, why=why)


def of_total(total: Total) -> Told:
    """A total as it stands: units and own work."""
    own = (total.own,) if total.own else ()
    return Told(
        line=total.indicator,
        value=total.value,
        of=total.of,
        answer=total.answer,
        coverage=total.coverage,
        parts=(*total.parts, *own),
        asked=bool(total.coverage.expected or own or total.records_key),
        comparable=total.comparable,
        why=total.why_not or ("" if total.value is not None else total.comparable_note),
        note=total.comparable_note,
        recounted=bool(total.records_key),
    )


def of_parts(line: Indicator, parts: Sequence[Part], place: int | None, measure: str) -> Told:
    """What these units say together; one that is the place itself is simply what it said."""
    if not parts:
        return silent(line, "kỳ này không hỏi chỉ tiêu này ở đây")
    if len(parts) == 1 and parts[0].unit_id == place:
        return _alone(line, parts[0], measure)
    added = add(line.over_units, [part for part in parts if part.comparable])
    whys = tuple(dict.fromkeys(part.why_not for part in parts if not part.comparable))
    known = not whys
    addable = line.over_units in ADDED or len(parts) == 1
    return Told(
        line=line,
        value=added.value if known and addable else None,
        of=added.of if known and addable else None,
        answer=added.answer if known or added.answer == Answer.NOT_REPORTED else Answer.VALUE,
        coverage=_coverage(parts, added.counted, measure),
        parts=tuple(parts),
        comparable=known,
        why="; ".join(whys) or ("" if addable else NOT_ADDED),
        note=added.note if addable else NOT_ADDED,
    )


def _alone(line: Indicator, part: Part, measure: str) -> Told:
    got = int(part.answer != Answer.NOT_REPORTED)
    return Told(
        line=line,
        value=part.value if part.comparable else None,
        of=part.of if part.comparable else None,
        answer=part.answer,
        coverage=part.coverage or Coverage(got, 1, () if got else (part.name,), measure),
        parts=(part,),
        comparable=part.comparable,
        why=part.why_not,
    )


def _coverage(parts: Sequence[Part], counted: Sequence[Part], measure: str) -> Coverage:
    missing = tuple(part.name for part in parts if part.answer == Answer.NOT_REPORTED)
    return Coverage(sum(1 for part in parts if part in counted), len(parts), missing, measure)


def together(line: Indicator, tolds: Sequence[Told]) -> Told:
    """The totals of rounds side by side (districts that each opened their own), as one."""
    asked = [told for told in tolds if told.asked]
    if len(asked) < 2:
        return asked[0] if asked else silent(line, "kỳ này không hỏi chỉ tiêu này ở đây")
    parts = tuple(part for told in asked for part in told.parts)
    made = of_parts(line, parts, None, asked[0].coverage.measure)
    return replace(made, coverage=joined(asked))


def joined(tolds: Iterable[Told]) -> Coverage:
    """Coverage over several rounds or windows: pairs of unit and window."""
    rows = [told.coverage for told in tolds]
    missing = tuple(dict.fromkeys(name for row in rows for name in row.missing))
    measure = next((row.measure for row in rows if row.expected), "đơn vị")
    return Coverage(sum(row.got for row in rows), sum(row.expected for row in rows), missing, measure)


def over_time(line: Indicator, tolds: Sequence[Told]) -> Told:
    """Windows one after another as one: flows summed, of a stock the last, ratios as the catalogue says.

    What stands (a stock) is not carried over: missing in the last window it is chưa báo cáo.
    """
    if len(tolds) == 1:
        return tolds[0]
    if line.over_time == OverTime.LAST:
        return tolds[-1]
    asked = [told for told in tolds if told.asked]
    if line.over_time != OverTime.SUM or not asked:
        return silent(line, _not_over_time(line)) if asked else silent(line, tolds[0].why if tolds else "")
    if len(asked) < len(tolds):
        return replace(
            _summed(line, asked), value=None, of=None, answer=Answer.VALUE, why="có kỳ không hỏi chỉ tiêu này"
        )
    return _summed(line, asked)


def _not_over_time(line: Indicator) -> str:
    return f"{line.name} {NOT_ADDED} qua các kỳ"


def _summed(line: Indicator, tolds: Sequence[Told]) -> Told:
    whys = tuple(dict.fromkeys(told.why for told in tolds if not told.comparable))
    answered = [told for told in tolds if told.answer != Answer.NOT_REPORTED]
    ratio = line.over_units == OverUnits.RATIO
    counted = [told for told in answered if told.value is not None and (told.of is not None or not ratio)]
    unknown = ratio and len(counted) < sum(1 for told in answered if told.value is not None)
    added = sum((told.value for told in counted if told.value is not None), Decimal(0)) if counted else None
    wholes = sum((told.of for told in counted if told.of is not None), Decimal(0)) if ratio and counted else None
    unadded = any(told.value is None and told.answer == Answer.VALUE and told.comparable for told in tolds)
    known = not whys and not unadded
    return Told(
        line=line,
        value=added if known else None,
        of=wholes if known else None,
        answer=Answer.VALUE
        if counted or unknown or unadded
        else answered[0].answer
        if answered
        else Answer.NOT_REPORTED,
        coverage=joined(tolds),
        parts=tuple(part for told in tolds for part in told.parts),
        comparable=not whys,
        why="; ".join(whys) or (NOT_ADDED if unadded else ""),
        note="chưa cộng kỳ không rõ mẫu số" if unknown else "",
    )
