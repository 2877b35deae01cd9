"""How a line changed from one span to another, like for like: the same units, each counted on both sides or on neither.

The earlier span is asked on the units of the later one's last day (or of the day that the reader restates onto), so
that a unit which took in another is compared with both; what would need a guess is "không so sánh được".
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tuquan.reporting.analysis.telling import ADDED, Told
from tuquan.reporting.models import Answer, OverTime, OverUnits
from tuquan.reporting.totals import NOT_COMPARABLE, Part


@dataclass(frozen=True)
class Change:
    """`now` and `then` are of the same units; of a ratio both are shares (0–1). `why`: the reason where there is none.

    `note`: how many of the units stand on both sides, where that is not all of them.
    """

    now: Decimal | None = None
    then: Decimal | None = None
    why: str = ""
    note: str = ""

    @property
    def difference(self) -> Decimal | None:
        return None if self.now is None or self.then is None else self.now - self.then

    @property
    def percent(self) -> Decimal | None:
        """Of the earlier number; None where that was 0."""
        return None if self.difference is None or not self.then else 100 * self.difference / self.then


@dataclass(frozen=True)
class _Side:
    value: Decimal
    of: Decimal | None


def change(now: Told, then: Told | None, before: str) -> Change:
    """The change between two answers of one place; `before`: what the earlier span is called."""
    if then is None:
        return Change(why=f"không có {before}")
    if not now.asked or not then.asked:
        return Change(why=f"{before if now.asked else 'kỳ này'} không có số")
    if _whole(now) and _whole(then):
        return _pair(now.weight, then.weight, now, before)
    return _common(now, then, before)


def _whole(told: Told) -> bool:
    """Whether everybody expected is in it and it can be compared as it stands."""
    return told.comparable and told.coverage.complete and told.weight is not None


def _pair(now: Decimal | None, then: Decimal | None, told: Told, before: str) -> Change:
    if now is None or then is None:
        return Change(why=told.why or f"{before} không có số")
    return Change(now, then)


def _common(now: Told, then: Told, before: str) -> Change:
    if now.line.over_units not in ADDED and len(now.parts) != 1:
        return Change(why=f"{now.why or 'không cộng được'}, nên không so được")
    mine, theirs = _sides(now), _sides(then)
    both = mine.keys() & theirs.keys()
    if not both:
        return Change(why=_missing(now, then, before))
    one, other = _sum(mine[key] for key in both), _sum(theirs[key] for key in both)
    if one is None or other is None:
        return Change(why="không rõ mẫu số")
    expected = max(now.coverage.expected, len(both))
    note = f"so trên {len(both)}/{expected} {now.coverage.measure} có số ở cả hai kỳ" if len(both) < expected else ""
    return Change(one, other, note=note)


def _missing(now: Told, then: Told, before: str) -> str:
    for told in (now, then):
        if not told.comparable:
            return f"{NOT_COMPARABLE}: {told.why}"
    if now.answer == Answer.NOT_REPORTED:
        return "kỳ này chưa báo cáo"
    return f"{before} chưa có số của các đơn vị này"


def _sides(told: Told) -> dict[int, _Side]:
    """By unit what it said, where it is known in every window of the span."""
    said: dict[int, list[Part]] = defaultdict(list)
    for part in told.parts:
        said[part.unit_id].append(part)
    windows = max((len(parts) for parts in said.values()), default=0) if told.line.over_time == OverTime.SUM else 1
    ratio = told.line.over_units == OverUnits.RATIO
    return {
        key: side
        for key, parts in said.items()
        if len(parts) == windows and (side := _side(parts, ratio=ratio)) is not None
    }


def _side(parts: list[Part], *, ratio: bool) -> _Side | None:
    if any(not part.comparable or part.answer == Answer.NOT_REPORTED for part in parts):
        return None
    if any(part.coverage is not None and not part.coverage.complete for part in parts):
        return None  # a unit of which some are missing then is not like itself with all of them now
    if ratio:
        named = [part for part in parts if part.value is not None and part.of is not None]
        if len(named) != len(parts):
            return None
        return _Side(
            sum((p.value or Decimal(0) for p in named), Decimal(0)),
            sum((p.of or Decimal(0) for p in named), Decimal(0)),
        )
    return _Side(sum((part.value or Decimal(0) for part in parts), Decimal(0)), None)


def _sum(sides: Iterable[_Side]) -> Decimal | None:
    """The sum, or of ratios Σ/Σ."""
    rows = list(sides)
    value = sum((row.value for row in rows), Decimal(0))
    wholes = [row.of for row in rows if row.of is not None]
    if not wholes:
        return value
    whole = sum(wholes, Decimal(0))
    return value / whole if whole else None
