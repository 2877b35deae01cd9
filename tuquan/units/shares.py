"""Dividing a whole number by shares so that the parts add up to it exactly."""

from collections.abc import Sequence
from fractions import Fraction


def portions(amount: int, shares: Sequence[Fraction]) -> list[int]:
    """`amount` (not negative) by each share, and last what the shares leave over; the sum is `amount`.

    Largest remainder: every part is rounded down, and what is missing goes one by one to the largest remainders, the
    first of equals first.
    """
    every = [*shares, 1 - sum(shares, Fraction(0))]
    exact = [amount * share for share in every]
    parts = [int(value) for value in exact]
    by_remainder = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in by_remainder[: amount - sum(parts)]:
        parts[at] += 1
    return parts
