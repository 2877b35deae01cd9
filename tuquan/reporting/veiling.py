"""Totals of limited lines as they may be shown: the sum alone, and nothing once the decision is over."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tuquan.reporting.access import PAST_USE, closed_among, may_show_parts
from tuquan.reporting.models import Answer
from tuquan.reporting.totals import Total

PARTS_HIDDEN = "chỉ tiêu hạn chế: chỉ xem tổng số"


def veiled(totals: Mapping[str, Total], unit_id: int, day: date | None = None) -> dict[str, Total]:
    """The same totals with nothing of limited lines but their sums, and not even these once the decision is over."""
    shut = closed_among([total.indicator for total in totals.values()], unit_id, day)
    return {code: _veiled(total, total.indicator.pk in shut) for code, total in totals.items()}


def _veiled(total: Total, shut: bool) -> Total:
    if may_show_parts(total.indicator):
        return total
    bare = replace(total, parts=(), left_out=(), made_of=(), comparable_note=PARTS_HIDDEN)
    if not shut:
        return bare
    nothing = Answer.NOT_REPORTED
    return replace(
        bare, value=None, of=None, answer=nothing, own=None, stated=None, records_key="", comparable_note=PAST_USE
    )
