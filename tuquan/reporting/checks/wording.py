"""What a side of a rule says, in words and with its numbers: no code is ever shown."""

from collections.abc import Callable
from fractions import Fraction

from tuquan.reporting.checks.language import Binary, Facts, Leaf, Minus, Number, Side, evaluate
from tuquan.reporting.checks.parsing import decimal
from tuquan.vn.numbers import show

# What a function says of a line; {} is the line's name.
FUNCTIONS = {
    "truoc": "{} kỳ trước",
    "lien_truoc": "{} kỳ liền trước",
    "namtruoc": "{} cùng kỳ năm trước",
    "cong_don": "{} lũy kế đến kỳ trước",
    "mau": "tổng số của {}",
    "tong": "{} cộng từ các đơn vị",
    "so_ky": "số kỳ so được của {}",
    "neu_co": "{}",
}
KNOWN = {
    "so_thon": "số thôn, tổ dân phố",
    "so_xa": "số xã, phường, thị trấn, đặc khu",
    "so_ho": "số hộ",
    "so_nhan_khau": "số nhân khẩu",
    "nhan_rong_la_mo_hinh": "cách đếm (1: bản nhân rộng là một mô hình)",
}
# Products of answers may grow beyond what anybody reads.
SHOWN = 10**18


def leaf_words(leaf: Leaf, name_of: Callable[[str], str]) -> str:
    """A leaf by its line's name: "điểm tuyên truyền kỳ trước"."""
    if not leaf.code:
        return KNOWN[leaf.function]
    name = name_of(leaf.code)
    return FUNCTIONS[leaf.function].format(name) if leaf.function else name


def words(side: Side, name_of: Callable[[str], str]) -> str:
    """The side by names: "mô hình xây dựng mới + mô hình được nhân rộng"."""
    return _told(side, lambda leaf: leaf_words(leaf, name_of))


def worked(side: Side, name_of: Callable[[str], str], facts: Facts) -> str:
    """The side by names with the number of each: "mô hình kỳ trước (4) + mô hình xây dựng mới (2)"."""

    def with_number(leaf: Leaf) -> str:
        return f"{leaf_words(leaf, name_of)} ({value_words(facts(leaf))})"

    return _told(side, with_number)


def value_words(value: Fraction | None) -> str:
    """A value as printed; a dash where it is unknown."""
    if value is None:
        return "—"
    return show(decimal(value)) if abs(value) < SHOWN else "một số quá lớn"


def _told(side: Side, tell: Callable[[Leaf], str]) -> str:
    if isinstance(side, Number):
        return value_words(side.value)
    if isinstance(side, Leaf):
        return tell(side)
    if isinstance(side, Minus):
        return f"−{_inner(side.part, tell, 3)}"
    strength = 1 if side.sign in "+−" else 2
    return f"{_inner(side.left, tell, strength)} {side.sign} {_inner(side.right, tell, strength + 1)}"


def _inner(side: Side, tell: Callable[[Leaf], str], strength: int) -> str:
    weaker = isinstance(side, Binary) and (1 if side.sign in "+−" else 2) < strength
    return f"({_told(side, tell)})" if weaker else _told(side, tell)


def value_of(side: Side, facts: Facts) -> str:
    """The side's value as printed."""
    return value_words(evaluate(side, facts))
