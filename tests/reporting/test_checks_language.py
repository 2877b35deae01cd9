"""The language of checks: what is written is what is kept, worth what arithmetic says; nothing else passes."""

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    bind,
    evaluate,
    holds,
    leaves,
)
from tuquan.reporting.checks.parsing import parse, parse_condition, show
from tuquan.reporting.checks.wording import words, worked
from tuquan.reporting.errors import ExpressionRefused

CODES = ("schemes_active", "schemes_founded", "scheme_points")
numbers = st.integers(0, 10**9).map(lambda n: Number(Fraction(n, 1000)))
lines = st.sampled_from(CODES).flatmap(lambda code: st.sampled_from(["", *FUNCTIONS]).map(lambda f: Leaf(f, code)))
known = st.sampled_from(KNOWN).map(lambda name: Leaf(name, ""))


def _grow(inner: st.SearchStrategy[Side]) -> st.SearchStrategy[Side]:
    binary = st.tuples(st.sampled_from("+−×÷"), inner, inner).map(lambda three: Binary(*three))
    return st.one_of(inner.map(Minus), binary)


sides: st.SearchStrategy[Side] = st.recursive(st.one_of(numbers, lines, known), _grow, max_leaves=12)


def _depth(side: Side) -> int:
    if isinstance(side, Binary):
        return 1 + max(_depth(side.left), _depth(side.right))
    return 1 + _depth(side.part) if isinstance(side, Minus) else 1


@given(sides)
def test_what_is_shown_reads_as_the_same(side: Side) -> None:
    text = show(side)
    if len(text) <= 500 and _depth(side) < 25:
        assert parse(text) == side


@given(st.text(max_size=120))
def test_no_text_does_anything_but_read_or_be_refused(text: str) -> None:
    for read in (parse, parse_condition):
        with contextlib.suppress(ExpressionRefused):
            read(text)


@settings(max_examples=300)
@given(st.text(alphabet="ab_1290.,+-*/×÷−()%<>=! truocmau", max_size=60))
def test_near_misses_are_refused_or_read_back(text: str) -> None:
    try:
        side = parse(text)
    except ExpressionRefused:
        return
    assert parse(show(side)) == side


def _python(side: Side, facts: dict[Leaf, Fraction]) -> Fraction:
    """The same arithmetic by Python's own operators."""
    if isinstance(side, Number):
        return side.value
    if isinstance(side, Leaf):
        return facts[side]
    if isinstance(side, Minus):
        return -_python(side.part, facts)
    left, right = _python(side.left, facts), _python(side.right, facts)
    return {
        "+": lambda: left + right,
        "−": lambda: left - right,
        "×": lambda: left * right,
        "÷": lambda: left / right,
    }[side.sign]()


@given(sides, st.data())
def test_a_value_is_exact(side: Side, data: st.DataObject) -> None:
    facts = {leaf: data.draw(st.fractions(0, 10**6, max_denominator=1000)) for leaf in set(leaves(side))}
    try:
        expected: Fraction | None = _python(side, facts)
    except ZeroDivisionError:
        expected = None
    assert evaluate(side, facts.get) == expected


@given(sides, st.data())
def test_one_unknown_operand_makes_the_whole_unknown(side: Side, data: st.DataObject) -> None:
    asked = sorted(set(leaves(side)), key=str)
    if asked:
        unknown = data.draw(st.sampled_from(asked))
        assert evaluate(side, lambda leaf: None if leaf == unknown else Fraction(1)) is None


@given(sides, sides, st.sampled_from(sorted(OPERATORS)))
def test_a_relation_of_unknowns_neither_holds_nor_fails(left: Side, right: Side, operator: str) -> None:
    relation = Relation(left, operator, right)
    asked = [*leaves(left), *leaves(right)]
    assert (holds(relation, lambda _leaf: None) is None) == bool(asked) or _divides_by_nothing(relation)


def _divides_by_nothing(relation: Relation) -> bool:
    return holds(relation, lambda _leaf: Fraction(1)) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("schemes_active", "schemes_active"),
        ("3*truoc( schemes_active )", "3 × truoc(schemes_active)"),
        ("20% × so_thon", "0,2 × so_thon"),
        ("1.000,5 - (a - b)", "1.000,5 − (a − b)"),
        ("a/b/c", "a ÷ b ÷ c"),
        ("a/(b/c)", "a ÷ (b ÷ c)"),
        ("-(a+b)", "−(a + b)"),
    ],
)
def test_it_is_kept_in_one_way(text: str, shown: str) -> None:
    assert show(parse(text)) == shown


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "a +", "(a", "a)", "a b", "3.4", "truoc", "truoc()", "truoc(truoc)", "truoc(3)", "cong(a)",
        "__import__('os')", "a.b", "a ** b", "a; b", "{a}", "9" * 70, "(" * 40 + "a" + ")" * 40, "-" * 40 + "a",
        "a" + " + a" * 200, "truoc(so_thon)", "%", "5%%",
    ],
)  # fmt: skip
def test_what_it_does_not_say_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ExpressionRefused) as refused:
        parse(text)
    assert len(refused.value.message) > 15


def test_conditions_are_joined_by_a_word() -> None:
    one, two = parse_condition("schemes_active > 0 và so_ky(schemes_active) < 4")
    assert (one.operator, two.operator) == (">", "<")
    assert parse_condition(" ") == ()
    with pytest.raises(ExpressionRefused):
        parse_condition("schemes_active")


def test_a_side_is_told_in_words_and_numbers() -> None:
    side = parse("truoc(a) + (b − c) × 2")
    names = {"a": "mô hình", "b": "buổi", "c": "lượt"}.__getitem__
    assert words(side, names) == "mô hình kỳ trước + (buổi − lượt) × 2"
    facts = {"a": 4, "b": 2, "c": None}
    told = worked(side, names, lambda leaf: None if facts[leaf.code] is None else Fraction(facts[leaf.code] or 0))
    assert told == "mô hình kỳ trước (4) + (buổi (2) − lượt (—)) × 2"


def test_a_rule_of_each_line_is_said_of_one() -> None:
    assert show(bind(parse("3 × truoc(dong_nay) − (−dong_nay)"), "a")) == "3 × truoc(a) − (−a)"
