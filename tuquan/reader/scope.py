"""Place, time and plan that hold for a number, from sentence, paragraph and heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tuquan.reader.letterhead import TOP, Letterhead, letterhead
from tuquan.reader.names import Names
from tuquan.reader.periods import Period, periods
from tuquan.reader.places import Place, places
from tuquan.reader.sentences import Sentence
from tuquan.reader.shadow import CAPITAL, Shadow
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
    title_end: int
    times: list[Period]
    named: list[Place]
    plans: list[tuple[int, int]]
    speaker: str | None = None

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
        return When(self.low, max(self.title_end, _heading_end(self.low)), self.times)


HOURS = re.compile(r"\d{1,2}\s*(?:giờ|h)(?:\s*\d{1,2})?(?:\s*phút)?")


def _untimed(low: str, times: list[Period]) -> str:
    """The text with its days and hours blanked: they count nothing."""
    shown = list(HOURS.sub(lambda m: "_" * len(m[0]), low))
    for time in times:
        shown[time.start : time.end] = "_" * (time.end - time.start)
    return "".join(shown)


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
        if len(line.strip()) > 12 and not NOT_TITLE.match(line):
            lines.append((offset, offset + len(line), line))
        offset += len(line) + 1
    short = [x for x in lines if len(x[2].strip()) < 300]
    capitals = [x for x in short if _in_capitals(x[2])]
    told = [x for x in capitals if TITLE_WORDS.search(x[2])]
    named = [x for x in short[:6] if re.match(r"\W*(?i:báo cáo|kết quả)", x[2])]
    long = [x for x in lines if len(x[2].strip()) > 20]
    for choice in (told, named, capitals, long):
        if choice:
            stop = RUNNING_ON.search(plain, choice[0][0], choice[0][1])
            return choice[0][0], stop.start() if stop else min(choice[0][1], choice[0][0] + 300)
    return 0, 0


# Where the text begins: a line that ends a sentence, a long one, a numbered part.
BODY = re.compile(r"(?m)^(?:[^\n]{10,}[.!?…]\s*$|[^\n]{250,}|\W*(?:[ivx]+|\d+)\s*[.)]\s)")


def _heading_end(low: str) -> int:
    """End of the lines above the text; a first line that is already the text gives an account as well."""
    body = BODY.search(low, 0, TOP)
    if body is None:
        return 0
    if body.start():
        return body.start()
    stop = re.compile(r"[.!?:](?=\s)").search(low)
    return stop.end() if stop else 0


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
    if not plans or (";" in behind[plans[-1].end() :] and ALREADY.match(low, position)):
        return False
    return not done or plans[-1].start() > done[-1].start()
