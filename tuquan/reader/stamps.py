"""Dates that say when a text was posted or signed, not when what it tells happened."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
# "Ngày đăng : 08:00, 01/03/2023", "(bài đăng 11/2025)", "Cập nhật lúc 9h ngày 5/6/2022".
SAID = re.compile(
    r"(?:ngày đăng|(?<=\()đăng|đăng ngày|đăng lúc|bài đăng|đăng tải|tin đăng|cập nhật|xuất bản|ngày đưa tin)"
    r"(?:\s+(?:lúc|ngày|tháng|vào|bài|tin))*[\s:|,\d/h.-]*(?:ngày\s*)?$"
)
# A line that is a date with the hour, the weekday, a source.
HEAD = re.compile(
    rf"(?:(?:[^\n.;:|]{{0,40}}[|–-]\s*){{1,3}}|\([^()\n]{{1,20}}\)\s*-?\s*|date\s+)?(?:{WEEKDAY}\s*,?\s*)?(?:ngày\s*|tháng\s*)?"
    r"(?:\d{1,2}\s*[:h]\s*\d{0,2}\W*)?(?:ngày\s*)?"
)
TAIL = re.compile(rf"\s*(?:[|,(-]*\s*(?:{WEEKDAY}|\d{{1,2}}\s*[:h]\s*\d{{0,2}}(?:\s*[ap]m)?|gmt\W?\d+)\W*)*\W*")
# "(15/5/2022)" behind the last sentence of a line, "… Nghệ An (3/2023)" behind a heading.
CLOSING = re.compile(r"[.!?…\"”]\s*\(\s*(?:[^()\n\d]{0,20}\s)?(?:ngày\s*|tháng\s*)?$")
CLOSED = re.compile(r"\s*\)\W*(?:\n|$)")
IN_BRACKETS = re.compile(r"\(\s*(?:ngày\s*|tháng\s*)?$")
# "(Sơn La, 28/7/2023) …", "Tân Hưng, ngày 05 tháng 12 năm 2023".
DATELINE = re.compile(r"\W{0,3}[^\d\n.;:]{2,40},\s*(?:ngày\s*)?")
# The sentence after "Đăng ngày 02/11/2023." is no stamp any more.
ENDS = re.compile(r"\s*(?:\)|$|\n)")
BRACKET_ENDS = re.compile(r"\s*(?:\d{1,2}\s*[:h]\s*\d{0,2}\s*)?\)")
WEEKDAY_FIRST = re.compile(rf"\W*(?:[^\n.;]{{0,40}}\W)?{WEEKDAY}\s*,?[\s\d:h|-]*(?:ngày\s*)?")
HOUR_FIRST = re.compile(r"\W*\d{1,2}\s*[:h]\s*\d{0,2}\W*(?:ngày\s*)?")
HOUR_NEXT = re.compile(r"\W{0,4}\d{1,2}\s*[:h]\s*\d\d(?!\d)")


def is_stamp(low: str, start: int, end: int) -> bool:
    """Whether the date at `start`..`end` of a prepared text is a stamp."""
    begin = low.rfind("\n", 0, start) + 1
    before = low[max(begin, start - 90) : start]
    if SAID.search(before):
        return True
    alone = TAIL.match(low, end)
    stop = alone.end() if alone else end
    ends_line = stop >= len(low) or "\n" in low[end:stop]
    whole = len(before) < 90 and begin + len(before) == start
    if whole and ends_line and (HEAD.fullmatch(before) or DATELINE.fullmatch(before)):
        return True
    if whole and WEEKDAY_FIRST.fullmatch(before):
        return True
    if whole and (before.startswith("date ") or HOUR_FIRST.fullmatch(before) or HOUR_NEXT.match(low, end)):
        return not before.strip() or before.startswith("date ") or bool(HOUR_FIRST.fullmatch(before))
    if CLOSED.match(low, end):
        return bool(CLOSING.search(before)) or (begin == 0 and bool(IN_BRACKETS.search(before)))
    opens = whole and before.lstrip().startswith("(") and bool(DATELINE.fullmatch(before))
    return opens and bool(BRACKET_ENDS.match(low, end))


class Stamps:
    """Where the stamps of a text stand, in order."""

    __slots__ = ("_low", "_starts")

    def __init__(self, low: str, starts: Sequence[int]) -> None:
        self._low, self._starts = low, starts

    def of(self, position: int) -> int | None:
        """Index of the stamp that holds at a position: of several, that of the same line, else the one before it."""
        if len(self._starts) < 2:
            return 0 if self._starts else None
        line, end = self._low.rfind("\n", 0, position) + 1, self._low.find("\n", position)
        here = bisect_left(self._starts, line)
        if here < len(self._starts) and self._starts[here] < (end if end >= 0 else len(self._low)):
            return here
        return max(here - 1, 0)
