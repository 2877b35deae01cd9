"""What is usual among numbers, and whether one is unusual: medians, so that a few slips do not hide another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import log1p
from statistics import median

from tuquan.reporting.checks.language import Number
from tuquan.reporting.checks.parsing import parse

# Makes the median absolute deviation of a normal law its standard deviation.
_NORMAL = 1.4826


@dataclass(frozen=True)
class Limits:
    """`least`: fewer numbers say nothing. Unusual is further from the median than `times` the deviation (which is at
    least `spread` of the median), and at least `difference` away."""

    least: int
    times: float
    spread: float
    difference: Fraction

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> "Limits":
        """The limits as a rule writes them ("3,5", "20%")."""
        values = {key: _number(parameters[key]) for key in ("least", "times", "spread", "difference")}
        return cls(int(values["least"]), float(values["times"]), float(values["spread"]), values["difference"])


@dataclass(frozen=True)
class Usual:
    """Numbers in order with their middle; `ratio`: compared by how many times, not by how much."""

    ordered: tuple[Fraction, ...]
    middle: float
    deviation: float
    ratio: bool

    @classmethod
    def among(cls, numbers: Sequence[Fraction], *, ratio: bool) -> "Usual":
        """What is usual among at least one number, none negative."""
        scaled = [_scale(number, ratio) for number in numbers]
        middle = median(scaled)
        spread = median(abs(number - middle) for number in scaled)
        return cls(tuple(sorted(numbers)), middle, _NORMAL * spread, ratio)

    @property
    def low(self) -> Fraction:
        """One in ten is smaller."""
        return self.ordered[(len(self.ordered) - 1) // 10]

    @property
    def high(self) -> Fraction:
        """One in ten is larger."""
        return self.ordered[len(self.ordered) - 1 - (len(self.ordered) - 1) // 10]

    def refuses(self, now: Fraction, limits: Limits, size: Fraction = Fraction(1)) -> bool:
        """Whether `now` is unusual; `size`: how many things one of these numbers stands for."""
        if len(self.ordered) < limits.least:
            return False
        floor = log1p(limits.spread) if self.ratio else limits.spread * self.middle
        far = abs(_scale(now, self.ratio) - self.middle) > limits.times * max(self.deviation, floor)
        return far and abs(now - median(self.ordered)) * size >= limits.difference


def _scale(number: Fraction, ratio: bool) -> float:
    return log1p(float(number)) if ratio else float(number)


def _number(text: str) -> Fraction:
    side = parse(text)
    assert isinstance(side, Number)
    return side.value
