"""What a round of a longer window takes from the rounds of its parts: totals of its own kind, unit by unit."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from tuquan.reporting import over_time
from tuquan.reporting.adding import add
from tuquan.reporting.forms import form_on
from tuquan.reporting.models import Answer, Indicator, OverTime, OverUnits, Round, Submission
from tuquan.reporting.span_totals import SpanTotal, word_of
from tuquan.reporting.totals import Coverage, Part, Total
from tuquan.reporting.views import AS_WAS, View
from tuquan.units.models import Unit


def derived_for(submission: Submission) -> dict[str, SpanTotal]:
    """By code, what the parts of the submission's round make of the lines of its form, for its unit: the value that the
    grid takes, and where the round has figures of its own, these beside it (`typed`, `difference`, `sentence`).

    Empty where no shorter rounds of the same report fill the window exactly.
    """
    round_ = submission.round
    level = Unit.objects.get(pk=submission.unit_id).level
    form = form_on(round_.report_kind, level, round_.last_day, round_.scope_id)
    lines = [row.indicator for row in form.lines.select_related("indicator")] if form else []
    found = over_time.totals(
        report_kind=round_.report_kind, unit_id=submission.unit_id, window=round_.window, indicators=lines
    )
    return {code: span for code, span in found.items() if is_derived(span, round_)}


def is_derived(span: SpanTotal, round_: Round) -> bool:
    """Whether the parts say something of the line, and not only the long round itself."""
    return bool(span.parts) and all(row.window != round_.window for row, _ in span.parts)


def totals(round_: Round, unit_id: int, lines: Iterable[Indicator], view: View = AS_WAS) -> dict[str, Total]:
    """As `rollup.totals`, of the lines that the rounds of its parts answer."""
    found = over_time.totals(
        report_kind=round_.report_kind, unit_id=unit_id, window=round_.window, indicators=lines, view=view
    )
    return {code: _as_total(span) for code, span in found.items() if is_derived(span, round_)}


def _as_total(span: SpanTotal) -> Total:
    line = span.indicator
    if line.over_time == OverTime.LAST and span.parts:
        return replace(span.parts[-1][1], view_label=span.view_label)
    summing = line.over_time == OverTime.SUM
    own = [(row, total.own) for row, total in span.parts if total.own is not None]
    return Total(
        indicator=line,
        value=span.value,
        of=span.of,
        answer=span.answer,
        coverage=span.coverage,
        parts=_by_unit(line, span, lambda total: total.parts) if summing else (),
        own=_together(line, own) if summing and own else None,
        stated=span.typed.stated if span.typed else None,
        comparable_note=span.note,
        comparable=span.comparable,
        why_not=span.why_not,
        view_label=span.view_label,
        made_of=tuple(_dated(row, part) for row, total in span.parts for part in total.sources),
    )


def _by_unit(line: Indicator, span: SpanTotal, parts_of: Callable[[Total], Sequence[Part]]) -> tuple[Part, ...]:
    """Each unit once, with its figures window by window behind it."""
    by_unit: dict[int, list[tuple[Round, Part]]] = defaultdict(list)
    for row, total in span.parts:
        for part in parts_of(total):
            by_unit[part.unit_id].append((row, part))
    return tuple(_together(line, said) for said in by_unit.values())


def _together(line: Indicator, said: Sequence[tuple[Round, Part]]) -> Part:
    parts = [part for _, part in said]
    whys = [f"{row.window.title()}: {part.why_not}" for row, part in said if not part.comparable]
    added = add(OverUnits.RATIO if line.over_units == OverUnits.RATIO else OverUnits.SUM, parts)
    missing = tuple(row.window.title() for row, part in said if part.answer == Answer.NOT_REPORTED)
    windows = [row.window for row, _ in said]
    return Part(
        unit_id=parts[-1].unit_id,
        name=parts[-1].name,
        value=None if whys else added.value,
        of=None if whys else added.of,
        answer=added.answer,
        reopened=any(part.reopened for part in parts),
        made_of=tuple(_dated(row, old) for row, part in said for old in part.made_of or (part,)),
        coverage=Coverage(len(said) - len(missing), len(said), missing, word_of(windows)),
        comparable=not whys,
        why_not="; ".join(whys),
    )


def _dated(row: Round, part: Part) -> Part:
    return replace(part, name=f"{part.name}, {row.window.title()}")
