"""x of y told in one breath: more than the whole, and a percentage that is another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tuquan.reader.contradictions.ground import Ground
from tuquan.reader.contradictions.model import Contradiction
from tuquan.reader.mentions import NUMBER
from tuquan.reader.traps import dates, quoted
from tuquan.vn.numbers import NumberError, parse, show

UNIT = (
    r"(?:xã|phường|thị trấn|đặc khu|huyện|thôn|bản|ấp|khóm|buôn|làng|tiểu khu|tổ dân phố|tdp|khu dân cư|khu phố|cơ quan"
    r"|doanh nghiệp|trường|nhà trường|đơn vị|hộ|mô hình|địa bàn|tổ|chi bộ|ý kiến|vụ|tin|kiến nghị|điểm|người)(?!\w)"
)
SHARE = re.compile(
    rf"(?<![\w.,/-])(?P<x>{NUMBER})\s*(?P<join>/|(?:trong|trên)\s+tổng\s+số)\s*(?P<y>{NUMBER})(?![./-]?\d)\s+(?P<noun>{UNIT})"
)
# "15 xã trong tổng số 12 xã": the counted noun stands twice.
SHARE_TOLD = re.compile(
    rf"(?<![\w.,/-])(?P<x>{NUMBER})\s+(?P<noun>{UNIT})(?:\s+[^\s\d,.;:]+){{0,4}}?\s+trong\s+tổng\s+số\s+(?P<y>{NUMBER})"
    r"(?![./-]?\d)\s+(?P=noun)"
)
# "19/8 xã": a day unless a word before says that something is counted.
COUNTS = re.compile(r"(?<!\w)(?:có|đạt|được|tổng số|triển khai|hiện có|đã có|với|gồm|đến nay)\s*$")
NAMED = re.compile(r"(?<!\w)(?:ngày|số|lớp|tổ|nhà|hẻm|ngõ|ngách|kiệt|luật|đường|hội|dịp|tháng|phòng|điều|khoản)\s*$")
PERCENT = re.compile(
    rf"(?P<words>(?:\s+[^\s\d,.;:()]+){{0,14}}?)\s*(?:,\s*|\(\s*|-\s*|;\s*|=\s*|\s)"
    rf"(?:(?:đạt|chiếm|bằng|tương đương|tương ứng)\s+)?(?:(?:tỷ lệ|tỉ lệ)\s+)?(?:(?:là|đạt|với)\s+)?"
    rf"(?P<percent>{NUMBER})\s*%(?=\s*(?:[).,;¦\n]|$))"
)
# The percentage speaks of a change, or of something else than the share before it.
OTHER = re.compile(
    r"(?<!\w)(?:tăng|giảm|hơn|gần|trên(?! địa bàn)|dưới|khoảng|vượt|so|cùng kỳ|và|trong đó|riêng|còn|có)(?!\w)"
)


def more_than_whole(ground: Ground) -> Iterator[Contradiction]:
    """ "15/12 xã": more than there are."""
    for found in _shares(ground):
        x, y = _number(found["x"]), _number(found["y"])
        if x is not None and y is not None and x > y > 0:
            side = ground.side_at(found.start("x"), found.end())
            question = f"Ghi {show(x)} trên tổng số {show(y)} {found['noun']}: phần lớn hơn tổng. Số nào đúng?"
            yield Contradiction("more_than_whole", question, side, side, _code(ground, side.finding))


def percentages(ground: Ground) -> Iterator[Contradiction]:
    """ "12/15 xã, đạt 75%"."""
    for found in _shares(ground):
        told = PERCENT.match(ground.low, found.end())
        if told is None or OTHER.search(ground.low, found.end(), told.start("percent")):
            continue
        x, y, percent = _number(found["x"]), _number(found["y"]), _number(told["percent"])
        if x is None or y is None or percent is None or not 0 < x <= y or _is_share(x, y, percent):
            continue
        share = show((x * 100 / y).quantize(Decimal("0.1")))
        question = f"{show(x)}/{show(y)} là {share}%, còn báo cáo ghi {show(percent)}%. Số nào đúng?"
        first = ground.side_at(found.start("x"), found.end())
        second = ground.side_at(told.start("percent"), told.end())
        yield Contradiction("percent", question, first, second, _code(ground, first.finding))


def _is_share(x: Decimal, y: Decimal, percent: Decimal) -> bool:
    """Rounded or cut off at the last place that is written; one more unit for sloppy rounding."""
    last = Decimal(1).scaleb(int(percent.as_tuple().exponent)) if percent % 1 else Decimal(1)
    return abs(x * 100 / y - percent) <= last


def _shares(ground: Ground) -> Iterator[re.Match[str]]:
    low = ground.low
    hidden = [*dates(low), *quoted(low)]
    for pattern in (SHARE, SHARE_TOLD):
        for found in pattern.finditer(low):
            before = low[max(0, found.start() - 25) : found.start()]
            inside = any(a < found.end("y") and found.start() < b for a, b in hidden)
            if not inside and not NAMED.search(before) and not _may_be_a_day(found, before):
                yield found


def _may_be_a_day(found: re.Match[str], before: str) -> bool:
    x, y = _number(found["x"]), _number(found["y"])
    if x is None or y is None:
        return True
    return "/" in found[0] and x > y and x <= 31 and y <= 12 and not COUNTS.search(before)


def _number(text: str) -> Decimal | None:
    try:
        return parse(text)
    except NumberError:
        return None


def _code(ground: Ground, index: int | None) -> tuple[str, ...]:
    return tuple(t.finding.indicator for t in ground.told if t.index == index)
