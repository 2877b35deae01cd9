"""Shares add to 100 and none is off by a tenth or more."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tuquan.vn.shares import shares


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=40))
def test_shares_add_to_exactly_100(counts: list[int]) -> None:
    made = shares(counts)
    whole = sum(counts)
    assert sum(made) == (100 if whole else 0)
    assert all(
        abs(share - Decimal(100 * count) / (whole or 1)) < Decimal("0.1")
        for share, count in zip(made, counts, strict=True)
    )
    assert all(share == 0 for share, count in zip(made, counts, strict=True) if count == 0)


def test_thirds() -> None:
    assert shares([1, 1, 1]) == [Decimal("33.4"), Decimal("33.3"), Decimal("33.3")]
    assert shares([0, 0]) == [0, 0]
    assert shares([5]) == [100]
