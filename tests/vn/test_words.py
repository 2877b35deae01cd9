"""Numbers in words and amounts with multipliers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuquan.vn.numbers import NumberError, show
from tuquan.vn.words import parse_amount, parse_words, words

# Uniform numbers hardly ever hold zeros inside; numbers made of few digits do.
SPARSE = st.lists(st.sampled_from("00000145"), min_size=1, max_size=15).map(lambda digits: int("".join(digits)))
NUMBERS = st.one_of(st.integers(0, 10**15 - 1), st.integers(0, 2000), SPARSE)


@given(NUMBERS)
def test_what_is_spelt_reads_back(number: int) -> None:
    assert parse_words(words(number)) == number


def test_every_small_number_has_its_own_words() -> None:
    spelt = [words(number) for number in range(2000)]
    assert len(set(spelt)) == 2000
    assert [parse_words(text) for text in spelt] == list(range(2000))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (12, "mười hai"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (105, "một trăm linh năm"),
        (111, "một trăm mười một"),
        (1005, "một nghìn không trăm linh năm"),
        (21005, "hai mươi mốt nghìn không trăm linh năm"),
        (33446, "ba mươi ba nghìn bốn trăm bốn mươi sáu"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (10**12, "một nghìn tỷ"),
    ],
)
def test_spells(number: int, text: str) -> None:
    assert words(number) == text
    assert parse_words(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Hai mươi bốn", 24),
        ("hai mươi một", 21),
        ("mười nhăm", 15),
        ("một trăm lẻ tư", 104),
        ("hai chục", 20),
        ("một chục", 10),
        ("ba ngàn lẻ hai", 3002),
        ("một triệu năm nghìn", 1_005_000),
        ("hai tỉ", 2 * 10**9),
        ("hai nghìn năm trăm", 2500),
        ("bẩy", 7),
    ],
)
def test_reads_variants(text: str, number: int) -> None:
    assert parse_words(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "mười năm",
        "hai mươi năm",
        "hai nghìn năm",
        "một trăm hai",
        "một triệu hai",
        "linh năm",
        "một mươi",
        "tư mươi",
        "tư",
        "trăm",
        "hai nghìn ba triệu",
        "không không",
        "hai ba",
        "mười hai mô hình",
        "một triệu tỷ",
    ],
)
def test_refuses_what_is_no_number_or_heard_in_two_ways(text: str) -> None:
    with pytest.raises(NumberError) as refusal:
        parse_words(text)
    assert refusal.value.code == "words_malformed"


@pytest.mark.parametrize("number", [-1, 10**15])
def test_spells_within_bounds(number: int) -> None:
    with pytest.raises(NumberError) as refusal:
        words(number)
    assert refusal.value.code == "words_out_of_range"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2,5 tỷ", 2_500_000_000),
        ("2,5 tỉ đồng", 2_500_000_000),
        ("100 triệu đồng", 100_000_000),
        ("100 triệu", 100_000_000),
        ("1.200 triệu đồng", 1_200_000_000),
        ("1 tỷ 200 triệu", 1_200_000_000),
        ("1 tỷ 200 triệu 500 nghìn đồng", 1_200_500_000),
        ("3 nghìn tỷ", 3 * 10**12),
        ("500 ngàn", 500_000),
        ("5 trăm nghìn", 500_000),
        ("33.446 đ", 33_446),
        ("2 TỶ VNĐ", 2 * 10**9),
        ("2,5tỷ", 2_500_000_000),
        ("mười hai triệu đồng", 12_000_000),
    ],
)
def test_reads_amounts(text: str, value: int) -> None:
    assert parse_amount(text) == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2.5 tỷ", "number_ambiguous"),
        ("1 tỷ 200", "amount_malformed"),
        ("1,5 tỷ 200 triệu", "amount_malformed"),
        ("1 triệu 2 tỷ", "amount_malformed"),
        ("100 triệu lượt", "amount_malformed"),
        ("tỷ", "words_malformed"),
        ("", "words_empty"),
    ],
)
def test_refuses_amounts(text: str, code: str) -> None:
    with pytest.raises(NumberError) as refusal:
        parse_amount(text)
    assert refusal.value.code == code


@given(st.decimals(0, 10**6, places=3), st.sampled_from([("nghìn", 3), ("triệu", 6), ("tỷ", 9)]))
def test_an_amount_is_its_number_times_its_scale(value: Decimal, scale: tuple[str, int]) -> None:
    assert parse_amount(f"{show(value)} {scale[0]} đồng") == value * 10 ** scale[1]
