"""Numbers as they stand in a paper: written the official way, tagged, and remembered with what they are made of."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tuquan.marks import Mark, to_tag
from tuquan.marks.mark import Part as MarkPart
from tuquan.reporting import tracing
from tuquan.reporting.models import Answer, Round
from tuquan.reporting.rollup import Part, Total
from tuquan.vn.numbers import show
from tuquan.writer.inlines import Number


@dataclass
class Ledger:
    """Every number a paper carries, by its tag. One number told twice is one line."""

    unit_id: int
    lines: dict[str, dict[str, Any]] = field(default_factory=dict)

    def number(self, total: Total, round: Round, *, part: MarkPart = "value") -> Number:
        """The inline for a total of `round`: 03 for 3, as official papers do, but 3/19 where it is x of y."""
        value = total.of if part == "of" else total.value
        shown = written(value, total.answer, pad=total.of is None)
        mark = Mark(total.indicator.code, self.unit_id, round.pk, None, part)
        tag = to_tag(mark)
        self.lines[tag] = {
            "indicator": total.indicator,
            "value": value,
            "shown": shown,
            **_covered(total),
            "made_of": made_of(total, round),
        }
        return Number(shown=shown, tag=tag, label=f"{total.indicator.name}, {round.title}"[:200])

    def unit_number(self, total: Total, round: Round, part: Part, *, place: MarkPart = "value") -> Number:
        """The inline for one unit's figure inside a table of the appendix."""
        value = part.of if place == "of" else part.value
        shown = written(value, part.answer, pad=False)
        tag = to_tag(Mark(total.indicator.code, part.unit_id, round.pk, part.figure_id, place))
        self.lines[tag] = {
            "indicator": total.indicator,
            "unit_id": part.unit_id,
            "value": value,
            "shown": shown,
            "coverage_got": part.coverage.got if part.coverage else 1,
            "coverage_expected": part.coverage.expected if part.coverage else 1,
            "made_of": {
                "round": round.pk,
                "parts": [as_line(old) for old in part.made_of or (part,)],
                "missing": list(part.coverage.missing) if part.coverage else [],
                "note": total.view_label if part.made_of else "",
            },
        }
        return Number(shown=shown, tag=tag, label=f"{total.indicator.name}, {part.name}"[:200])


def _covered(total: Total) -> dict[str, int]:
    """Own work of the level is whole by itself; a sum is as whole as the units that reported."""
    if total.own is not None and not total.coverage.got:
        return {"coverage_got": 1, "coverage_expected": 1}
    return {"coverage_got": total.coverage.got, "coverage_expected": total.coverage.expected}


def written(value: Decimal | None, answer: str, *, pad: bool) -> str:
    """03, 33.446, 1,5; a dash where nothing arose, three dots where nobody said: neither is a number."""
    if value is None:
        return "-" if answer == Answer.NONE_AROSE else "…"
    return show(value, pad=pad)


def made_of(total: Total, round: Round) -> dict[str, Any]:
    """What a total was made of on the day it was written, kept with the paper for good."""
    return {
        "round": round.pk,
        "parts": [as_line(part) for part in total.sources],
        "own": as_line(total.own) if total.own else None,
        "stated": as_line(total.stated) if total.stated else None,
        "missing": list(total.coverage.missing) if total.coverage.got else [],
        "records": total.records_key,
        # The list that was counted: the register goes on changing.
        "recorded": [[step.text, step.key] for step in tracing.tell_records(total.records_key)]
        if total.records_key
        else [],
        "note": "; ".join(filter(None, (total.view_label if total.made_of else "", total.comparable_note))),
    }


def as_line(part: Part) -> dict[str, Any]:
    """One unit's contribution, ready for JSON; `share` where a legal act divided the unit's figure."""
    line = {
        "unit": part.unit_id,
        "name": part.name,
        "answer": str(part.answer),
        "value": None if part.value is None else str(part.value),
        "of": None if part.of is None else str(part.of),
        "revision": part.revision_id,
        "figure": part.figure_id,
    }
    return line if part.share is None else line | {"share": str(part.share)}
