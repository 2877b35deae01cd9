"""Place, time and plan that hold for a number, from sentence, paragraph and heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tuquan.reader.letterhead import Letterhead, letterhead
from tuquan.reader.names import Names
from tuquan.reader.periods import Period, periods
from tuquan.reader.places import Place, places
from tuquan.reader.sentences import Sentence
from tuquan.reader.shadow import Shadow
from tuquan.reader.titles import Title, heading_end, title
from tuquan.reader.when import When
from tuquan.reader.whose import Whose

PLAN = re.compile(
    r"(?<!\w)(?:(?<!hoàn thành )(?<!đạt )(?<!vượt )(?<!được giao )(?<!các )chỉ tiêu(?!\s+(?:được giao"
    r"|đều|đề ra))|phấn đấu"
    r"|dự kiến|dự tính|theo kế hoạch|dự toán"
    r"|được giao(?=\s+(?:xây dựng|thành lập|lập|ra mắt|nhân rộng|vận động))"
    r"|kế hoạch (?:năm|đề ra|là)|kế hoạch:|mục tiêu|sẽ|đề xuất|(?:đề ra|đặt ra)(?=\s*:)"
    r"|(?<!hồ sơ )đề nghị(?! của| khen| tặng| xét)|phương hướng"
    r"|trong thời gian tới|năm tới|thời gian tới|sắp tới|nhắm tới|xin (?:lập|thành lập|xây dựng|cấp|mua|chủ trương)"
    r"|(?<!không )(?:phải|cần) (?:có|đạt|ra đời|lập|thành lập|xây dựng|hoàn thành|ít nhất|trên|tối thiểu|mở|tổ chức)"
    r"|đăng ký xây dựng(?=(?:\s+\w+){0,3}\s*$))(?!\w)"
)
DONE = re.compile(
    r"(?<!\w)(?:đã|thực thu|thực hiện được|nhưng|còn (?:trong )?năm|hiện có|kết quả|so với|vượt|hoàn thành)(?!\w)"
)
# "63/63 địa phương đã trình kế hoạch": told as done after its noun.
ALREADY = re.compile(r"[\d.,/]+%?(?:\s+[^\W\d]+){1,5}?\s+đã(?!\w)")
# A part of the report that holds nothing but plans, up to the next part.
PART_OF_PLANS = re.compile(
    r"(?m)^[^\w\n]*(?:(?:[ivx]+|\d|phần \w+)\s*[.:)-]\s*)?(?:(?:một số )?phương hướng|nhiệm vụ trọng tâm"
    r"|chỉ tiêu năm|kế hoạch năm"
    r"|phương hướng, nhiệm vụ|mục tiêu)[^\n.:;]{0,90}:?\s*$"
    r"|^[^\w\n]*(?:(?:[ivx]+|\d)\s*[.:)-]\s*)?(?:các )?(?:chỉ tiêu|mục tiêu|nhiệm vụ|kiến nghị|đề xuất)"
    r"(?: chung| cụ thể| chủ yếu| đến \d+)?:?\s*$"
)
PART = re.compile(r"(?m)^[^\w\n]*(?:[ivx]+\s*[.:)-]|phần \w+\s*[.:-])\s*[^\n]{3,140}$")


@dataclass(frozen=True, slots=True)
class Where:
    """Place as the text writes it and the time, inclusive; `supposed` says what had to be supposed, in Vietnamese."""

    place: str | None
    first: date | None
    last: date | None
    supposed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scope:
    """All times and places of a text and its heading; `speaker` is the unit whose organ issues it."""

    low: str
    title: str
    heading: Title
    times: list[Period]
    named: list[Place]
    plans: list[tuple[int, int]]
    speaker: str | None = None

    @property
    def title_end(self) -> int:
        """Where the heading ends."""
        return self.heading.end

    @property
    def account(self) -> Period | None:
        """The window of which the text gives an account, as its heading says."""
        return self._when.account

    def at(self, sentence: Sentence, position: int, end: int, kind: str) -> Where:
        """What holds at a number of this sentence; `end` is where its counted noun ends."""
        place, from_afar = self._whose.at(sentence, position, end)
        told = self._when.at(sentence, position, end, kind)
        return Where(place, told.first, told.last, tuple(s for s in (from_afar, told.supposed) if s))

    @cached_property
    def _whose(self) -> Whose:
        return Whose(self.low, _untimed(self.low, self.times), self.title_end, self.named, self.speaker)

    @cached_property
    def _when(self) -> When:
        top = self.heading
        formal = (top.start, top.end) if top.formal else (0, 0)
        return When(self.low, max(top.end, heading_end(self.low)), self.times, formal)


HOURS = re.compile(r"\d{1,2}\s*(?:giờ|h)(?:\s*\d{1,2})?(?:\s*phút)?")


def _untimed(low: str, times: list[Period]) -> str:
    """The text with its days and hours blanked: they count nothing."""
    shown = list(HOURS.sub(lambda m: "_" * len(m[0]), low))
    for time in times:
        shown[time.start : time.end] = "_" * (time.end - time.start)
    return "".join(shown)


def prepare(dark: Shadow, names: Names) -> Scope:
    """Find all times, places and the heading of a text once."""
    top = title(dark.plain)
    named, speaker = places(dark.plain, names), _speaker(letterhead(dark.plain), names)
    times = periods(dark.low)
    return Scope(dark.low, dark.low[top.start : top.end], top, times, named, _plans(dark.low), speaker)


def _speaker(top: Letterhead, names: Names) -> str | None:
    """The lowest unit in the name of the organ that stands above the number, else of those above it."""
    for organ in (top.issuer or "", *top.above) if top.numbered else ():
        if units := places(organ, names):
            return max(units, key=lambda p: p.rank).name
    return None


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
    if not plans or (";" in behind[plans[-1].end() :] and ALREADY.match(low, position)):
        return False
    return not done or plans[-1].start() > done[-1].start()
