"""The small language of checks: arithmetic over the answers of a submission, with nothing behind it but this module.

A side is numbers, codes of lines, + − × ÷ and parentheses; functions say whose answer is meant (`truoc`: last round's).
What nobody answered is unknown, and whatever is made of it is unknown too; "không phát sinh" is 0.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

# Each function takes one code; what it says of the line stands in wording.FUNCTIONS.
FUNCTIONS = ("truoc", "lien_truoc", "namtruoc", "cong_don", "mau", "tong", "so_ky", "neu_co")
# Numbers that belong to the unit, not to a line.
KNOWN = ("so_thon", "so_xa", "so_ho", "so_nhan_khau", "nhan_rong_la_mo_hinh")
THIS_LINE = "dong_nay"


@dataclass(frozen=True)
class Number:
    """A number as written; never negative, always a finite decimal."""

    value: Fraction


@dataclass(frozen=True)
class Leaf:
    """Something the submission or its unit answers: a line by its `code`, as `function` says ("": as it is now).

    A number of the unit has its name in `function` and no code.
    """

    function: str
    code: str


@dataclass(frozen=True)
class Minus:
    """The negative of a side."""

    part: "Side"


@dataclass(frozen=True)
class Binary:
    """Two sides and one of + − × ÷."""

    sign: str
    left: "Side"
    right: "Side"


Side = Number | Leaf | Minus | Binary
Facts = Callable[[Leaf], Fraction | None]

OPERATORS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<=": lambda left, right: left <= right,
    "<": lambda left, right: left < right,
    "=": lambda left, right: left == right,
    ">=": lambda left, right: left >= right,
    ">": lambda left, right: left > right,
    "!=": lambda left, right: left != right,
}


@dataclass(frozen=True)
class Relation:
    """`left operator right`, operator a key of OPERATORS."""

    left: Side
    operator: str
    right: Side


def evaluate(side: Side, facts: Facts) -> Fraction | None:
    """The exact value, or None where an operand is unknown or something is divided by 0."""
    if isinstance(side, Number):
        return side.value
    if isinstance(side, Leaf):
        return facts(side)
    if isinstance(side, Minus):
        part = evaluate(side.part, facts)
        return None if part is None else -part
    left = evaluate(side.left, facts)
    right = None if left is None else evaluate(side.right, facts)  # what is not needed is not asked for
    return None if left is None or right is None else _join(side.sign, left, right)


def _join(sign: str, left: Fraction, right: Fraction) -> Fraction | None:
    if sign == "+":
        return left + right
    if sign == "−":
        return left - right
    if sign == "×":
        return left * right
    return left / right if right else None


def holds(relation: Relation, facts: Facts) -> bool | None:
    """Whether the relation holds; None where one of its sides is unknown."""
    left = evaluate(relation.left, facts)
    right = None if left is None else evaluate(relation.right, facts)
    return None if left is None or right is None else OPERATORS[relation.operator](left, right)


def leaves(side: Side) -> Iterator[Leaf]:
    """Everything the side asks about, in the order in which it is written."""
    if isinstance(side, Leaf):
        yield side
    elif isinstance(side, Minus):
        yield from leaves(side.part)
    elif isinstance(side, Binary):
        yield from leaves(side.left)
        yield from leaves(side.right)


def bind(side: Side, code: str) -> Side:
    """The same side, said of one line: `dong_nay` is replaced by its code."""
    if isinstance(side, Leaf):
        return Leaf(side.function, code) if side.code == THIS_LINE else side
    if isinstance(side, Minus):
        return Minus(bind(side.part, code))
    if isinstance(side, Binary):
        return Binary(side.sign, bind(side.left, code), bind(side.right, code))
    return side
