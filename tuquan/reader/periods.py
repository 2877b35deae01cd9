"""Which time a sentence speaks of: windows and days named in the text, and how far they reach."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from tuquan.reader.spans import Covered, InOrder

Span = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Period:
    """A time named at `start`..`end` of the text. `posted` is a date of posting, which only bounds a state."""

    start: int
    end: int
    first: date | None
    last: date | None
    posted: bool = False


def _year(year: int) -> Span:
    return date(year, 1, 1), date(year, 12, 31)


def _months(year: int, first: int, last: int) -> Span:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
Y = r"(?P<y>(?:19|20)\d\d)"
WithYear = Callable[[re.Match[str], int], Span]


def _day(m: re.Match[str], year: int) -> Span:
    day = date(year, int(m["m"]), int(m["d"]))
    return day, day


def _bare_year(m: re.Match[str], year: int) -> Span:
    return _year(int(m["z"] or year))


SHAPES: tuple[tuple[str, WithYear], ...] = (
    (
        rf"(?:giai đoạn|từ(?: năm)?|trong các năm|năm)\s+(?P<a>(?:19|20)\d\d)\s*(?:-|đến(?: hết)?(?: năm)?"
        rf"|tới(?: năm)?)\s*{Y}",
        lambda m, y: (date(int(m["a"]), 1, 1), date(y, 12, 31)),
    ),
    (
        rf"từ(?: ngày)?\s+(?P<d1>\d{{1,2}})[/.-](?P<m1>\d{{1,2}})(?:[/.-](?P<y1>(?:19|20)\d\d))?\s+(?:đến"
        rf"|tới)(?: hết)?(?: ngày)?\s+(?P<d>\d{{1,2}})[/.-](?P<m>\d{{1,2}})[/.-]{Y}",
        lambda m, y: (date(int(m["y1"] or y), int(m["m1"]), int(m["d1"])), date(y, int(m["m"]), int(m["d"]))),
    ),
    (
        rf"(?:quý)\s+(?P<q>iv|iii|ii|i|[1-4])(?:(?:\s*[/,-]\s*|\s+năm\s+|\s+){Y})?(?!\w)",
        lambda m, y: _months(y, 3 * ROMAN[m["q"]] - 2, 3 * ROMAN[m["q"]]),
    ),
    (rf"(?:(?:0?6|sáu) tháng đầu(?: năm)?|nửa đầu năm)(?:\s*(?:/|năm)?\s*{Y})?(?!\w)", lambda _, y: _months(y, 1, 6)),
    (
        rf"(?:(?:0?6|sáu) tháng cuối(?: năm)?|nửa cuối năm)(?:\s*(?:/|năm)?\s*{Y})?(?!\w)",
        lambda _, y: _months(y, 7, 12),
    ),
    (
        rf"từ tháng\s+(?P<m1>\d{{1,2}})(?:[/-](?P<y1>(?:19|20)\d\d))?\s+(?:đến|tới)(?: hết)? tháng\s+(?P<m>\d{{1,2}})"
        rf"\s*(?:[/-]|năm)\s*{Y}",
        lambda m, y: (date(int(m["y1"] or y), int(m["m1"]), 1), _months(y, int(m["m"]), int(m["m"]))[1]),
    ),
    (
        r"từ (?:đầu )?năm\s+(?P<a>(?:19|20)\d\d)\s+(?:đến|tới)(?: hết| cuối)?"
        rf"\s+(?:tháng\s+)?(?P<m>\d{{1,2}})[/.-]{Y}(?!\d)",
        lambda m, y: (date(int(m["a"]), 1, 1), _months(y, int(m["m"]), int(m["m"]))[1]),
    ),
    (
        rf"(?P<n>\d{{1,2}}) tháng(?: đầu(?: năm)?| qua)?(?:\s*(?:/|năm)\s*|\s+){Y}",
        lambda m, y: _months(y, 1, min(int(m["n"]), 12)),
    ),
    (
        rf"(?:ngày|hôm|sáng|chiều|tối|,|\(|từ|đến"
        rf"|trưa)?\s*(?:ngày\s+)?(?P<d>\d{{1,2}})\s*[/.-]\s*(?P<m>\d{{1,2}})\s*[/.-]\s*{Y}",
        _day,
    ),
    (rf"(?:ngày\s+)?(?P<d>\d{{1,2}})\s+tháng\s+(?P<m>\d{{1,2}})\s*,?(?:\s+năm)?\s+{Y}", _day),
    (rf"{Y}-(?P<m>\d{{2}})-(?P<d>\d{{2}})(?!\d)", _day),
    (rf"{Y}-(?P<m>\d{{2}})(?![\d-])", lambda m, y: _months(y, int(m["m"]), int(m["m"]))),
    (rf"(?:tháng\s+)?(?P<m>\d{{1,2}})\s*[/-]\s*{Y}(?!\d)", lambda m, y: _months(y, int(m["m"]), int(m["m"]))),
    (rf"tháng\s+(?P<m>\d{{1,2}})\.{Y}(?!\d)", lambda m, y: _months(y, int(m["m"]), int(m["m"]))),
    (rf"tháng\s+(?P<m>\d{{1,2}})\s*(?:,\s*)?năm\s+{Y}", lambda m, y: _months(y, int(m["m"]), int(m["m"]))),
    (
        rf"(?<!nhiệm kỳ )(?<!khóa )(?P<a>(?:19|20)\d\d)\s*-\s*{Y}(?![\d/-])",
        lambda m, y: (date(int(m["a"]), 1, 1), date(y, 12, 31)),
    ),
    (rf"(?:năm|hết năm|đến năm|năm học)\s+{Y}(?!\s*[-/]\s*\d)", lambda _, y: _year(y)),
    (rf"(?<![\d/.-]){Y}(?=\s*[:,)])|(?<=, )(?P<z>(?:19|20)\d\d)(?=\.\s)", _bare_year),
    (r"(?<!với )(?<!hơn )(?<!bằng )năm (?:trước đó|ngoái|liền trước)(?!\w)", lambda _, y: _year(y - 1)),
    (
        r"(?:đến )?(?:hết|cuối) năm nay|(?:đến hết|hết|đến cuối) năm(?=,| có| phải| sẽ| đạt| hoàn)",
        lambda _, y: _year(y),
    ),
    (r"(?P<n>\d{1,2}) tháng đầu(?: năm)?(?!\w)", lambda m, y: _months(y, 1, min(int(m["n"]), 12))),
    (
        r"(?:ngày|hôm|sáng|chiều|tối|trưa|đến|tới"
        r"|tính đến)\s+(?:ngày\s+)?(?P<d>\d{1,2})\s*[/-]\s*(?P<m>\d{1,2})(?![/\d-])",
        _day,
    ),
    (r"(?:trong|của) tháng (?P<m>\d{1,2})(?![\d/])", lambda m, y: _months(y, int(m["m"]), int(m["m"]))),
)
COMPILED = tuple((re.compile(rf"(?<!\w)(?:{shape})"), span) for shape, span in SHAPES)
SINCE_YEAR_START = re.compile(
    r"(?:(?:tính |kể )?từ (?:đầu|dịp đầu) năm(?:\s+(?P<y>20\d\d))?(?:\s*,?\s*(?:tới|đến|cho đến"
    r"|nay)\s*(?:nay|lúc đó|nay|hết|giờ)?)?)"
)
POSTED = re.compile(
    r"ngày đăng|^(?:thứ \w+,?\s*)?\W*\d{1,2}[/:h]|^\W*\d\d:\d\d|cập nhật|\bthứ (?:hai|ba|tư|năm|sáu"
    r"|bảy|[2-7]),|chủ nhật,|bài đăng|đăng ngày"
)
# The sentence after "Đăng ngày 02/11/2023." is no stamp any more.
PAST_STAMP = re.compile(r"\d\.\s+[^\W\d]")
LEGAL = re.compile(
    r"(?:nghị quyết|nghị định|thông tư|quyết định|chỉ thị|hướng dẫn|kế hoạch|công văn|luật|văn bản|đề án|ban hành)"
    r"[^.;,]{0,60}(?:,\s*(?:ngày\s*)?)?$|(?<!\w)số\s*[\w/-]*$"
)
# "tăng 14 xã so với năm 2017": the year compared with is not the year told of.
COMPARED = re.compile(r"(?<!\w)(?:so với|so)(?:\s+(?:với|cùng kỳ|cùng thời điểm|cùng|kỳ|thời điểm|cuối|số|mức))*\s*$")
# "từ ngày 1/7", "bắt đầu năm 2022": a beginning whose end is the day the text speaks from.
BEGINNING = re.compile(r"(?<!\w)(?:kể từ|tính từ|từ|bắt đầu(?: từ)?)\s*$")
UNTIL = re.compile(r"\s*(?:,\s*)?(?:đến|tới|-)(?!\s*nay)\s*(?:hết\s*)?(?:ngày\s*|năm\s*|tháng\s*)?\d")


def periods(low: str) -> list[Period]:
    """All times named in a prepared text, in order; dates of documents left out."""
    found: list[Period] = []
    taken = Covered(len(low))
    years: list[tuple[int, int]] = []
    for pattern, span in COMPILED:
        for m in pattern.finditer(low):
            period = None if taken.touches(*m.span()) else _period(low, m, span, years)
            if period:
                found.append(period)
                taken.add(*m.span())
            if period and period.last:
                insort(years, (period.start, period.last.year))
    found = [p for p in found if not COMPARED.search(low, max(0, p.start - 40), p.start)]
    found.sort(key=lambda p: p.start)
    return _with_year_starts(low, found)


# How far before a time the words stand that say what kind of time it is.
NEAR = 300


def _period(low: str, m: re.Match[str], span: WithYear, years: list[tuple[int, int]]) -> Period | None:
    groups = m.groupdict()
    told = groups.get("y") or groups.get("z")
    year = int(told) if told else _year_near(m.start(), years)
    if year is None:
        return None
    try:
        first, last = span(m, year)
    except ValueError:
        return None
    line = low[max(low.rfind("\n", 0, m.start()) + 1, m.start() - NEAR) : m.end()]
    posted = len(line) < 90 and bool(POSTED.search(line)) and not PAST_STAMP.search(line)
    before = line[: len(line) - (m.end() - m.start())]
    if not posted and LEGAL.search(before) and "năm" not in m[0]:
        return Period(m.start(), m.end(), None, None)
    opens = bool(BEGINNING.search(before) or m[0].startswith("từ")) and not UNTIL.match(low, m.end())
    if opens and not any(groups.get(name) for name in ("a", "d1", "m1")):
        last = None
    return Period(m.start(), m.end(), first, last, posted)


def _year_near(position: int, years: list[tuple[int, int]]) -> int | None:
    """The year told last before a position, else the first one after it."""
    before = bisect_left(years, (position, 0))
    return years[max(before - 1, 0)][1] if years else None


def _with_year_starts(low: str, found: list[Period]) -> list[Period]:
    now_at = _now(p for p in found if p.last)
    out = [p if p.last else replace(p, last=now_at(p.start)) for p in found if p.first]
    now_at = _now(out)
    since = []
    for m in SINCE_YEAR_START.finditer(low):
        now = now_at(m.end())
        year = int(m["y"]) if m["y"] else (now.year if now else None)
        if year:
            last = now if now and now.year == year else None
            since.append(Period(m.start(), m.end(), date(year, 1, 1), last))
    taken = Covered(len(low), ((p.start, p.end) for p in since))
    kept = [p for p in out if not taken.touches(p.start, p.end)]
    return sorted((*kept, *since), key=lambda p: p.start)


def year_before(period: Period) -> Period:
    """The same time one year earlier."""
    first, last = (
        d and d.replace(year=d.year - 1, day=min(d.day, 28) if d.month == 2 else d.day)
        for d in (period.first, period.last)
    )
    return replace(period, first=first, last=last)


def _now(found: Iterable[Period]) -> Callable[[int], date | None]:
    """The day the text speaks from at a position: a date of posting, else an own date before."""
    known = list(found)
    posted = next((p for p in known if p.posted), None)
    days = InOrder(p for p in known if p.first == p.last)

    def at(position: int) -> date | None:
        chosen = posted or days.before(position)
        return _month_end(chosen.last) if chosen and chosen.last else None

    return at


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
