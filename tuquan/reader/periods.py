"""Which time a sentence speaks of: windows and days named in the text, and what each is told for."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tuquan.reader.spans import Covered, InOrder
from tuquan.reader.stamps import Stamps, is_stamp
from tuquan.reader.time_shapes import COMPILED, WithYear


@dataclass(frozen=True, slots=True)
class Period:
    """A time named at `start`..`end` of the text.

    `posted`: a date of posting or of the letterhead, which only bounds a state. `until`: the end of a time whose
    beginning is not told ("tính đến …"). `since`: a beginning whose end is the day the text speaks from.
    `launch`: the day something began that the text tells of later. `aside`: holds in its own
    sentence only. `legal`: the day of an act.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    posted: bool = False
    until: bool = False
    since: bool = False
    launch: bool = False
    aside: bool = False
    legal: bool = False


SINCE_YEAR_START = re.compile(
    r"(?:(?:tính |kể )?từ (?:đầu|dịp đầu) năm(?:\s+(?P<y>20\d\d))?(?P<now>\s*,?\s*(?:tới|đến|cho đến"
    r"|nay)\s*(?:nay|lúc đó|nay|hết|giờ)?)?)"
)
LEGAL = re.compile(
    r"(?:nghị quyết|nghị định|thông tư|quyết định|chỉ thị|hướng dẫn|kế hoạch|công văn|luật|văn bản|đề án|ban hành)"
    r"[^.;,]{0,60}(?:,\s*(?:ngày\s*)?)?$|(?<!\w)số\s*[\w/-]*$"
)
# "tăng 14 xã so với năm 2017": the year compared with is not the year told of.
COMPARED = re.compile(r"(?<!\w)(?:so với|so)(?:\s+(?:với|cùng kỳ|cùng thời điểm|cùng|kỳ|thời điểm|cuối|số|mức))*\s*$")
# "14 khẩu cùng kỳ năm 2021": the window told before, in that year.
SAME_WINDOW = re.compile(r"(?<!\w)cùng kỳ\s*(?:của\s+)?$")
# "từ ngày 1/7", "bắt đầu năm 2022": a beginning whose end is the day the text speaks from.
BEGINNING = re.compile(
    r"(?<!\w)(?:kể từ|tính từ|từ|bắt đầu(?: từ)?)(?:\s+(?:ngày|lúc|cuối|đầu|giữa))*\s*$"
    r"|(?<!\w)(?:kể từ|từ|sau) (?:khi|ngày|lúc)\s[^.;,\d]{0,50}$"
)
UNTIL_NOW = re.compile(r"\s*\)?\s*,?\s*(?:cho )?(?:đến|tới) (?:nay|giờ)(?!\w)")
UNTIL = re.compile(r"\s*(?:,\s*)?(?:đến|tới|-)(?!\s*(?:nay|giờ))\s*(?:hết\s*)?(?:ngày\s*|năm\s*|tháng\s*)?\d")
UP_TO = re.compile(r"(?<!\w)(?:đến|tới|chốt(?: sổ| số| đến)*)(?:\s+(?:thời điểm|hết|cuối|nay|ngày|hôm))*\s*$")
# "trước năm 2018": a state of the last day of the year before.
UP_TO_THEN = re.compile(r"(?<!\w)trước\s*$")
LAUNCH = re.compile(
    r"(?<!\w)(?:ra mắt|ra đời|thành lập|hình thành|đi vào hoạt động|hoạt động|triển khai|thí điểm|khởi động|vận hành"
    r"|có hiệu lực|lập)(?:\s+(?!và |\d)[^\s.;,:()]+){0,4}?(?:\s+(?:từ|vào|hồi|hôm|ngày|cuối|đầu|giữa))*\s*\(?$"
)
ALONE = re.compile(
    r"(?<!\w)(?:riêng|chỉ riêng|trong đó|như|chẳng hạn)(?:\s+(?:trong|cả|tính))?\s*,?\s*$"
    r"|(?<!\w)riêng(?:\s+[^\s,.;:]+){1,5}\s*$"
)
# How far before a time the words stand that say what kind of time it is.
NEAR = 300


def periods(low: str) -> list[Period]:
    """All times named in a prepared text, in order; dates of documents left out."""
    found: list[Period] = []
    taken = Covered(len(low))
    years: list[tuple[int, int]] = []
    matches = [(m, span) for pattern, span in COMPILED for m in pattern.finditer(low)]
    for m, span in (x for x in matches if _told_year(x[0])):
        _note(low, m, span, taken, years, found)
    stamps = sorted((p for p in found if p.posted), key=lambda p: p.start)
    where = Stamps(low, [p.start for p in stamps])
    for m, span in (x for x in matches if not _told_year(x[0])):
        index = where.of(m.start())
        _note(low, m, span, taken, years, found, None if index is None else stamps[index])
    found = [p for p in found if not COMPARED.search(low, max(0, p.start - 40), p.start)]
    found.sort(key=lambda p: p.start)
    return _with_year_starts(low, _same_windows(low, found))


def _told_year(m: re.Match[str]) -> int | None:
    groups = m.groupdict()
    told = groups.get("y") or groups.get("z") or groups.get("y2")
    return int(told) if told else None


def _start(m: re.Match[str]) -> int:
    """Where the words of a time begin; some shapes take the blank before them along."""
    return m.end() - len(m[0].lstrip(" \n\u00a0,("))


