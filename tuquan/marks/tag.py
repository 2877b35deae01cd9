"""A mark as the text of `w:tag`, and back.

The form is `tq.<indicator>.<unit>.<round>.<figure>.<v|o>`, keys in base 36, an unknown figure empty.
"""

import re

from tuquan.marks.errors import MarkError
from tuquan.marks.mark import Mark, Part

PREFIX = "tq."
TAG_LENGTH = 64  # Word refuses a longer tag.

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LETTERS: dict[Part, str] = {"value": "v", "of": "o"}
_PARTS: dict[str, Part] = {letter: part for part, letter in _LETTERS.items()}
# One spelling per key (no leading zeros, no capitals), so that equal marks have equal tags.
_KEY = r"(0|[1-9a-z][0-9a-z]*)"
_TAG = re.compile(rf"tq\.([a-z0-9_]+)\.{_KEY}\.{_KEY}\.{_KEY}?\.([vo])")


def to_tag(mark: Mark) -> str:
    """The tag of a mark: at most TAG_LENGTH characters of ASCII."""
    figure = "" if mark.figure is None else _base36(mark.figure)
    return f"{PREFIX}{mark.indicator}.{_base36(mark.unit)}.{_base36(mark.round)}.{figure}.{_LETTERS[mark.part]}"


def from_tag(text: str) -> Mark:
    """The mark a tag stands for; MarkError (`not_ours`, or what Mark refuses) for any other text."""
    found = _TAG.fullmatch(text)
    if found is None:
        raise MarkError("not_ours", f"Nhãn “{text[:TAG_LENGTH]}” không phải nhãn số liệu của Tự Quản.")
    indicator, unit, round_, figure, letter = found.groups()
    return Mark(indicator, int(unit, 36), int(round_, 36), int(figure, 36) if figure else None, _PARTS[letter])


def _base36(number: int) -> str:
    digits = ""
    while number >= 36:
        number, last = divmod(number, 36)
        digits = _DIGITS[last] + digits
    return _DIGITS[number] + digits
