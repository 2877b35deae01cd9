"""Reads and prints the language of checks: `parse(show(x)) == x`. Whatever the text, a side or a refusal."""

import re
from collections.abc import Iterator
from decimal import Context, Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache

from tuquan.reporting.checks.language import (
    FUNCTIONS,
    KNOWN,
    OPERATORS,
    Binary,
    Leaf,
    Minus,
    Number,
    Relation,
    Side,
)
from tuquan.reporting.errors import ExpressionRefused
from tuquan.vn import numbers

LONGEST = 500
LARGEST = 10**12
DEEPEST = 30
_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9][0-9.,]*)|(?P<name>[a-z][a-z0-9_]*)|(?P<mark><=|>=|!=|[≤≥≠<>=+×÷%()−–*/:-]))\s*", re.ASCII
)
_EXACT = Context(prec=1000, traps=[InvalidOperation])
_SAME = {"*": "×", "/": "÷", ":": "÷", "-": "−", "–": "−", "≤": "<=", "≥": ">=", "≠": "!="}
_AND = re.compile(r"\s+và\s+")
_STRENGTH = {"+": 1, "−": 1, "×": 2, "÷": 2}


@lru_cache(maxsize=4096)
def parse(text: str) -> Side:
    """The side that `text` writes. Raises ExpressionRefused with a sentence that says where."""
    reader = _Reader(text)
    side = reader.side()
    reader.expect_end()
    return side


@lru_cache(maxsize=4096)
def parse_condition(text: str) -> tuple[Relation, ...]:
    """Relations joined by "và"; none for an empty text. Raises ExpressionRefused."""
    return tuple(_relation(part) for part in _AND.split(text)) if text.strip() else ()


def _relation(text: str) -> Relation:
    reader = _Reader(text)
    left = reader.side()
    operator = reader.take_operator()
    right = reader.side()
    reader.expect_end()
    return Relation(left, operator, right)


def show(side: Side) -> str:
    """The side as it is kept: one space around signs, parentheses only where they matter."""
    if isinstance(side, Number):
        return numbers.show(decimal(side.value))
    if isinstance(side, Leaf):
        return f"{side.function}({side.code})" if side.function and side.code else side.function or side.code
    if isinstance(side, Minus):
        return f"−{_within(side.part, 3)}"
    strength = _STRENGTH[side.sign]
    return f"{_within(side.left, strength)} {side.sign} {_within(side.right, strength + 1)}"


def _within(side: Side, strength: int) -> str:
    weaker = isinstance(side, Binary) and _STRENGTH[side.sign] < strength
    return f"({show(side)})" if weaker or (isinstance(side, Minus) and strength > 1) else show(side)


def decimal(value: Fraction) -> Decimal:
    """A value to show: exact where it has at most six decimals, else rounded to three."""
    exact = _EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))
    fine = exact == _EXACT.quantize(exact, Decimal("0.000001")) and Fraction(exact) == value
    return exact if fine else _EXACT.quantize(exact, Decimal("0.001"))


class _Reader:
    """Takes one token after the other; a hand-written descent, so that nothing else can be said."""

    def __init__(self, text: str) -> None:
        if len(text) > LONGEST:
            raise ExpressionRefused(f"Biểu thức dài {len(text)} ký tự, chỉ được {LONGEST}. Tách thành hai quy tắc.")
        self.tokens = list(_tokens(text))
        self.at = 0
        self.depth = 0

    def side(self) -> Side:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ExpressionRefused("Biểu thức có quá nhiều dấu ngoặc lồng nhau. Viết gọn lại.")
        left = self._product()
        while (sign := self._next()) in ("+", "−"):
            self.at += 1
            left = Binary(sign, left, self._product())
        self.depth -= 1
        return left

    def _product(self) -> Side:
        left = self._part()
        while (sign := self._next()) in ("×", "÷"):
            self.at += 1
            left = Binary(sign, left, self._part())
        return left

    def _part(self) -> Side:
        token = self._take()
        if token == "−":
            return Minus(self._negated())
        if token == "(":
            inner = self.side()
            self._expect(")")
            return inner
        if token[0].isdigit():
            return self._number(token)
        if token[0].isalpha():
            return self._leaf(token)
        raise ExpressionRefused(f"Chỗ « {token} » cần một chỉ tiêu hoặc một số.")

    def _negated(self) -> Side:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ExpressionRefused("Biểu thức có quá nhiều dấu trừ liền nhau. Viết gọn lại.")
        found = self._part()
        self.depth -= 1
        return found

    def _number(self, token: str) -> Side:
        try:
            value = Fraction(numbers.parse(token))
        except numbers.NumberError as error:
            raise ExpressionRefused(str(error)) from error
        if self._next() == "%":
            self.at += 1
            value /= 100
        if value > LARGEST or value * 10**6 % 1:
            raise ExpressionRefused(f"Số « {token} » quá lớn hoặc có quá nhiều chữ số thập phân. Viết lại số.")
        return Number(value)

    def _leaf(self, name: str) -> Side:
        if name in KNOWN:
            return Leaf(name, "")
        if self._next() != "(":
            if name in FUNCTIONS:
                raise ExpressionRefused(f"Sau « {name} » cần một chỉ tiêu trong ngoặc.")
            return Leaf("", name)
        if name not in FUNCTIONS:
            raise ExpressionRefused(f"Không có phép « {name} ».")
        self._expect("(")
        code = self._take()
        if not code[0].isalpha() or code in KNOWN or code in FUNCTIONS:
            raise ExpressionRefused(f"Trong ngoặc của « {name} » cần một chỉ tiêu.")
        self._expect(")")
        return Leaf(name, code)

    def take_operator(self) -> str:
        token = self._take()
        if token not in OPERATORS:
            raise ExpressionRefused(f"Chỗ « {token} » cần một phép so sánh.")
        return token

    def expect_end(self) -> None:
        if (token := self._next()) is not None:
            raise ExpressionRefused(f"Không hiểu chỗ « {token} » ở cuối biểu thức.")

    def _next(self) -> str | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _take(self) -> str:
        token = self._next()
        if token is None:
            raise ExpressionRefused("Biểu thức còn thiếu: chưa có chỉ tiêu hoặc số.")
        self.at += 1
        return token

    def _expect(self, mark: str) -> None:
        if self._take() != mark:
            raise ExpressionRefused(f"Thiếu dấu « {mark} ».")


def _tokens(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            if not text[at:].strip():
                return
            raise ExpressionRefused(f"Không hiểu chỗ « {text[at:].strip()[:20]} ».")
        token = match.group("number") or match.group("name") or match.group("mark")
        yield _SAME.get(token, token)
        at = match.end()
