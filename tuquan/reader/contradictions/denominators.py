"""How many communes or villages there are: 18 here, 19 there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from tuquan.reader.contradictions.ground import Ground, Told
from tuquan.reader.contradictions.model import Contradiction, Side
from tuquan.vn.numbers import show

COMMUNE = r"(?:xã|phường|thị trấn|đặc khu)"
VILLAGE = r"(?:thôn|bản|ấp|khóm|buôn|làng|tiểu khu|tổ dân phố|tdp|khu phố|khu dân cư)"
KINDS_AFTER = r"(?:(?:\s*,\s*|\s+và\s+){})*"
KIND = re.compile(rf"\s*(?P<noun>{COMMUNE}{KINDS_AFTER.format(COMMUNE)}|{VILLAGE}{KINDS_AFTER.format(VILLAGE)})(?!\w)")
# What may stand after the units without picking some of them out.
ALL = re.compile(
    r"\s*(?:$|[.,;:()]|(?:đạt|đã|được|tổ chức|hoàn thành|triển khai|thực hiện|ký|xây dựng (?:mô hình|kế hoạch)|ban hành"
    r"|tham gia|trên địa bàn|trong toàn|toàn (?:tỉnh|huyện)|của (?:tỉnh|huyện)"
    r"|có (?:mô hình|phong trào|kế hoạch|tổ|ban|hội đồng))(?!\w))"
)
NARROWED = re.compile(
    r"(?<!\w)(?:biên giới|trọng điểm|ven biển|miền núi|vùng|đăng ký|còn lại|giáp ranh|khó khăn)(?!\w)"
)
# "địa bàn 18 xã, thị trấn", "toàn huyện có 18 xã": told of all of them.
TOTAL = re.compile(
    r"(?<!\w)(?:(?:toàn|cả) (?:tỉnh|huyện|thành phố|thị xã)(?: hiện)?(?: có)?|tổng số|tất cả|địa bàn)\s*$"
)
STATED = re.compile(
    rf"(?:^|[.\n]\s*)(?:toàn |cả )?(?:tỉnh|huyện|thành phố|thị xã)(?: [^\s\d,.;:]+){{0,4}}? có (?P<n>\d{{1,3}}) "
    rf"(?P<noun>{COMMUNE}{KINDS_AFTER.format(COMMUNE)}|{VILLAGE}{KINDS_AFTER.format(VILLAGE)})(?=\s*(?:[.;\n]|$|,\s*(?:với\s+)?\d))"
)
BODIES = {"protection_councils": COMMUNE, "steering_committees": COMMUNE, "village_security_boards": VILLAGE}
AT_COMMUNES = re.compile(r"(?<!\w)(?:cấp xã|xã, phường|xã, thị trấn|phường, xã|cấp cơ sở)(?!\w)")
# Bodies are as many as units or one or two more where a unit was forgotten; far more are another matter.
NEAR = Decimal("1.25")


@dataclass(frozen=True, slots=True)
class Total:
    """How many units of a kind the text says there are, and where; `told` is None where no figure says it."""

    told: Told | None
    start: int
    end: int
    kind: frozenset[str]
    count: Decimal


def differing(ground: Ground) -> Iterator[Contradiction]:
    """Wholes of one kind, place and year that differ, and more bodies than units to have them."""
    totals = sorted((*_totals(ground), *_stated_totals(ground)), key=lambda t: t.start)
    asked: set[tuple[frozenset[str], Decimal, Decimal]] = set()
    for one, other in combinations(totals, 2):
        small, large = sorted((one.count, other.count))
        pair = (one.kind, small, large)
        if small != large and one.kind == other.kind and pair not in asked and _together(ground, one.told, other.told):
            asked.add(pair)
            yield _question(ground, one, other)
    yield from _bodies(ground, totals)


def _totals(ground: Ground) -> Iterator[Total]:
    for told in ground.told:
        found = re.compile(r"\s*[\d.]+").match(ground.low, told.start)
        noun = _noun(ground, told)
        if found is None or noun is None:
            continue
        kind = frozenset(re.findall(rf"{COMMUNE}|{VILLAGE}", noun["noun"]))
        clause = ground.low[noun.end() : noun.end() + 40]
        if not ALL.match(ground.low, noun.end()) or NARROWED.search(re.split(r"[.,;:]", clause)[0]):
            continue
        if told.finding.of is not None:
            yield Total(told, told.start, told.end, kind, told.finding.of)
        elif TOTAL.search(ground.low, max(0, told.start - 40), told.start) and (len(kind) > 1 or _stated(ground, told)):
            yield Total(told, told.start, told.end, kind, told.value)


def _noun(ground: Ground, told: Told) -> re.Match[str] | None:
    """The units counted right after the number."""
    digits = list(re.compile(r"\d[\d.]*").finditer(ground.low, told.start, told.end))
    return KIND.match(ground.low, digits[-1].end()) if digits else None


def _stated(ground: Ground, told: Told) -> bool:
    return "địa bàn" not in ground.low[max(0, told.start - 40) : told.start]


def _stated_totals(ground: Ground) -> Iterator[Total]:
    """ "Toàn huyện có 18 xã, thị trấn." """
    for found in STATED.finditer(ground.low):
        kind = frozenset(re.findall(rf"{COMMUNE}|{VILLAGE}", found["noun"]))
        if len(kind) > 1 and not any(found.start("n") == t.start for t in ground.told):
            yield Total(None, found.start("n"), found.end("noun"), kind, Decimal(found["n"]))


def _together(ground: Ground, one: Told | None, other: Told | None) -> bool:
    """Of one place and day; what the text states of its whole area goes with a text of one place."""
    if one is None or other is None:
        return len({t.finding.place for t in ground.told}) == 1
    a, b = one.finding, other.finding
    return a.place == b.place and a.period_end == b.period_end


def _bodies(ground: Ground, totals: list[Total]) -> Iterator[Contradiction]:
    for code, units in BODIES.items():
        for body in ground.of(code):
            if units == COMMUNE and not AT_COMMUNES.search(ground.behind(body)):
                continue
            for total in totals:
                fits = all(re.fullmatch(units, word) for word in total.kind) and len(total.kind) > 1
                near = total.count < body.value <= total.count * NEAR
                if fits and near and _together(ground, body, total.told):
                    yield _question(ground, total, Total(body, body.start, body.end, total.kind, body.value))
                    break


def _question(ground: Ground, one: Total, other: Total) -> Contradiction:
    first, second = sorted((one, other), key=lambda t: t.start)
    units = "xã, phường, thị trấn" if any(re.fullmatch(COMMUNE, w) for w in one.kind) else "thôn, tổ dân phố"
    small, large = sorted((one.count, other.count))
    question = f"Chỗ này tính theo {show(small)}, chỗ kia theo {show(large)} {units}. Địa bàn có bao nhiêu?"
    codes = tuple(dict.fromkeys(t.told.finding.indicator for t in (first, second) if t.told))
    return Contradiction("denominator", question, _side(ground, first), _side(ground, second), codes)


def _side(ground: Ground, total: Total) -> Side:
    return ground.side(total.told) if total.told else ground.side_at(total.start, total.end)
