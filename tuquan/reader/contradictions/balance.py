"""Stocks and flows: last stock + founded − struck off, and a year that is three times or a third of the last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import product

from tuquan.reader import BUNDLED_WORDS
from tuquan.reader.contradictions.ground import Ground, Told, name
from tuquan.reader.contradictions.model import Contradiction
from tuquan.reader.mentions import NUMBER
from tuquan.vn.numbers import NumberError, parse, show

STOCK, FOUNDED, STRUCK_OFF = "schemes_active", "schemes_founded", "schemes_struck_off"
# What some count as coming or going and others do not.
MAYBE = {"schemes_replicated": 1, "schemes_recognised": 1, "schemes_merged": -1}
# "(cùng kỳ 12 buổi)", "so với năm 2020 là 12 buổi"; "tăng 12 buổi so với cùng kỳ" is the difference, not the number.
THEN = re.compile(
    rf"[^\d.;()]{{0,40}}?(?:\(|,|so với)\s*(?:so với )?(?:cùng kỳ|năm trước|năm ngoái|kỳ trước|năm 20\d\d)"
    rf"(?: năm (?:trước|ngoái|20\d\d))?\s*(?:là|có|chỉ có|:)?\s*(?P<n>{NUMBER})(?!\s*%|\s*/|\s*lần)"
    rf"(?:\s+(?P<noun>[^\s\d,.;:()]+))?"
)
# Small counts double and triple every year.
SMALL = Decimal(10)
TIMES = 3


def stocks(ground: Ground, last: Decimal | None, own: frozenset[int] | None) -> Iterator[Contradiction]:
    """The stock now against the last one: `last`, or what the text tells of the day before the period."""
    for now in _own(ground.of(STOCK), own):
        if ground.is_earlier(now):
            continue
        founded = [t for t in _own(ground.of(FOUNDED), own) if _same_end(now, t) and not ground.is_part(t)]
        if len(founded) != 1 or ground.is_part(now) or not _only(ground, now):
            continue
        before = last if last is not None else _before(ground, now, founded[0])
        if before is None or now.value in set(_reachable(ground, before, founded[0], own)):
            continue
        gone = sum((t.value for t in _own(ground.of(STRUCK_OFF), own) if _same_end(now, t)), Decimal(0))
        question = (
            f"Trước kỳ có {show(before)}, xây dựng mới {founded[0].shown}, thanh loại {show(gone)} thì còn "
            f"{show(before + founded[0].value - gone)} mô hình; báo cáo ghi {now.shown}. Số nào đúng?"
        )
        yield Contradiction("balance", question, ground.side(now), ground.side(founded[0]), (STOCK, FOUNDED))


def leaps(ground: Ground) -> Iterator[Contradiction]:
    """This year and last year in one sentence, three times as much or a third."""
    for one in ground.told:
        for other in ground.of(one.finding.indicator):
            if other.start <= one.start or not _a_year_apart(one, other) or not _one_sentence(one, other):
                continue
            if one.finding.of is None and other.finding.of is None and leapt(one.value, other.value):
                code = one.finding.indicator
                question = (
                    f"“{name(code)}” là {one.shown} so với {other.shown} của năm kia: chênh từ ba lần trở lên. "
                    "Có đúng không?"
                )
                yield Contradiction("leap", question, ground.side(one), ground.side(other), (code,))


def leaps_told(ground: Ground) -> Iterator[Contradiction]:
    """ "60 buổi tuyên truyền (cùng kỳ 12 buổi)": the former number told in passing."""
    for told in ground.told:
        then = THEN.match(ground.low, told.end) if _countable(told.finding.indicator) else None
        if then is None or told.finding.of is not None or told.in_row:
            continue
        before = _number(then["n"])
        if before is None or not leapt(told.value, before) or not _same_measure(ground, told, then):
            continue
        code = told.finding.indicator
        question = (
            f"“{name(code)}” là {told.shown} so với {show(before)} của kỳ kia: chênh từ ba lần trở lên. Có đúng không?"
        )
        yield Contradiction("leap", question, ground.side(told), ground.side_at(then.start("n"), then.end()), (code,))


def _same_measure(ground: Ground, told: Told, then: re.Match[str]) -> bool:
    """The noun after the former number is the one counted now, or none is told."""
    counted = ground.low[told.start : told.end].split()
    return not then["noun"] or then["noun"] in counted


def _number(text: str) -> Decimal | None:
    try:
        return parse(text)
    except NumberError:
        return None


def leapt(one: Decimal, other: Decimal) -> bool:
    """Whether one is at least three times the other and not both are small."""
    small, large = sorted((one, other))
    return small > 0 and large >= SMALL and large >= TIMES * small


def _reachable(ground: Ground, before: Decimal, founded: Told, own: frozenset[int] | None) -> Iterator[Decimal]:
    """Every stock that the flows told can lead to, whatever the writer counts as coming and going."""
    told = [t for t in _own(ground.told, own) if _same_end(founded, t)]
    gone = sum((t.value for t in told if t.finding.indicator == STRUCK_OFF), Decimal(0))
    maybe = [MAYBE[t.finding.indicator] * t.value for t in told if t.finding.indicator in MAYBE][:5]
    for chosen in product((0, 1), repeat=len(maybe)):
        yield before + founded.value - gone + sum((m * c for m, c in zip(maybe, chosen, strict=True)), Decimal(0))


def _before(ground: Ground, now: Told, founded: Told) -> Decimal | None:
    """What the text itself tells of the beginning of the period, or of the day before it."""
    start = founded.finding.period_start
    eve = start - timedelta(days=1) if start else None
    same = [t for t in ground.of(STOCK) if t.finding.place == now.finding.place and not ground.is_part(t)]
    found = {t.value for t in same if (eve and t.finding.period_end == eve) or ground.is_earlier(t)}
    return found.pop() if len(found) == 1 else None


def _only(ground: Ground, now: Told) -> bool:
    """A stock told twice is asked about as such."""
    return len({t.value for t in ground.of(STOCK) if _same_end(now, t) and not ground.is_earlier(t)}) == 1


def _same_end(one: Told, other: Told) -> bool:
    return one.finding.place == other.finding.place and one.finding.period_end == other.finding.period_end


def _own(told: list[Told] | tuple[Told, ...], own: frozenset[int] | None) -> list[Told]:
    return [t for t in told if own is None or t.index in own]


def _a_year_apart(one: Told, other: Told) -> bool:
    a, b = one.finding, other.finding
    if a.place != b.place or a.period_end is None or b.period_end is None or a.detail != b.detail:
        return False
    same_day = (a.period_end.month, a.period_end.day) == (b.period_end.month, b.period_end.day)
    return same_day and abs(a.period_end.year - b.period_end.year) == 1 and _countable(a.indicator)


def _countable(code: str) -> bool:
    return BUNDLED_WORDS.by_code[code].kind in ("stock", "flow", "distinct")


def _one_sentence(one: Told, other: Told) -> bool:
    return one.finding.sentence_start == other.finding.sentence_start
