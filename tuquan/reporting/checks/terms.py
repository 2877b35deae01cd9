"""A side as a sum of terms, which a page can ask for one by one: sign, how many times, whose answer, which line."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tuquan.reporting.checks.language import Binary, Leaf, Minus, Number, Side

ONE = Fraction(1)


@dataclass(frozen=True)
class Term:
    """`factor` × `leaf`; without a leaf, the number itself. `minus`: taken away."""

    factor: Fraction
    leaf: Leaf | None = None
    minus: bool = False


def join(terms: Sequence[Term]) -> Side:
    """The side that at least one term makes."""
    first, *rest = terms
    side = Minus(_part(first)) if first.minus else _part(first)
    for term in rest:
        side = Binary("−" if term.minus else "+", side, _part(term))
    return side


def _part(term: Term) -> Side:
    if term.leaf is None:
        return Number(term.factor)
    return term.leaf if term.factor == ONE else Binary("×", Number(term.factor), term.leaf)


def split(side: Side) -> list[Term] | None:
    """The terms of a side, or None where it is no plain sum: `split(join(terms)) == terms`."""
    if isinstance(side, Binary) and side.sign in "+−":
        left, last = split(side.left), _term(side.right, minus=side.sign == "−")
        return None if left is None or last is None else [*left, last]
    only = _term(side.part, minus=True) if isinstance(side, Minus) else _term(side, minus=False)
    return None if only is None else [only]


def _term(side: Side, *, minus: bool) -> Term | None:
    if isinstance(side, Number):
        return Term(side.value, None, minus)
    if isinstance(side, Leaf):
        return Term(ONE, side, minus)
    if not isinstance(side, Binary) or side.sign != "×":
        return None
    times, leaf = side.left, side.right
    if isinstance(times, Number) and isinstance(leaf, Leaf) and times.value != ONE:
        return Term(times.value, leaf, minus)
    return None
