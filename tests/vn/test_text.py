"""Spellings brought together: NFC with offsets, tone placement, search keys, alphabetical order."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuquan.vn.text import collation_key, key, nfc, nfc_with_map, same_tone

LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
VIETNAMESE = st.text(st.sampled_from(LETTERS + LETTERS.upper() + "  -,.0123456789\u0301\u0323\u0302\u031b"))
TEXTS = st.one_of(VIETNAMESE, VIETNAMESE.map(lambda t: unicodedata.normalize("NFD", t)), st.text())


@given(TEXTS)
def test_the_map_gives_the_nfc_text_and_rising_indexes(text: str) -> None:
    composed, where = nfc_with_map(text)
    assert composed == nfc(text)
    assert len(where) == len(composed) + 1
    assert where[-1] == len(text)
    assert all(a <= b for a, b in pairwise(where))


@given(TEXTS)
def test_every_piece_of_the_map_composes_to_its_piece_of_the_text(text: str) -> None:
    composed, where = nfc_with_map(text)
    cuts = [i for i in range(len(composed) + 1) if i == 0 or where[i] != where[i - 1]]
    for start, end in pairwise([*cuts, len(composed)]):
        assert nfc(text[where[start] : where[end]]) == composed[start:end]


def test_a_span_found_in_nfc_is_found_in_the_original() -> None:
    original = unicodedata.normalize("NFD", "Xã Đồng Hoá: 03 mô hình ") + "tự quản"
    composed, where = nfc_with_map(original)
    start = composed.index("Đồng Hoá")
    found = original[where[start] : where[start + len("Đồng Hoá")]]
    assert found == unicodedata.normalize("NFD", "Đồng Hoá")


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("Tuyên Hoá", "Tuyên Hóa"),
        ("THUỶ", "THỦY"),
        ("Uỷ ban", "Ủy ban"),
        ("khoẻ, toà, loè", "khỏe, tòa, lòe"),
        ("Hoà-bình", "Hòa-bình"),
    ],
)
def test_tone_goes_to_the_first_vowel(written: str, same: str) -> None:
    assert same_tone(written) == same
    assert same_tone(unicodedata.normalize("NFD", written)) == same


@pytest.mark.parametrize("text", ["hoàn", "suýt", "quý", "quí", "Quỳ", "QUÝ", "huỳnh", "khuỷu", "huệ", "thuở", "ngoáy"])
def test_tone_stays_where_it_is_no_matter_of_style(text: str) -> None:
    assert same_tone(text) == text


@given(TEXTS)
def test_same_tone_is_stable(text: str) -> None:
    once = same_tone(text)
    assert same_tone(once) == once
    assert len(once) == len(nfc(text))
    assert key(once) == key(text)


def test_key() -> None:
    assert key("Xã Đồng Lê,  Tuyên Hoá!") == "xa dong le tuyen hoa"
    assert key("Ðội ANTT–138/BCÐ") == "doi antt 138 bcd"
    assert key("mô\u00adhình\u200b\u00a0mới") == "mohinh moi"


@given(TEXTS)
def test_key_is_idempotent_and_blind_to_composition(text: str) -> None:
    assert key(key(text)) == key(text)
    assert key(unicodedata.normalize("NFD", text)) == key(nfc(text)) == key(text)


@pytest.mark.parametrize(
    "names",
    [
        ["An", "An Bình", "Ảnh", "Ánh", "Ăn", "Ân"],
        ["An Bình", "Anh"],
        ["Cẩm", "Dũng", "Đặng", "Em"],
        ["Thôn 2", "Thôn 11", "Thôn 100", "Thôn Bắc"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["hoa", "Hoa", "hoà"],
        ["Tổ 02", "Tổ 3"],
        ["Xuân Trạch", "Yên Hóa"],
    ],
)
def test_alphabetical_order(names: list[str]) -> None:
    keys = [collation_key(name) for name in names]
    assert keys == sorted(set(keys))


@given(TEXTS, TEXTS)
def test_equal_keys_mean_equal_texts(a: str, b: str) -> None:
    same = " ".join(nfc(a).split()) == " ".join(nfc(b).split())
    assert collation_key(a) != collation_key(b) or same
    assert collation_key(unicodedata.normalize("NFD", a)) == collation_key(nfc(a))


@given(TEXTS)
def test_keys_hold_hexadecimal_digits_only(text: str) -> None:
    assert set(collation_key(text)) <= set("0123456789abcdef")


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_numbers_sort_by_value(a: int, b: int) -> None:
    assert (collation_key(f"Thôn {a}") < collation_key(f"Thôn {b}")) == (a < b)
