"""Lengths on the page, in twips (1/20 point), and the width of words in Times New Roman."""

from typing import NamedTuple


def mm(length: float) -> int:
    """Millimetres → twips."""
    return round(length / 25.4 * 1440)


class Page(NamedTuple):
    """A sheet of A4 in twips."""

    width: int
    height: int
    left: int
    right: int
    edge: int  # top and bottom

    @property
    def text_width(self) -> int:
        return self.width - self.left - self.right


# Decree 30/2020, annex I, I.1: A4; top and bottom 20-25, left 30-35, right 15-20 mm.
PORTRAIT = Page(mm(210), mm(297), mm(30), mm(15), mm(20))
LANDSCAPE = Page(mm(297), mm(210), mm(30), mm(15), mm(20))

# Of the text width: the issuer's column, and the national words' (95.7 mm at 13 pt, on one line).
ISSUER_COLUMN = mm(66)
NATION_COLUMN = PORTRAIT.text_width - ISSUER_COLUMN
RECIPIENTS_COLUMN = mm(72)
SIGNER_COLUMN = PORTRAIT.text_width - RECIPIENTS_COLUMN

# Widths of bold Times New Roman in thousandths of the size, by class of letter: enough for a rule that
# may be from 1/3 to 1/2 of its line.
_CAPITAL, _SMALL, _DIGIT, _SPACE = 710, 505, 500, 250


def text_width(text: str, points: float) -> int:
    """About how wide `text` is in bold Times New Roman of `points`, in twips, on one line."""
    return round(sum(_letter_width(each) for each in text) * points * 20 / 1000)


def _letter_width(letter: str) -> int:
    if letter.isupper():
        return _CAPITAL
    if letter.isspace() or letter in ".,:;-/'|":
        return _SPACE
    return _DIGIT if letter.isdigit() else _SMALL
