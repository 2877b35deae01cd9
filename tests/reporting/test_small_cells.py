"""Small numbers that go outward: no hidden cell can be computed from what is shown."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuquan.reporting.small_cells import HIDDEN_WORDS, is_small, sensitive, solvable, suppress, with_totals

NUMBERS = st.one_of(st.integers(min_value=0, max_value=12), st.none())


@st.composite
def tables(draw: st.DrawFn) -> list[list[int | None]]:
    height, width = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    return [[draw(NUMBERS) for _ in range(width)] for _ in range(height)]


def test_what_is_small() -> None:
    assert [value for value in range(8) if is_small(value)] == [1, 2, 3, 4]
    assert not is_small(None)
    assert sensitive(limited=True, below_commune=False)
    assert sensitive(limited=False, below_commune=True)
    assert not sensitive(limited=False, below_commune=False)


def test_a_small_cell_takes_others_with_it() -> None:
    table = with_totals([[3, 20, 7], [10, 30, 40], [50, 60, 70]])
    shown = suppress(table)
    assert (0, 0) in shown.hidden
    assert len(shown.hidden) == 4, "a rectangle: two in its row, two in its column"
    assert shown.text(0, 0) == HIDDEN_WORDS
    assert shown.text(2, 2) == "70"
    assert solvable(table, {(0, 0)}) == {(0, 0)}
    assert solvable(table, {(0, 0), (0, 1)}) == {(0, 0), (0, 1)}, "each column still gives it away"


def test_nothing_is_hidden_where_nothing_is_small_or_sensitive() -> None:
    table = with_totals([[5, 0], [None, 9]])
    shown = suppress(table)
    assert (shown.hidden, shown.cells) == (frozenset(), tuple(tuple(row) for row in table))
    assert shown.text(1, 0) == ""
    assert suppress(with_totals([[1, 2]]), lambda row, column: row + column > 9).hidden == frozenset()
    assert suppress([]).cells == ()


def test_totals_that_are_not_sums_are_refused() -> None:
    with pytest.raises(ValueError, match="không khớp"):
        suppress([[1, 2], [1, 3]])


@settings(max_examples=80)
@given(tables())
def test_no_hidden_cell_can_be_computed(inner: list[list[int | None]]) -> None:
    table = with_totals(inner)
    shown = suppress(table)
    small = {
        (row, column) for row in range(len(table)) for column in range(len(table[0])) if is_small(table[row][column])
    }
    assert small <= shown.hidden
    assert not solvable(table, shown.hidden)
    for row, cells in enumerate(shown.cells):
        for column, value in enumerate(cells):
            assert value == (None if (row, column) in shown.hidden else table[row][column])


@settings(max_examples=8)
@given(st.lists(st.lists(st.integers(0, 6), min_size=2, max_size=2), min_size=2, max_size=2))
def test_whoever_tries_every_table_still_finds_two_values_for_a_small_cell(inner: list[list[int]]) -> None:
    """Beside the algebra, by brute force: of all tables over the integers that look like what is shown, two differ."""
    table = with_totals(inner)
    shown = suppress(table)
    small = [place for place in shown.hidden if is_small(table[place[0]][place[1]])]
    seen: dict[tuple[int, int], set[int]] = {place: set() for place in small}
    for other in _tables(range(-1, 8)):
        full = with_totals(other)
        if all(
            (row, column) in shown.hidden or full[row][column] == table[row][column]
            for row, column in product(range(3), range(3))
        ):
            for row, column in small:
                seen[row, column].add(full[row][column] or 0)
    assert all(len(values) > 1 for values in seen.values())


def _tables(numbers: range) -> Iterator[list[list[int]]]:
    for a, b, c, d in product(numbers, repeat=4):
        yield [[a, b], [c, d]]
