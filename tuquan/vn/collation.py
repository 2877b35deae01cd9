"""Vietnamese alphabetical order as a text column (SQLite has no such collation)."""

import re
import unicodedata

from vn_collate.weights import LETTER_MODIFIERS, PRIMARY_INDEX, TONE_MARKS

_TOKEN = re.compile(r"[0-9]{1,200}|\s+|.[\u0300-\u036f]*", re.DOTALL)
# Primary weights, hexadecimal: end, space, other signs, numbers, letters, letters of other scripts.
_END, _SPACE, _SIGN, _NUMBER, _FOREIGN = "00", "01", "02", "04", "fe"


def collation_key(text: str) -> str:
    """A key whose plain order is Vietnamese alphabetical order, in lowercase hexadecimal digits.

    Letters by the alphabet with đ after d and ă, â after a; then tones (ngang, huyền, hỏi, ngã, sắc, nặng), then
    case; runs of digits by their value, so "Thôn 2" < "Thôn 11"; a space before everything, so words are
    compared one by one. Equal keys mean equal text, but for composition and the width of spaces. Being
    hexadecimal it sorts alike under any column collation. About 3–4 characters of key a letter: keep it in a
    TextField.
    """
    # The letters' weights are vn_collate's; its key is not used, since it puts « An Bình » after « Anh »,
    # reads numbers as text and gives every sign the same weight.
    primary, tones, cases, plain = [], [], [], True
    for token in _TOKEN.findall(unicodedata.normalize("NFD", text.strip())):
        weight, tone, case, known = _weights(token)
        primary.append(weight)
        tones.append(tone)
        cases.append(case)
        plain = plain and known
    key = "".join(primary) + _END + _level(tones) + _level(cases)
    return key if plain else key + unicodedata.normalize("NFC", text.strip()).encode(errors="surrogatepass").hex()


def _weights(token: str) -> tuple[str, int, int, bool]:
    """Primary weight, tone, case, and whether these three say all there is in the token."""
    if token.isspace():
        return _SPACE, 0, 0, True
    if token[0] in "0123456789":
        digits = token.lstrip("0") or "0"
        return f"{_NUMBER}{len(digits):02x}{digits}", 0, 0, digits == token
    tones = [TONE_MARKS[mark] for mark in token[1:] if mark in TONE_MARKS]
    modifiers = "".join(mark for mark in token[1:] if mark in LETTER_MODIFIERS)
    letter = unicodedata.normalize("NFC", token[0] + modifiers)
    known = len(tones) <= 1 and len(token) == 1 + len(tones) + len(modifiers)
    weight = PRIMARY_INDEX.get(letter.lower()) or PRIMARY_INDEX.get(token[0].lower())
    if weight is None:
        return f"{_FOREIGN if letter.isalnum() else _SIGN}{ord(token[0]):06x}", 0, 0, len(token) == 1
    return (
        f"{weight:02x}",
        max(tones, default=0),
        int(letter != letter.lower()),
        known and letter.lower() in PRIMARY_INDEX,
    )


def _level(weights: list[int]) -> str:
    """Weights 0–8 as digits above 0 closed by a 0; a common tail of zeros is dropped."""
    while weights and not weights[-1]:
        weights.pop()
    return "".join(str(weight + 1) for weight in weights) + "0"