def _note(
    low: str,
    m: re.Match[str],
    span: WithYear,
    taken: Covered,
    years: list[tuple[int, int]],
    found: list[Period],
    stamp: Period | None = None,
) -> None:
    if taken.touches(*m.span()):
        return
    year = _told_year(m) or _year_meant(low, m, years, stamp)
    period = _period(low, m, span, year) if year else None
    if period and stamp and stamp.last and not _told_year(m) and period.first and period.first > stamp.last:
        period = _period(low, m, span, (year or 0) - 1)
    if period:
        found.append(period)
        taken.add(*m.span())
        if period.last and not period.legal:
            insort(years, (period.start, period.last.year))


def _year_meant(low: str, m: re.Match[str], years: list[tuple[int, int]], stamp: Period | None) -> int | None:
    """The year told before in the paragraph, else that of the day of posting, else any told before or after."""
    line = low.rfind("\n", 0, m.start()) + 1
    before = bisect_left(years, (m.start(), 0))
    relative = m[0].startswith("năm") and ("ngoái" in m[0] or "nay" in m[0])
    if before and years[before - 1][0] >= line and not (relative and stamp):
        return years[before - 1][1]
    if stamp and stamp.last:
        return stamp.last.year
    return years[max(before - 1, 0)][1] if years else None


def _period(low: str, m: re.Match[str], span: WithYear, year: int) -> Period | None:
    try:
        first, last = span(m, year)
    except ValueError:
        return None
    start = _start(m)
    begin = max(low.rfind("\n", 0, start) + 1, start - NEAR)
    before = low[begin:start]
    posted = is_stamp(low, start, m.end())
    if not posted and LEGAL.search(before) and "năm" not in m[0] and not _is_whole(m):
        return Period(start, m.end(), first, last, legal=True)
    return _with_roles(Period(start, m.end(), first, last, posted), low, before, m)


def _is_whole(m: re.Match[str]) -> bool:
    """Whether both its beginning and its end are told."""
    groups = m.groupdict()
    return any(groups.get(name) for name in ("a", "d1", "m1"))


def _with_roles(period: Period, low: str, before: str, m: re.Match[str]) -> Period:
    if period.posted:
        return period
    whole = _is_whole(m)
    begins = BEGINNING.search(before) or m[0].startswith("từ") or UNTIL_NOW.match(low, m.end())
    since = bool(begins) and not whole and not UNTIL.match(low, m.end())
    until = not whole and not since and bool(UP_TO.search(before) or m[0].startswith(("đến", "tới", "tính đến")))
    launch = not since and not until and bool(LAUNCH.search(before))
    last = None if since else period.last
    if UP_TO_THEN.search(before) and m[0].startswith("năm") and period.first:
        return replace(period, first=None, last=period.first - timedelta(days=1), until=True)
    return replace(
        period, last=last, since=since, until=until, launch=launch, aside=bool(ALONE.search(before)) and not since
    )


def _same_windows(low: str, found: list[Period]) -> list[Period]:
    """ "22 khẩu trong 9 tháng năm 2022; cùng kỳ năm 2021 là 14": nine months as well."""
    out: list[Period] = []
    for p in found:
        before = next((q for q in reversed(out) if not q.posted and q.first and q.last), None)
        if before and p.first and p.last and SAME_WINDOW.search(low, max(0, p.start - 20), p.start):
            p = replace(_in_year(before, p.last.year), start=p.start, end=p.end, aside=True)
        out.append(p)
    return out


def _with_year_starts(low: str, found: list[Period]) -> list[Period]:
    now_at = now(low, (p for p in found if p.last))
    out = [p if p.last else replace(p, last=now_at(p.start)) for p in found if p.first or p.last]
    now_at = now(low, out)
    since = []
    for m in SINCE_YEAR_START.finditer(low):
        today = now_at(m.end())
        year = int(m["y"]) if m["y"] else (today.year if today else None)
        if year:
            until_now = bool(m["now"]) or not m["y"]
            last = today if today and (today.year == year or until_now) else None if until_now else date(year, 12, 31)
            since.append(Period(m.start(), m.end(), date(year, 1, 1), last, since=True))
    taken = Covered(len(low), ((p.start, p.end) for p in since))
    kept = [p for p in out if not taken.touches(p.start, p.end)]
    return sorted((*kept, *since), key=lambda p: p.start)


def year_before(period: Period) -> Period:
    """The same time one year earlier."""
    return _in_year(period, period.last.year - 1) if period.last else period


def _in_year(period: Period, year: int) -> Period:
    away = (period.last.year if period.last else year) - year
    first, last = (
        d and d.replace(year=d.year - away, day=min(d.day, 28) if d.month == 2 else d.day)
        for d in (period.first, period.last)
    )
    return replace(period, first=first, last=last)


def now(low: str, found: Iterable[Period]) -> Callable[[int], date | None]:
    """The end of the month the text speaks from at a position: a date of posting, else a day told before it, else
    a month, else the end of the window told before it; days on which something was launched come last."""
    known = [p for p in found if p.last and not p.legal]
    stamps = sorted((p for p in known if p.posted), key=lambda p: p.start)
    where = Stamps(low, [p.start for p in stamps])
    own = [p for p in known if not p.posted and not p.aside]
    days = InOrder(p for p in own if p.first == p.last and not p.launch)
    months = InOrder(p for p in own if is_month(p) and not p.launch)
    rest = InOrder(own)

    def at(position: int) -> date | None:
        index = where.of(position)
        posted = None if index is None else stamps[index]
        chosen = posted or days.before(position) or months.before(position) or rest.before(position)
        return _month_end(chosen.last) if chosen and chosen.last else None

    return at


def is_month(period: Period) -> bool:
    """Whether it lies within one month."""
    first, last = period.first, period.last
    return bool(first and last and (first.year, first.month) == (last.year, last.month))


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
