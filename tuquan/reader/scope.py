"""Place, time and plan that hold for a number, from sentence, paragraph and heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tuquan.reader.letterhead import Letterhead, letterhead
from tuquan.reader.names import Names
from tuquan.reader.periods import Period, periods, year_before
from tuquan.reader.places import Place, heads_of, places, speaks_of
from tuquan.reader.sentences import Sentence
from tuquan.reader.shadow import CAPITAL, Shadow
from tuquan.reader.spans import InOrder

PLAN = re.compile(
    r"(?<!\w)(?:(?<!hoàn thành )(?<!đạt )(?<!vượt )(?<!được giao )(?<!các )chỉ tiêu(?!\s+(?:được giao"
    r"|đều|đề ra))|phấn đấu"
    r"|dự kiến|dự tính|theo kế hoạch|dự toán"
    r"|được giao(?=\s+(?:xây dựng|thành lập|lập|ra mắt|nhân rộng|vận động))"
    r"|kế hoạch (?:năm|đề ra|là)|kế hoạch:|mục tiêu|sẽ|đề xuất"
    r"|(?<!hồ sơ )đề nghị(?! của| khen| tặng| xét)|phương hướng"
    r"|trong thời gian tới|năm tới|thời gian tới|đăng ký xây dựng)(?!\w)"
)
DONE = re.compile(
    r"(?<!\w)(?:đã|thực thu|thực hiện được|nhưng|còn (?:trong )?năm|hiện có|kết quả|so với|vượt|hoàn thành)(?!\w)"
)
# A part of the report that holds nothing but plans, up to the next part.
PART_OF_PLANS = re.compile(
    r"(?m)^\W*(?:(?:[ivx]+|\d|phần \w+)\s*[.:)-]\s*)?(?:(?:một số )?phương hướng|nhiệm vụ trọng tâm"
    r"|chỉ tiêu năm|kế hoạch năm"
    r"|phương hướng, nhiệm vụ|mục tiêu)[^\n.:;]{0,90}:?\s*$"
)
PART = re.compile(r"(?m)^\W*(?:[ivx]+\s*[.:)-]|phần \w+\s*[.:-])\s*[^\n]{3,140}$")


@dataclass(frozen=True, slots=True)
class Where:
    """Place as the text writes it and the time, inclusive."""

    place: str | None
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Subjects:
    """Units a part of the text speaks of, and those of them whose work it tells."""

    told: InOrder[Place]
    governing: InOrder[Place]

    def last(self, position: int) -> Place | None:
        """The last one before a position, those whose work is told first."""
        return self.governing.before(position) or self.told.before(position)


@dataclass(frozen=True)
class Scope:
    """All times and places of a text and its heading; `speaker` is the unit whose organ issues it."""

    low: str
    title: str
    title_end: int
    times: list[Period]
    named: list[Place]
    plans: list[tuple[int, int]]
    speaker: str | None = None

    def at(self, sentence: Sentence, position: int, end: int, kind: str) -> Where:
        """What holds at a number of this sentence; `end` is where its counted noun ends."""
        place = self._place(sentence, position, end)
        time = self._time(sentence, position, end, kind)
        if time and SAME_TIME_BEFORE.search(self.low, max(0, position - 45), position):
            time = year_before(time)
        if time is None:
            return Where(place, None, None)
        if kind == "rating":
            return Where(place, None, time.last)
        if kind == "stock":
            return Where(place, None, self._bounded(time, sentence))
        return Where(place, time.last.replace(day=1) if time.posted and time.last else time.first, time.last)

    def _time(self, sentence: Sentence, position: int, end: int, kind: str) -> Period | None:
        line = self.low.rfind("\n", 0, sentence.start) + 1
        own = self._told.between(sentence.start, sentence.end)
        right_after = [t for t in own if end <= t.start <= end + 2]
        before = right_after or [t for t in own if t.start < position] or (own if len(own) == 1 else [])
        if before:
            return before[-1]
        return self._event(sentence) or self._framing(line, sentence.start) or self._from_elsewhere(sentence, kind)

    @cached_property
    def _told(self) -> InOrder[Period]:
        return InOrder(t for t in self.times if not t.posted)

    @cached_property
    def _posted(self) -> list[Period]:
        return [t for t in self.times if t.posted]

    @cached_property
    def _opening(self) -> InOrder[Period]:
        return InOrder(t for t in self.times if not t.posted and self._opens(t))

    def _opens(self, time: Period) -> bool:
        told = self.low[time.start : time.start + 12]
        return "từ đầu năm" in told or bool(OPENING.search(self.low, max(0, time.start - 110), time.start))

    def _event(self, sentence: Sentence) -> Period | None:
        """The day of the festival or conference for what happened there; that of posting where no day is told."""
        if not AT_EVENT.match(self.low, sentence.start):
            return None
        posted = [t for t in self._posted if t.last]
        return self._days.before(sentence.start) or (posted[-1] if posted else None)

    @cached_property
    def _days(self) -> InOrder[Period]:
        return InOrder(t for t in self.times if t.first == t.last and not t.posted)

    @cached_property
    def _opening_days(self) -> InOrder[Period]:
        return InOrder(t for t in self.times if t.first == t.last and not t.posted and self._opens(t))

    def _bounded(self, time: Period, sentence: Sentence) -> date | None:
        """A state told without a day of its own cannot be later than the day of posting."""
        posted = [t.last for t in self._posted if t.last]
        if time.last and posted and posted[0] < time.last and not sentence.start <= time.start < sentence.end:
            return posted[0]
        return time.last

    def _framing(self, start: int, end: int) -> Period | None:
        """The last time that holds beyond its sentence: one that opens it rather than tells of one thing in passing."""
        for times in (self._opening, self._told):
            last = times.before(end)
            if last and last.start >= start:
                return last
        return None

    def _from_elsewhere(self, sentence: Sentence, kind: str) -> Period | None:
        """A state is told as of the day of the event or of posting; what happened, in the time told last."""
        body, posted = self._framing(0, sentence.start), self._posted
        days = self._opening_days if self._opening.before(sentence.start) else self._days
        day = days.before(sentence.start)
        if kind == "stock" and (day or posted):
            return day or posted[-1]
        return body or (posted[0] if posted else self._told.after(sentence.start))

    def _place(self, sentence: Sentence, position: int, end: int) -> str | None:
        after = OWNED.match(self.low, end)
        owner = self._named.between(after.end(), after.end() + 1) if after else []
        if owner:
            return owner[0].name
        inside = self._named.between(sentence.start, position)
        beside = [p for p in inside if p.end <= position and self._beside(p, position)]
        if beside:
            return beside[-1].name
        clause = max(sentence.start, self.low.rfind(";", sentence.start, position) + 1)
        own = self._subjects(sentence.start, sentence.end).governing.before(position)
        own = own or self._subjects(clause, sentence.end).told.before(position)
        if own:
            return own.name
        line = self.low.rfind("\n", 0, sentence.start) + 1
        earlier = self._subjects(line, self._line_end(sentence.start)).last(sentence.start)
        if earlier or self.speaker:
            return earlier.name if earlier else self.speaker
        told = self._top or self._subjects(0, len(self.low)).last(sentence.start)
        return told.name if told else None

    @cached_property
    def _named(self) -> InOrder[Place]:
        return InOrder(self.named)

    @cached_property
    def _top(self) -> Place | None:
        """The largest unit of the heading."""
        top = heads_of(self.low, [p for p in self.named if p.start < self.title_end])
        return min(top, key=lambda p: (p.rank, p.start), default=None)

    def _line_end(self, position: int) -> int:
        end = self.low.find("\n", position)
        return end if end >= 0 else len(self.low)

    def _beside(self, place: Place, position: int) -> bool:
        """ "phường Tân Phong 14 tổ, phường Trảng Dài 9 tổ": each number has its unit right before it."""
        opens = BESIDE_FROM.search(self.low, max(0, place.start - 12), place.start)
        return bool(opens and BESIDE_TO.fullmatch(self.low, place.end, position))

    def _subjects(self, start: int, end: int) -> Subjects:
        """Units the text between two places speaks of; not where single schemes of a list stand."""
        known = self._spoken.get((start, end))
        if known is None:
            told = heads_of(self.low, speaks_of(self.low, start, end, self._real))
            told = [p for p in told if not self._counted(p)]
            known = Subjects(InOrder(told), InOrder(p for p in told if self._governs(p)))
            self._spoken[start, end] = known
        return known

    @cached_property
    def _spoken(self) -> dict[tuple[int, int], Subjects]:
        """What was asked before: the numbers of a sentence ask the same."""
        return {}

    @cached_property
    def _real(self) -> InOrder[Place]:
        return InOrder(p for p in self.named if not ASIDE.search(self.low, max(0, p.start - 60), p.start))

    def _counted(self, place: Place) -> bool:
        clause = max(self.low.rfind(c, 0, place.start) for c in ".;\n")
        return bool(COUNTED.search(self.low, max(clause + 1, 0), place.start))

    def _governs(self, place: Place) -> bool:
        """Whether the unit opens its clause or is whose work is told, not just where something went."""
        return bool(GOVERNS.search(self.low[max(0, place.start - 70) : place.start]))


# "60 buổi (cùng kỳ 12 buổi)": the second number is of the year before.
SAME_TIME_BEFORE = re.compile(
    r"(?<!với )(?<!so )cùng kỳ(?: năm (?:trước|ngoái|liền trước))?\s*(?:là|:|có|chỉ|đạt)?\s*$"
)
AT_EVENT = re.compile(
    r"(?:nhân |trong )?dịp này|cũng (?:nhân dịp này|tại|trong)|tại (?:đây|(?:buổi )?lễ|ngày hội|hội nghị|chương trình"
    r"|buổi (?:gặp|làm việc|sinh hoạt)|diễn đàn)|kết thúc (?:hội nghị|ngày hội)|(?:nhân|trong) (?:ngày hội|buổi lễ)"
)
# A time that opens its sentence, or after words that say what the text is a report of.
OPENING = re.compile(
    r"(?:^|[.;:\n(]\s*)(?:[^\s.;:\n(),]+\s+){0,3}$"
    r"|(?<!\w)(?:trong|tính đến|tính từ|đến|từ|hết)\s*$|(?<!\w)(?:tổng kết|sơ kết|báo cáo|kết quả)[^.;\n]{0,80}$"
)
# A unit near the opening of its clause, or after words for whose work it is.
GOVERNS = re.compile(
    r"(?:^|[.;:\n(),-]\s*)(?:[^\s.;:\n(),]+\s+){0,3}$"
    r"|(?:địa bàn|của|toàn|công an|ubnd|ban chỉ đạo|bcđ|đảng ủy|theo|lực lượng|trong)(?:\s+138)?\s*$"
)
BESIDE_FROM = re.compile(r"(?:[,;:]|(?<!\w)và|(?<!\w)còn|(?<!\w)riêng)\s*$")
BESIDE_TO = re.compile(r"\s*:?\s*(?:có|lập|được|gần|hơn|trên|lắp|dựng|là|góp)?\s*(?:gần|hơn|trên)?\s*")
OWNED = re.compile(r"\s*của\s+")
COUNTED = re.compile(r"(?<![\w/.,-])(?!(?:19|20)\d\d\s)\d[\d.]*\s+(?!giờ|năm|tháng|/)[^\W\d]")
# Places of single examples: after a name in quotes, in a list of several communes.
ASIDE = re.compile(
    r"(?:[\"”]\s*(?:(?:tại|ở|tạo|của)\s+)?(?:[^.;\n]{0,40},\s*)?|(?:các|những|hai|ba|bốn|năm"
    r"|sáu)\s+)$"
)


def prepare(dark: Shadow, names: Names) -> Scope:
    """Find all times, places and the heading of a text once."""
    start, end = _title(dark.plain)
    named = places(dark.plain, names)
    title, speaker = dark.low[start:end], _speaker(letterhead(dark.plain), names)
    return Scope(dark.low, title, end, periods(dark.low), named, _plans(dark.low), speaker)


def _speaker(top: Letterhead, names: Names) -> str | None:
    """The lowest unit in the name of the organ that stands above the number."""
    units = places(top.issuer or "", names) if top.numbered else []
    return max(units, key=lambda p: p.rank).name if units else None


TITLE_WORDS = re.compile(r"(?i)báo cáo|kết quả|tổng kết|sơ kết|phong trào|hiệu quả|đẩy mạnh")
NOT_TITLE = re.compile(r"^\W*(?:[IVX]+\s*[.:)-]|CỘNG HÒA|CỘNG HOÀ|ĐỘC LẬP|ĐẢNG CỘNG SẢN|\d+\s*[.)])", re.I)


# A heading is one sentence; a first line of several is already the text.
RUNNING_ON = re.compile(rf"(?<=\w\w\w)[.!?](?=\s+{CAPITAL})")


def _title(plain: str) -> tuple[int, int]:
    """The heading: a long line in capitals that tells a report, else any in capitals, else the first long line."""
    lines, offset = [], 0
    for line in plain.split("\n"):
        if 12 < len(line.strip()) < 300 and not NOT_TITLE.match(line):
            lines.append((offset, offset + len(line), line))
        offset += len(line) + 1
    capitals = [x for x in lines if _in_capitals(x[2])]
    told = [x for x in capitals if TITLE_WORDS.search(x[2])]
    named = [x for x in lines[:6] if re.match(r"\W*(?i:báo cáo|kết quả)", x[2])]
    long = [x for x in lines if len(x[2].strip()) > 20]
    for choice in (told, named, capitals, long):
        if choice:
            stop = RUNNING_ON.search(plain, choice[0][0], choice[0][1])
            return choice[0][0], stop.start() if stop else choice[0][1]
    return 0, 0


def _in_capitals(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return len(letters) > 20 and sum(c.isupper() for c in letters) > 0.7 * len(letters)


def _plans(low: str) -> list[tuple[int, int]]:
    """Spans of the parts that tell plans only."""
    out = []
    for heading in PART_OF_PLANS.finditer(low):
        following = PART.search(low, heading.end())
        out.append((heading.end(), following.start() if following else len(low)))
    return out


def planned(scope: Scope, sentence: Sentence, position: int) -> bool:
    """Whether the part, or the nearest deciding word before the number, speaks of a plan."""
    if any(start <= position < end for start, end in scope.plans):
        return True
    low = scope.low
    behind = low[sentence.start : position]
    plans, done = list(PLAN.finditer(behind)), list(DONE.finditer(behind))
    if not plans:
        return False
    return not done or plans[-1].start() > done[-1].start()
