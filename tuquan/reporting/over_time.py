"""Totals of a longer window, made of the rounds of the smallest windows that were asked.

Flow: the sum of its windows, later corrections included. Stock: the last window's, never carried over. Ratio: as the
catalogue says. Distinct things are counted again from records for the long window. A cumulative that somebody typed for
the long window is a competing claim: shown beside, with the difference, never added.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tuquan.reporting.models import Answer, Indicator, OverTime, OverUnits, ReportKind, Round
from tuquan.reporting.round_totals import answered, lines_of
from tuquan.reporting.span_coverage import of_last, over_pairs
from tuquan.reporting.span_rounds import rounds_within
from tuquan.reporting.span_totals import SpanTotal
from tuquan.reporting.tiling import Tiling, tile
from tuquan.reporting.totals import Total
from tuquan.reporting.views import AS_WAS, View
from tuquan.schemes import counts
from tuquan.vn.windows import Window

__all__ = ["SpanTotal", "total", "totals"]
NOT_ADDABLE = "không cộng được"


@dataclass(frozen=True)
class _Span:
    """What is known before any line is looked at: the rounds by window, their totals, how the windows lie."""

    unit_id: int
    window: Window
    tiling: Tiling
    rounds: dict[Window, Round]
    said: dict[Window, dict[str, Total]]
    view: View

    def parts(self, code: str, windows: Iterable[Window]) -> tuple[tuple[Round, Total], ...]:
        return tuple((self.rounds[row], self.said[row][code]) for row in windows if row in self.said)


def total(
    *, report_kind: ReportKind, unit_id: int, window: Window, indicator: Indicator, view: View = AS_WAS
) -> SpanTotal:
    """One line of `totals`."""
    found = totals(report_kind=report_kind, unit_id=unit_id, window=window, indicators=[indicator], view=view)
    return found[indicator.code]


def totals(
    *,
    report_kind: ReportKind,
    unit_id: int,
    window: Window,
    indicators: Iterable[Indicator] | None = None,
    view: View = AS_WAS,
) -> dict[str, SpanTotal]:
    """The totals of a unit over `window`, by code, from the rounds of this report kind that lie in it.

    The finest rounds that fill the window exactly count; where none do, sums are refused and the gap or the overlap
    is said. Without `indicators`: every line that a form of these rounds asks. As it was: each round over its own
    units. Restated: onto the units of the view's day, which is the window's last day or later (RestatingBackwards).
    """
    rounds = rounds_within(report_kind, unit_id, window, view)
    lines = lines_of(rounds.values()) if indicators is None else list(indicators)
    # What the long round says itself is compared with its parts, and used only where there are none.
    tiling = tile(window, [row for row in rounds if row != window]) if len(rounds) > 1 else tile(window, rounds)
    asked = {*(tiling.pieces or rounds), window} & rounds.keys()
    said = {row: answered(rounds[row], unit_id, lines, view) for row in sorted(asked)}
    span = _Span(unit_id, window, tiling, rounds, said, view)
    return {line.code: _total(line, span) for line in lines}


def _total(line: Indicator, span: _Span) -> SpanTotal:
    typed = span.said.get(span.window, {}).get(line.code)
    pieces = [row for row in span.tiling.pieces if _asks(span.said[row][line.code])]
    alone = typed is not None and _asks(typed) and not _answered_in_parts(line, span, pieces)
    if alone and typed is not None:
        return _as_it_is(line, span, typed)
    made = _HOW[OverTime(line.over_time)](line, span)
    competing = typed if typed is not None and span.tiling.pieces != (span.window,) and _asks(typed) else None
    return replace(made, typed=competing, view_label=span.view.label)


def _answered_in_parts(line: Indicator, span: _Span, pieces: Sequence[Window]) -> bool:
    """Whether the parts can answer the line: they fill the window and ask it, or count it again from records."""
    if not span.tiling.derived:
        return False
    if line.over_time == OverTime.SUM:
        return len(pieces) == len(span.tiling.pieces)
    if line.over_time == OverTime.LAST:
        return bool(pieces) and pieces[-1].last == span.window.last
    return line.over_time == OverTime.RECORDS and line.code in counts.COUNTED


def _asks(total: Total) -> bool:
    """Whether anybody was asked the line in that round."""
    return bool(total.parts) or total.own is not None


def _as_it_is(line: Indicator, span: _Span, typed: Total) -> SpanTotal:
    """Only the round of the long window knows the line: what it says is what there is."""
    return SpanTotal(
        indicator=line,
        window=span.window,
        value=typed.value,
        of=typed.of,
        answer=typed.answer,
        coverage=of_last(span.window, typed),
        parts=((span.rounds[span.window], typed),),
        note=typed.comparable_note,
        missing_windows=(span.window,) if typed.answer == Answer.NOT_REPORTED else (),
        comparable=typed.comparable,
        why_not=typed.why_not,
        view_label=span.view.label,
    )


def _summed(line: Indicator, span: _Span) -> SpanTotal:
    """Σ over the windows, Σ/Σ for x of y."""
    windows = span.tiling.pieces or tuple(row for row in sorted(span.rounds) if row != span.window)
    parts = span.parts(line.code, windows)
    told = [total for _, total in parts if total.answer != Answer.NOT_REPORTED]
    unasked = tuple(row.window for row, total in parts if not _asks(total))
    silent = tuple(row.window for row, total in parts if total.answer == Answer.NOT_REPORTED)
    whys = [f"{row.window.title()}: {total.why_not}" for row, total in parts if not total.comparable]
    note = _refusal(span, unasked, told)
    value, of, left = (None, None, "") if note or whys else _add(line, parts)
    return SpanTotal(
        indicator=line,
        window=span.window,
        value=value,
        of=of,
        answer=_answer(told, value),
        coverage=over_pairs(parts),
        parts=parts,
        note="; ".join(filter(None, (note, left, *_asides(parts)))),
        missing_windows=(*span.tiling.gaps, *silent),
        comparable=not whys,
        why_not="; ".join(whys),
    )


def _refusal(span: _Span, unasked: Sequence[Window], told: Sequence[Total]) -> str:
    """Why no sum is made; "" where one is."""
    if not span.tiling.exact:
        return f"không cộng: {span.tiling.why_not}"
    if unasked:
        return f"không cộng: biểu của {', '.join(row.title() for row in unasked[:3])} không hỏi chỉ tiêu này"
    unaddable = any(row.comparable and row.value is None and row.answer == Answer.VALUE for row in told)
    return NOT_ADDABLE if unaddable else ""


def _add(line: Indicator, parts: Sequence[tuple[Round, Total]]) -> tuple[Decimal | None, Decimal | None, str]:
    ratio = line.over_units == OverUnits.RATIO
    told = [(row, total) for row, total in parts if total.value is not None]
    left = [row for row, total in told if ratio and total.of is None and len(told) > 1]
    counted = [total for row, total in told if row not in left]
    if not counted:
        return None, None, ""
    wholes = [total.of for total in counted if total.of is not None]
    note = f"không rõ mẫu số của {', '.join(row.window.title() for row in left)}" if left else ""
    value = sum((total.value for total in counted if total.value is not None), Decimal(0))
    return value, sum(wholes, Decimal(0)) if wholes else None, note


def _asides(parts: Sequence[tuple[Round, Total]]) -> list[str]:
    """What was left out of a window's own total, the first three of them."""
    return [f"{row.window.title()}: {total.comparable_note}" for row, total in parts if total.left_out][:3]


