"""What a reading by newer rules sees otherwise than the one before it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tuquan.intake.models import Finding, Reading, SourceDocument

BY_HAND = "by_hand"
Kind = Literal["new", "gone", "other"]


@dataclass(frozen=True)
class Change:
    """`new`: seen now only; `gone`: seen before only; `other`: the same characters, another number or meaning."""

    kind: Kind
    before: Finding | None
    after: Finding | None

    @property
    def start(self) -> int:
        found = self.after or self.before
        return found.start if found else 0


@dataclass(frozen=True)
class Reread:
    """The last reading against the one before, in the order of the text."""

    reading: Reading
    changes: tuple[Change, ...]

    def count(self, kind: Kind) -> int:
        return sum(change.kind == kind for change in self.changes)

    @property
    def sentence(self) -> str:
        """ "2 số mới thấy, 1 số không còn thấy, 1 số đọc khác"."""
        words = {"new": "số mới thấy", "other": "số đọc khác", "gone": "số không còn thấy"}
        told = [f"{self.count(kind)} {said}" for kind, said in words.items() if self.count(kind)]  # type: ignore[arg-type]
        return ", ".join(told) or "không có gì khác"


def last_changes(document: SourceDocument) -> Reread | None:
    """What the newest reading changed; None while there is one reading only."""
    readings = list(document.readings.all()[:2])
    if len(readings) < 2:
        return None
    new, old = ([f for f in r.findings.all() if not f.masked and f.rule != BY_HAND] for r in readings)
    return Reread(readings[0], tuple(sorted(changed(old, new), key=lambda change: change.start)))


def changed(old: list[Finding], new: list[Finding]) -> Iterator[Change]:
    """Changes from `old` to `new`; the same indicator over the same characters is told as one change, else two."""
    left = list(old)
    for finding in new:
        before = _partner(finding, left)
        if before is None:
            yield Change("new", None, finding)
            continue
        left.remove(before)
        if said(before) != said(finding):
            yield Change("other", before, finding)
    yield from (Change("gone", finding, None) for finding in left)


def said(finding: Finding) -> tuple[object, ...]:
    """What a finding claims: number, indicator, plan or done, part, place and time."""
    return (
        finding.indicator_code,
        finding.value,
        finding.of,
        finding.value_max,
        finding.planned,
        finding.detail,
        finding.place,
        finding.period_start,
        finding.period_end,
    )


def _partner(finding: Finding, left: list[Finding]) -> Finding | None:
    """The earlier finding of the same number: the same indicator first, then whatever stood there."""
    near = [old for old in left if old.start < finding.end and finding.start < old.end]
    same = [old for old in near if old.indicator_code == finding.indicator_code]
    return (same or near or [None])[0]  # type: ignore[list-item]
