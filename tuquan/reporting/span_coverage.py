"""How complete a total of a longer window is: (unit, window) pairs."""

from collections import defaultdict
from collections.abc import Sequence

from tuquan.reporting.models import Answer, Round
from tuquan.reporting.span_totals import SpanCoverage, word_of
from tuquan.reporting.totals import Total
from tuquan.vn.windows import Window


def over_pairs(parts: Sequence[tuple[Round, Total]]) -> SpanCoverage:
    """Every unit in every window; a unit that is asked alone is expected once a window."""
    own = all(not total.coverage.expected for _, total in parts)
    rows = [_of_itself(row, total) if own else _of_units(row, total) for row, total in parts]
    pairs = tuple(pair for _, _, missing in rows for pair in missing)
    sizes = {expected for _, expected, _ in rows if expected}
    measures = dict.fromkeys(total.coverage.measure for _, total in parts if total.coverage.expected)
    windows = [row.window for row, _ in parts]
    return SpanCoverage(
        got=sum(got for got, _, _ in rows),
        expected=sum(expected for _, expected, _ in rows),
        missing=_by_unit(pairs),
        measure="đơn vị" if own or len(measures) != 1 else next(iter(measures)),
        units=sizes.pop() if len(sizes) == 1 else 0,
        windows=len(windows),
        window_word=word_of(windows),
        pairs=pairs,
    )


def of_last(window: Window, total: Total) -> SpanCoverage:
    """What stands is asked once, at the end."""
    told = total.coverage
    pairs = tuple((name, window) for name in told.missing)
    return SpanCoverage(told.got, told.expected, told.missing, told.measure, told.expected, 1, word_of([window]), pairs)


_Row = tuple[int, int, tuple[tuple[str, Window], ...]]


def _of_units(row: Round, total: Total) -> _Row:
    told = total.coverage
    return told.got, told.expected, tuple((name, row.window) for name in told.missing)


def _of_itself(row: Round, total: Total) -> _Row:
    if total.own is None:
        return 0, 0, ()
    silent = total.own.answer == Answer.NOT_REPORTED
    return int(not silent), 1, ((total.own.name, row.window),) if silent else ()


def _by_unit(pairs: Sequence[tuple[str, Window]]) -> tuple[str, ...]:
    """ "Ngư Hóa (tháng 3 năm 2021, tháng 5 năm 2021)"."""
    owed: dict[str, list[str]] = defaultdict(list)
    for name, window in pairs:
        owed[name].append(window.title())
    return tuple(f"{name} ({', '.join(titles)})" for name, titles in owed.items())
