"""Numbers: what is read, what is refused, and that the printer is the parser's inverse."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuquan.vn.numbers import NumberError, parse, show

VALUES = st.one_of(
    st.integers(-(10**15), 10**15).map(Decimal),
    st.decimals(-(10**12), 10**12, places=3, allow_nan=False),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=9),
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("33.446", "33446"),
        ("03", "3"),
        ("1,5", "1.5"),
        ("126.000", "126000"),
        ("6.264.528", "6264528"),
        ("33446", "33446"),
        ("33,446", "33.446"),
        (" 0 ", "0"),
        ("-1.000,25", "-1000.25"),
        ("−2", "-2"),
    ],
)
def test_reads(text: str, value: str) -> None:
    assert parse(text) == Decimal(value)


@pytest.mark.parametrize("text", ["1.5.2", "3.4", "12.5", "1.0000", "0.125", "1234.567", "01.234", "3.4,5", "33.44"])
def test_refuses_a_point_that_could_mean_two_things(text: str) -> None:
    with pytest.raises(NumberError, match="dấu chấm") as refusal:
        parse(text)
    assert refusal.value.code == "number_ambiguous"
    assert text in str(refusal.value)


@pytest.mark.parametrize("text", ["1,", ",5", "1,2,3", "03 mô hình", "1 000", "12%", ".", "--1", "٣", "1e5", "-", "³"])
def test_refuses_what_is_not_a_number(text: str) -> None:
    with pytest.raises(NumberError) as refusal:
        parse(text)
    assert refusal.value.code == "number_malformed"


@pytest.mark.parametrize(
    ("text", "code"), [("", "number_empty"), ("  ", "number_empty"), ("9" * 61, "number_too_long")]
)
def test_refuses_nothing_and_too_much(text: str, code: str) -> None:
    with pytest.raises(NumberError) as refusal:
        parse(text)
    assert refusal.value.code == code


@given(VALUES)
def test_what_is_shown_reads_back(value: Decimal) -> None:
    assert parse(show(value)) == value


@given(VALUES)
def test_one_value_has_one_print(value: Decimal) -> None:
    assert show(parse(show(value))) == show(value)


@given(st.integers(-(10**9), 10**9))
def test_padding_changes_the_print_not_the_value(value: int) -> None:
    assert parse(show(value, pad=True)) == value
    assert len(show(value, pad=True)) - len(show(value)) == (1 if 0 < value < 10 else 0)


@given(VALUES, st.integers(0, 4))
def test_places_prints_that_many_decimals(value: Decimal, places: int) -> None:
    text = show(value, places=places)
    assert len(text.partition(",")[2]) == places
    assert abs(parse(text) - value) * 2 <= Decimal(1).scaleb(-places)


def test_shows() -> None:
    assert show(33446) == "33.446"
    assert show(3, pad=True) == "03"
    assert show(0, pad=True) == "0"
    assert show(10, pad=True) == "10"
    assert show(Decimal("1.50")) == "1,5"
    assert show(Decimal("1.5"), pad=True) == "1,5"
    assert show(Decimal("12.345"), places=2) == "12,35"
    assert show(Decimal("-0.004"), places=2) == "0,00"
    assert show(Decimal("-1500")) == "-1.500"
    assert show(Decimal("1E+3")) == "1.000"


def test_shows_no_float_and_no_infinity() -> None:
    with pytest.raises(TypeError):
        show(1.5)  # type: ignore[arg-type]
    for value in ("NaN", "Infinity", "1E+999999", "1E-99999"):
        with pytest.raises(NumberError):
            show(Decimal(value))