def _answer(told: Sequence[Total], value: Decimal | None) -> Answer:
    if value is not None or any(total.answer == Answer.VALUE for total in told):
        return Answer.VALUE
    return Answer.NONE_AROSE if told else Answer.NOT_REPORTED


def _last(line: Indicator, span: _Span) -> SpanTotal:
    """What stands at the window's end; an earlier window's number is not carried over."""
    ending = [row for row in span.said if row.last == span.window.last and row != span.window]
    window = min(ending, key=lambda row: row.days, default=None)
    if window is None or not _asks(span.said[window][line.code]):
        return _unknown(line, span, "không có kỳ nào kết thúc cùng ngày nên chưa có số cuối kỳ")
    total = span.said[window][line.code]
    silent = total.answer == Answer.NOT_REPORTED
    return SpanTotal(
        indicator=line,
        window=span.window,
        value=total.value,
        of=total.of,
        answer=total.answer,
        coverage=of_last(window, total),
        parts=span.parts(line.code, [window]),
        note="; ".join(filter(None, (total.comparable_note, "số cuối kỳ chưa báo cáo" if silent else ""))),
        missing_windows=(window,) if silent else (),
        comparable=total.comparable,
        why_not=total.why_not,
    )


def _recounted(line: Indicator, span: _Span) -> SpanTotal:
    """Distinct things are counted again for the long window; where no register is kept they cannot be added."""
    if line.code not in counts.COUNTED or not counts.kept([span.unit_id], span.window):
        return _unknown(line, span, NOT_ADDABLE, span.tiling.pieces)
    counted = counts.count(line.code, unit_id=span.unit_id, window=span.window)
    made = _unknown(line, span, "đếm lại từ hồ sơ cho cả kỳ, không cộng các kỳ", span.tiling.pieces)
    return replace(made, value=counted.value, of=counted.of, answer=Answer.VALUE, missing_windows=())


def _apart(line: Indicator, span: _Span) -> SpanTotal:
    """Rates, and shares of unlike wholes: shown round by round, never added."""
    return _unknown(line, span, NOT_ADDABLE, span.tiling.pieces)


def _unknown(line: Indicator, span: _Span, note: str, windows: Sequence[Window] = ()) -> SpanTotal:
    parts = span.parts(line.code, windows)
    said = any(total.answer == Answer.VALUE for _, total in parts)
    return SpanTotal(
        indicator=line,
        window=span.window,
        value=None,
        of=None,
        answer=Answer.VALUE if said else Answer.NOT_REPORTED,
        coverage=over_pairs(parts),
        parts=parts,
        note=note,
        missing_windows=() if windows else (span.window,),
    )


_HOW = {
    OverTime.SUM: _summed,
    OverTime.LAST: _last,
    OverTime.RECORDS: _recounted,
    OverTime.NONE: _apart,
}
