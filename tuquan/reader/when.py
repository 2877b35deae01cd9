"""The time that holds for a number: of its clause, its sentence, its paragraph, the heading, the day of posting."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from tuquan.reader.parts import Items, Parts
from tuquan.reader.periods import Period, is_month, year_before
from tuquan.reader.sentences import Sentence
from tuquan.reader.spans import InOrder
from tuquan.reader.stamps import Stamps
from tuquan.reader.time_frames import (
    ACCOUNT,
    AT_EVENT,
    DIGIT,
    ELAPSED,
    EXACT,
    FOUR_DIGITS,
    IN_YEAR,
    JUST_NOW,
    LONG,
    MADE_UNDER,
    NAMED_BY_YEAR,
    OPENING,
    SAME_TIME_BEFORE,
    TODAY,
)


@dataclass(frozen=True, slots=True)
class Told:
    """First and last day, inclusive, and in Vietnamese what had to be supposed about them."""

    first: date | None = None
    last: date | None = None
    supposed: str | None = None


FROM_POSTING = "Thời gian lấy theo ngày đăng hoặc ngày ký văn bản."
FROM_AFAR = "Thời gian lấy từ phần khác của văn bản."


@dataclass(frozen=True)
class When:
    """All times of a text; `heading_end` is where the text itself begins, `formal` the title of a report."""

    low: str
    heading_end: int
    times: list[Period]
    formal: tuple[int, int] = (0, 0)

    def at(self, sentence: Sentence, position: int, end: int, kind: str) -> Told:
        """The time of a number of this sentence; `end` is where its counted noun ends, `kind` how it is told."""
        time, supposed = self._chosen(sentence, position, end, kind)
        if time and SAME_TIME_BEFORE.search(self.low, max(0, position - 45), position):
            time = year_before(time)
        if time is None:
            return Told()
        if kind == "rating":
            return Told(None, time.last, supposed)
        if kind == "stock":
            return Told(None, self._bounded(time, sentence), supposed)
        if time.last and IN_YEAR.search(self.low, sentence.start, position) and not time.since:
            return Told(date(time.last.year, 1, 1), date(time.last.year, 12, 31), supposed)
        return Told(self._beginning(time, sentence, position), time.last, supposed)

    def _chosen(self, sentence: Sentence, position: int, end: int, kind: str) -> tuple[Period | None, str | None]:
        own = self._own(sentence, position, end, kind)
        if own:
            return own, None
        state = kind == "stock"
        near = (None if state else self._founded(sentence, position)) or self._near(sentence, position, state)
        if near:
            return near, FROM_POSTING if near.posted else None
        far = self._of_part(sentence) or self.account or self._from_elsewhere(sentence, position, state)
        return far, (FROM_POSTING if far.posted else FROM_AFAR) if far else None

    def _own(self, sentence: Sentence, position: int, end: int, kind: str) -> Period | None:
        """The time told in the sentence itself: right after the noun, else the last one before the number."""
        own = self._told.between(sentence.start, sentence.end)
        right_after = [t for t in own if end <= t.start <= end + 2]
        before = right_after or [t for t in own if t.start < position] or self._following(own, position)
        if not before:
            return None
        chosen = before[-1]
        if chosen.start < position and self._gone_on(chosen, position, kind):
            return self._today(position) or chosen
        return self._in_month(chosen)

    def _founded(self, sentence: Sentence, position: int) -> Period | None:
        """The year of the act under which a thing was made: "quỹ lập theo Quyết định số 12, ngày 27/7/2017"."""
        if not MADE_UNDER.search(self.low, sentence.start, position):
            return None
        acts = [t for t in self.times if t.legal and t.last and sentence.start <= t.start < position]
        return _whole_year(acts[-1]) if acts else None

    def _elapsed(self, told: str, sentence: Sentence, line: int) -> Period | None:
        """From the beginning told before until the day of posting: "gần 9 tháng trôi qua, đã lắp …"."""
        stamp = self._stamp(sentence.start) if ELAPSED.search(told) else None
        begun = self._framing(line, sentence.start, True) if stamp else None
        earlier = begun and begun.first and stamp and stamp.first and begun.first < stamp.first and not begun.until
        return replace(stamp, first=begun.first, posted=False) if stamp and begun and earlier else None

    def _following(self, own: list[Period], position: int) -> list[Period]:
        """The one time of the sentence where it stands in the clause of the number, though after it."""
        return own if len(own) == 1 and ";" not in self.low[position : own[0].start] else []

    def _gone_on(self, time: Period, position: int, kind: str) -> bool:
        """Whether the clause has left the time told before: "ra mắt tháng 3, … đã có", "năm 2021 lập 3, nay có 5"."""
        between = self.low[time.end : position]
        if time.launch:
            return kind != "flow" and "," in between
        if kind == "flow" or time.until or time.since:
            return False
        said = TODAY.search(between)
        return bool(said and DIGIT.search(between, 0, said.start()))

    def _in_month(self, time: Period) -> Period:
        """The day or month of an event for the year in its name."""
        if time.until or time.since or not _is_year(time) or not time.last:
            return time
        if not NAMED_BY_YEAR.search(self.low, max(0, time.start - 90), time.start):
            return time
        day = self._days.before(time.start) or self._today(time.start)
        return day if day and day.last and day.last.year == time.last.year else time

    def _near(self, sentence: Sentence, position: int, state: bool) -> Period | None:
        """The time of today, of the event told of, of the paragraph."""
        told = self.low[sentence.start : position]
        line = self.low.rfind("\n", 0, sentence.start) + 1
        today = self._today(sentence.start) if (TODAY if state else JUST_NOW).search(told) else None
        if today and (not state or self.account is None or (today.start >= line and self._dated(today))):
            return today
        return (
            self._event(sentence)
            or self._elapsed(told, sentence, line)
            or self._framing(line, sentence.start, state)
            or self._line_stamp(sentence, line)
        )

    def _line_stamp(self, sentence: Sentence, line: int) -> Period | None:
        """The stamp of the line itself, where each piece of news has its own."""
        stamp = self._stamp(sentence.start) if len(self._posted) > 1 or self._told.before(line) else None
        end = self.low.find("\n", line)
        return stamp if stamp and line <= stamp.start < (end if end >= 0 else len(self.low)) else None

    def _dated(self, time: Period) -> bool:
        """Whether its year is told with it."""
        return bool(FOUR_DIGITS.search(self.low, time.start, time.end))

    def _of_part(self, sentence: Sentence) -> Period | None:
        """The time told by the nearest heading above the sentence that tells one."""
        for part in self._parts.around(sentence.start):
            told = self._told.between(part.start, part.end)
            if told:
                return told[-1]
        return None

    @cached_property
    def _parts(self) -> Parts:
        return Parts(self.low)

    def _today(self, position: int) -> Period | None:
        """The day of posting, else the last day or month told before a position on which nothing was launched."""
        return self._stamp(position) or self._plain_days.before(position)

    def _stamp(self, position: int) -> Period | None:
        """The day of posting or of the letterhead that holds at a position."""
        index = self._stamps.of(position)
        return None if index is None else self._posted[index]

    @cached_property
    def _stamps(self) -> Stamps:
        return Stamps(self.low, [t.start for t in self._posted])

    @cached_property
    def _items(self) -> Items:
        return Items(self.low)

    @cached_property
    def _plain_days(self) -> InOrder[Period]:
        told = [t for t in self.times if not (t.posted or t.legal or t.launch or t.aside or t.since)]
        return InOrder(t for t in told if t.first == t.last) or InOrder(t for t in told if is_month(t))

    @cached_property
    def _told(self) -> InOrder[Period]:
        return InOrder(t for t in self.times if not t.posted and not t.legal)

    @cached_property
    def _posted(self) -> list[Period]:
        return [t for t in self.times if t.posted and t.last]

    @cached_property
    def _spread(self) -> tuple[InOrder[Period], InOrder[Period]]:
        """Times that hold beyond their sentence: those which open it, and any."""
        told = [t for t in self.times if not (t.posted or t.legal or t.aside)]
        return InOrder(t for t in told if self._opens(t)), InOrder(told)

    @cached_property
    def _windows(self) -> tuple[InOrder[Period], InOrder[Period]]:
        """The same without ends whose beginning is not told."""
        opening, told = self._spread
        return InOrder(t for t in opening if not t.until), InOrder(t for t in told if not t.until)

    @cached_property
    def _spread_days(self) -> tuple[InOrder[Period], InOrder[Period]]:
        opening, told = self._spread
        return InOrder(t for t in opening if t.first == t.last), InOrder(t for t in told if t.first == t.last)

    def _opens(self, time: Period) -> bool:
        told = self.low[time.start : time.start + 12]
        return "từ đầu năm" in told or bool(OPENING.search(self.low, max(0, time.start - 110), time.start))

    @cached_property
    def _days(self) -> InOrder[Period]:
        return InOrder(t for t in self.times if t.first == t.last and not (t.posted or t.legal))

    @cached_property
    def account(self) -> Period | None:
        """The window of which the heading says that the text gives an account."""
        windows = [
            t for t in self.times if t.start < self.heading_end and not (t.posted or t.legal) and t.first != t.last
        ]
        begin, stop = self.formal
        told = [t for t in windows if begin <= t.start < stop]
        told = told or [t for t in windows if ACCOUNT.search(self.low, max(0, t.start - 160), t.start)]
        exact = [t for t in windows if told and t.start > told[0].start and self.low[t.start - 1 : t.start] == "("]
        return (exact or told)[-1] if told else None

    def _event(self, sentence: Sentence) -> Period | None:
        """The day of the festival or conference for what happened there; that of posting where no day is told."""
        if not AT_EVENT.match(self.low, sentence.start):
            return None
        return self._days.before(sentence.start) or self._stamp(sentence.start)

    def _bounded(self, time: Period, sentence: Sentence) -> date | None:
        """A state told without a day of its own cannot be later than the day of posting."""
        stamp = self._stamp(sentence.start)
        posted = stamp.last if stamp else None
        if time.last and posted and posted < time.last and not sentence.start <= time.start < sentence.end:
            return posted
        exact = time.since and EXACT.search(self.low, time.start, time.end)
        return time.last or (time.first if exact else None)

    def _framing(self, start: int, end: int, state: bool) -> Period | None:
        """The last time that holds beyond its sentence; what happened has no use for the end of a window."""
        for times in self._spread if state else self._windows:
            last = times.before(end)
            if last and last.start >= start:
                return self._in_month(last)
        return None

    def _from_elsewhere(self, sentence: Sentence, position: int, state: bool) -> Period | None:
        """A state is told as of the day of the event or of posting; what happened, in the time told last."""
        first = self._items.first(sentence.start)
        opening, told = self._spread
        if state:
            days = self._spread_days[0 if opening.before(sentence.start) else 1]
            day = days.before(sentence.start if first is None else first)
            if day or self._posted:
                return day or self._stamp(sentence.start)
        heading = None if first is None else self._framing(0, first, state)
        body = heading or self._framing(0, sentence.start, state) or self._framing(0, sentence.start, True)
        return body or self._stamp(sentence.start) or told.after(sentence.start)

    def _beginning(self, time: Period, sentence: Sentence, position: int) -> date | None:
        """The first day of what happened: that of a beginning told before an end, the first of the month of posting."""
        if time.posted and time.last:
            return None if LONG.search(self.low, max(0, sentence.start - 300), position) else time.last.replace(day=1)
        if not time.until or _is_year(time):
            return time.first
        line = self.low.rfind("\n", 0, time.start) + 1
        begun = [t for t in self._told.between(line, time.start) if t.since and t.first]
        return begun[-1].first if begun else None


def _whole_year(time: Period) -> Period:
    year = time.last.year if time.last else date.min.year
    return replace(time, first=date(year, 1, 1), last=date(year, 12, 31), legal=False)


def _is_year(time: Period) -> bool:
    first, last = time.first, time.last
    return bool(first and last and (last - first).days in (364, 365) and first.day == first.month == 1)
