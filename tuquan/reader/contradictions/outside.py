"""The text against what is known from elsewhere: the records, the last report, last year's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from tuquan.reader import BUNDLED_WORDS
from tuquan.reader.contradictions.balance import STOCK, leapt, stocks
from tuquan.reader.contradictions.ground import Ground, Told, name
from tuquan.reader.contradictions.model import Contradiction, Known, Side
from tuquan.vn.numbers import show


def against_known(ground: Ground, head_place: str | None, known: Known) -> Iterator[Contradiction]:
    """What the text says of the unit's own whole area, held against `known`."""
    own = known.own if known.own is not None else _own(ground, head_place)
    whole = _wholes(ground, own)
    for code, told in whole.items():
        yield from _registry(ground, code, told, known.registry)
        yield from _leap(ground, code, told, known)
    yield from _earlier(ground, known, head_place)
    if known.follows and STOCK in known.last_round:
        yield from stocks(ground, known.last_round[STOCK], own)


def _own(ground: Ground, head_place: str | None) -> frozenset[int]:
    ends = [t.finding.period_end for t in ground.told if t.finding.period_end]
    latest = max(ends, default=None)
    return frozenset(t.index for t in ground.told if t.finding.place == head_place and t.finding.period_end == latest)


def _wholes(ground: Ground, own: frozenset[int]) -> dict[str, Told]:
    """Indicators told once of the whole: several values are parts, or asked about as such."""
    told: dict[str, list[Told]] = defaultdict(list)
    for t in ground.told:
        if t.index in own and t.finding.detail is None and not ground.is_part(t):
            told[t.finding.indicator].append(t)
    return {code: group[0] for code, group in told.items() if len({t.value for t in group}) == 1}


def _registry(ground: Ground, code: str, told: Told, registry: Mapping[str, Decimal]) -> Iterator[Contradiction]:
    value = registry.get(code)
    if value is not None and value != told.value:
        question = f"Báo cáo ghi {told.shown}, sổ đăng ký có {show(value)} “{name(code)}”. Số nào đúng?"
        yield Contradiction("registry", question, ground.side(told), _elsewhere("Sổ đăng ký", code, value), (code,))


def _leap(ground: Ground, code: str, told: Told, known: Known) -> Iterator[Contradiction]:
    """Against the last round, else the last year; shares and rates do not leap."""
    if BUNDLED_WORDS.by_code[code].kind not in ("stock", "flow", "distinct"):
        return
    for who, before in (("Kỳ trước", known.last_round.get(code)), ("Cùng kỳ năm trước", known.last_year.get(code))):
        if before is not None and leapt(told.value, before):
            question = (
                f"“{name(code)}” là {told.shown}, {who.lower()} {show(before)}: chênh từ ba lần trở lên. Có đúng không?"
            )
            yield Contradiction("leap", question, ground.side(told), _elsewhere(who, code, before), (code,))
            return


def _earlier(ground: Ground, known: Known, head_place: str | None) -> Iterator[Contradiction]:
    """What the text says of an earlier round against what was reported then."""
    rounds = (("Kỳ trước", known.last_round, known.last_round_end), ("Năm trước", known.last_year, known.last_year_end))
    for told in ground.told:
        f = told.finding
        for who, values, end in rounds:
            value = values.get(f.indicator)
            if value is not None and value != told.value and _of_then(ground, told, end, head_place):
                question = (
                    f"Báo cáo này ghi {who.lower()} {told.shown}, còn báo cáo khi đó ghi {show(value)} "
                    f"“{name(f.indicator)}”. Số nào đúng?"
                )
                second = _elsewhere(f"Báo cáo {who.lower()}", f.indicator, value)
                yield Contradiction("last_report", question, ground.side(told), second, (f.indicator,))
                break


def _of_then(ground: Ground, told: Told, end: date | None, head_place: str | None) -> bool:
    f = told.finding
    whole = f.place == head_place and f.detail is None and not ground.is_part(told)
    return whole and end is not None and f.period_end == end


def _elsewhere(who: str, code: str, value: Decimal) -> Side:
    """A statement that stands in no sentence of the text."""
    return Side(show(value), f"{who}: {show(value)} {name(code)}.")
