"""Shares that are shown together add to exactly 100 %: the largest remainders are rounded up."""

from collections.abc import Sequence
from decimal import Decimal

TENTHS = 1000


def shares(counts: Sequence[int]) -> list[Decimal]:
    """The percentage of each count in their sum, to one decimal, adding to exactly 100; all 0 where there is nothing.

    Of equal remainders the earlier count is rounded up. Counts are not negative.
    """
    whole = sum(counts)
    if not whole:
        return [Decimal("0.0") for _ in counts]
    floors = [count * TENTHS // whole for count in counts]
    left = TENTHS - sum(floors)
    order = sorted(range(len(counts)), key=lambda i: (-(counts[i] * TENTHS % whole), i))
    raised = set(order[:left])
    return [Decimal(floor + (i in raised)) / 10 for i, floor in enumerate(floors)]
