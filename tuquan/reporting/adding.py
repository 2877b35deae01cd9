"""The arithmetic of totals: sums, Σ/Σ, and what cannot be added. Pure: no database."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tuquan.reporting.models import Answer, OverUnits
from tuquan.reporting.totals import Part


@dataclass(frozen=True)
class Sum:
    """The outcome of adding: the parts that went in, those that could not."""

    value: Decimal | None
    of: Decimal | None
    answer: Answer
    counted: tuple[Part, ...]
    left_out: tuple[Part, ...]
    note: str = ""


def add(over_units: str, parts: Iterable[Part]) -> Sum:
    """Add answered parts the way the line says. Không phát sinh adds nothing but counts as an answer."""
    answered = tuple(part for part in parts if part.answer != Answer.NOT_REPORTED)
    if over_units == OverUnits.SUM:
        return _sum(answered)
    if over_units == OverUnits.RATIO:
        return _ratio(answered)
    alone = answered[0] if len(answered) == 1 else None
    value, of = (alone.value, alone.of) if alone else (None, None)
    return Sum(value, of, _answer(answered), answered, (), "" if alone or not answered else "không cộng được")


def _sum(parts: tuple[Part, ...]) -> Sum:
    numbers = [part.value for part in parts if part.value is not None]
    return Sum(sum(numbers, Decimal(0)) if numbers else None, None, _answer(parts), parts, ())


def _ratio(parts: tuple[Part, ...]) -> Sum:
    """Σ numerators over Σ denominators; a part whose whole is unknown is shown, not added."""
    alone = len(parts) == 1
    left_out = () if alone else tuple(part for part in parts if part.value is not None and part.of is None)
    counted = tuple(part for part in parts if part not in left_out)
    shares = [part for part in counted if part.value is not None]
    value = sum((part.value for part in shares if part.value is not None), Decimal(0)) if shares else None
    wholes = [part.of for part in shares if part.of is not None]
    note = f"không rõ mẫu số của {', '.join(part.name for part in left_out)}" if left_out else ""
    answer = _answer(counted) if counted or not left_out else Answer.VALUE
    return Sum(value, sum(wholes, Decimal(0)) if wholes else None, answer, counted, left_out, note)


def _answer(parts: tuple[Part, ...]) -> Answer:
    if any(part.value is not None for part in parts):
        return Answer.VALUE
    return Answer.NONE_AROSE if parts else Answer.NOT_REPORTED
