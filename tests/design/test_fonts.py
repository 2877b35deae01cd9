"""The screen fonts hold every Vietnamese letter, and their digits stand under one another."""

import unicodedata

import pytest
from fontTools.ttLib import TTFont

from tuquan.design.fonts import DIGITS, WEIGHTS, build_fonts

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES]


@pytest.fixture(scope="module")
def fonts(tmp_path_factory):
    return build_fonts(tmp_path_factory.mktemp("fonts"))


def test_three_weights_of_two_faces_small_enough_for_a_poor_line(fonts):
    assert len(fonts) == 2 * len(WEIGHTS)
    assert sum(path.stat().st_size for path in fonts) < 120_000


def test_every_vietnamese_letter_is_there(fonts):
    for path in fonts:
        if "be-vietnam" in path.name:
            held = TTFont(path).getBestCmap()
            missing = [c for c in [*LETTERS, *map(str.upper, LETTERS), *"đĐ₫–—“”"] if ord(c) not in held]
            assert missing == []


def test_digits_are_equally_wide(fonts):
    for path in fonts:
        if "figures" in path.name:
            font = TTFont(path)
            names = font.getBestCmap()
            assert {font["hmtx"][names[ord(digit)]][0] for digit in DIGITS} == {660}


def test_building_again_changes_nothing(fonts):
    before = [path.stat().st_mtime_ns for path in fonts]
    assert build_fonts(fonts[0].parent) == fonts
    assert [path.stat().st_mtime_ns for path in fonts] == before
