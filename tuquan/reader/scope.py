"""Place, time and plan that hold for a number, from sentence, paragraph and heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tuquan.reader.names import Names
from tuquan.reader.periods import Period, periods
from tuquan.reader.places import Place, places, speaks_of
from tuquan.reader.sentences import Sentence
from tuquan.reader.shadow import Shadow

PLAN = re.compile(
    r"(?<!\w)(?:chỉ tiêu|phấn đấu|dự kiến|dự tính|kế hoạch (?:năm|đề ra)|mục tiêu|sẽ|đề xuất|đề nghị|phương hướng"
    r"|nhiệm vụ trọng tâm|trong thời gian tới|tiếp tục nhân rộng|đăng ký xây dựng)(?!\w)"
)
DONE = re.compile(
    r"(?<!\w)(?:đã|thực thu|thực hiện được|đạt|nhưng|còn trong năm|hiện có|kết quả|được giao|so với|vượt|hoàn thành|công nhận|khen)(?!\w)"
)
HEADING_PLAN = re.compile(r"^\W*(?:[ivx\d]+[.)]\s*)?(?:phương hướng|nhiệm vụ|chỉ tiêu|kế hoạch năm|dự kiến)")


@dataclass(frozen=True, slots=True)
class Where:
    """Place as the text writes it and the time, inclusive."""

    place: str | None
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Scope:
    """All times and places of a text and its heading."""

    low: str
    title: str
    title_end: int
    times: list[Period]
    named: list[Place]

    def at(self, sentence: Sentence, position: int, kind: str) -> Where:
        """What holds at a number of this sentence."""
        place = self._place(sentence, position)
        time = self._time(sentence, position)
        if time is None:
            return Where(place, *self._fallback(kind))
        first = None if kind == "stock" or time.posted else time.first
        return Where(place, first, _state_end(time) if first is None else time.last)

    def _time(self, sentence: Sentence, position: int) -> Period | None:
        own = [t for t in self.times if sentence.start <= t.start < sentence.end and not t.posted]
        before = [t for t in own if t.start < position]
        if before:
            return before[-1]
        if own and len(own) == 1:
            return own[0]
        line = self.low.rfind("\n", 0, sentence.start) + 1
        earlier = [t for t in self.times if line <= t.start < sentence.start and not t.posted]
        if earlier:
            return earlier[-1]
        body = [t for t in self.times if t.start < sentence.start and not t.posted]
        return body[-1] if body else None

    def _fallback(self, kind: str) -> tuple[date | None, date | None]:
        posted = [t for t in self.times if t.posted]
        if posted and posted[0].last:
            return None, _state_end(posted[0])
        return None, None

    def _place(self, sentence: Sentence, position: int) -> str | None:
        own = speaks_of(self.low, sentence.start, position, self.named)
        if own:
            return own[-1].name
        line = self.low.rfind("\n", 0, sentence.start) + 1
        earlier = speaks_of(self.low, line, sentence.start, self.named)
        if earlier:
            return min(earlier, key=lambda p: p.rank).name
        top = [p for p in self.named if p.start < self.title_end] or [p for p in self.named if p.start < sentence.start]
        return min(top, key=lambda p: (p.rank, p.start)).name if top else None


def _state_end(time: Period) -> date | None:
    return time.last


def prepare(dark: Shadow, names: Names) -> Scope:
    """Find all times, places and the heading of a text once."""
    start, end = _title(dark.plain)
    return Scope(dark.low, dark.low[start:end], end, periods(dark.low), places(dark.plain, names))


def _title(plain: str) -> tuple[int, int]:
    """The heading: the first long line in capitals, else the first line of the text that is long enough."""
    first: tuple[int, int] | None = None
    offset = 0
    for line in plain.split("\n"):
        body = line.strip()
        letters = [c for c in body if c.isalpha()]
        if len(letters) > 20 and sum(c.isupper() for c in letters) > 0.7 * len(letters):
            return offset, offset + len(line)
        if first is None and 20 < len(body) < 250:
            first = (offset, offset + len(line))
        offset += len(line) + 1
    return first or (0, 0)


def planned(low: str, sentence: Sentence, position: int) -> bool:
    """Whether the nearest deciding word before the number speaks of a plan."""
    behind = low[sentence.start : position]
    plans, done = list(PLAN.finditer(behind)), list(DONE.finditer(behind))
    if not plans:
        return False
    return not done or plans[-1].start() > done[-1].start()
