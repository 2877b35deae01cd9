"""Numbers in words, « hai mươi mốt nghìn không trăm linh năm », and amounts, « 2,5 tỷ »."""

import re
from decimal import Decimal
from math import prod

from .numbers import NumberError, parse
from .text import same_tone

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
# After mười or mươi the units have forms of their own; « mười năm » would be ten years.
_AFTER_TEN = {5: "lăm"}
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_SCALES = ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"))
_LIMIT = 10**15

_DIGIT_VALUES = {word: value for value, word in enumerate(_DIGITS)} | {"bẩy": 7, "tư": 4}
# « tư » opens nothing: bốn mươi, bốn trăm.
_OPENING_VALUES = {word: value for word, value in _DIGIT_VALUES.items() if word != "tư"}
_UNIT_VALUES = {word: value for word, value in _OPENING_VALUES.items() if value not in (0, 5)} | {"lăm": 5, "nhăm": 5}
_SPOKEN_SCALES = ((10**9, "tỷ", "tỉ"), (10**6, "triệu"), (10**3, "nghìn", "ngàn"))
_AMOUNT_SCALES = {name: scale for scale, *names in _SPOKEN_SCALES for name in names} | {"trăm": 100}
_MONEY = re.compile(r"\s*(?:đồng|vnđ|vnd|đ)$")
_TERM = re.compile(r"([-−–]?[0-9.,]+)((?:\s*(?:tỷ|tỉ|triệu|nghìn|ngàn|trăm)\b)*)")


def words(number: int) -> str:
    """Spell a whole number: 21005 → "hai mươi mốt nghìn không trăm linh năm".

    0 ≤ number < 10**15, else NumberError (words_out_of_range). ``parse_words(words(n)) == n``.
    """
    if not 0 <= number < _LIMIT:
        raise NumberError("words_out_of_range", "Chỉ đọc bằng chữ được số từ 0 đến dưới một triệu tỷ.")
    return " ".join(_spell(number, full=False)) or _DIGITS[0]


def _spell(number: int, *, full: bool) -> list[str]:
    """The words of a number below 10**15; ``full`` names the empty hundreds, as after a higher group."""
    for scale, name in _SCALES:
        if number >= scale:
            head, rest = divmod(number, scale)
            return [*_spell(head, full=full), name, *_spell(rest, full=True)]
    return _spell_group(number, full=full) if number else []


def _spell_group(number: int, *, full: bool) -> list[str]:
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    said = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens > 1:
        last = [_AFTER_TENS.get(units, _DIGITS[units])] if units else []
        return [*said, _DIGITS[tens], "mươi", *last]
    if tens:
        return [*said, "mười", *([_AFTER_TEN.get(units, _DIGITS[units])] if units else [])]
    if units:
        return [*said, *(["linh"] if said else []), _DIGITS[units]]
    return said


def parse_words(text: str) -> int:
    """The whole number that words spell; the inverse of ``words``, and its variants.

    Accepts mốt/một, tư/bốn, lăm/nhăm, linh/lẻ, nghìn/ngàn, tỷ/tỉ, bảy/bẩy, "hai chục". Refuses what is heard in two
    ways ("hai mươi năm", "một trăm hai", "hai nghìn năm") with NumberError (words_empty, words_malformed).
    """
    tokens = same_tone(text).casefold().split()
    if not tokens:
        raise NumberError("words_empty", "Chưa có số viết bằng chữ.")
    value = 0 if tokens == [_DIGITS[0]] else _number(tokens)
    if value is None or value >= _LIMIT:
        raise NumberError("words_malformed", f"Không đọc được « {text.strip()} » thành số. Viết số bằng chữ số.")
    return value


def _number(tokens: list[str], below: int = _LIMIT, *, after: bool = False, bare: bool = True) -> int | None:
    """A number of scaled groups, the largest scale first, or None.

    ``after`` a larger group « linh » may open it; ``bare``: a digit may stand alone, which after a larger
    group it may only as the count of a scale: « một triệu năm nghìn », not « một triệu năm ».
    """
    for scale, *names in _SPOKEN_SCALES:
        at = next((index for index, token in enumerate(tokens) if token in names), None)
        if at is None:
            continue
        # All that stands before « tỷ » counts it (« năm nghìn tỷ »); other scales take one group.
        head = _number(tokens[:at], _LIMIT // scale if scale == 10**9 else 10**3, after=after)
        rest = _number(tokens[at + 1 :], scale, after=True, bare=False) if tokens[at + 1 :] else 0
        if not head or head * scale >= below or rest is None:
            return None
        return head * scale + rest
    return _group(tokens, after=after, bare=bare)


def _group(tokens: list[str], *, after: bool, bare: bool) -> int | None:
    """A number below 1000."""
    if len(tokens) < 2 or tokens[1] != "trăm":
        return _tens(tokens, after=after, bare=bare)
    hundreds = _OPENING_VALUES.get(tokens[0])
    below = _tens(tokens[2:], after=True, bare=False) if tokens[2:] else 0
    if hundreds is None or below is None:
        return None
    return hundreds * 100 + below or None


def _tens(tokens: list[str], *, after: bool, bare: bool) -> int | None:
    """A number below 100."""
    match tokens:
        case ["linh" | "lẻ", unit] if after:
            return _DIGIT_VALUES.get(unit) or None
        case ["mười", *unit]:
            return _with_unit(10, unit, _UNIT_VALUES)
        case ["một", "chục"]:
            return 10
        case [tens, "mươi" | "chục", *unit] if _OPENING_VALUES.get(tens, 0) > 1:
            return _with_unit(_OPENING_VALUES[tens] * 10, unit, _UNIT_VALUES | {"mốt": 1, "tư": 4})
        case [digit] if bare:
            return _OPENING_VALUES.get(digit) or None
    return None


def _with_unit(tens: int, unit: list[str], values: dict[str, int]) -> int | None:
    if not unit:
        return tens
    return tens + values[unit[0]] if len(unit) == 1 and unit[0] in values else None


def parse_amount(text: str) -> Decimal:
    """An amount with its multiplier: "2,5 tỷ" → 2500000000, "100 triệu đồng", "1 tỷ 200 triệu", "hai triệu".

    The multiplier may be left out; "đồng", "đ", "VNĐ" at the end is not part of the value. Raises NumberError
    (those of ``parse`` and ``parse_words``; amount_malformed for "1 tỷ 200", which is heard in two ways).
    """
    body = _MONEY.sub("", same_tone(text).casefold().strip())
    if not re.search("[0-9]", body):
        return Decimal(parse_words(body))
    total, smallest = Decimal(0), None
    for number, names in _terms(body, text):
        scale = prod(_AMOUNT_SCALES[name] for name in names.split())
        value = parse(number) * scale
        # A further term must be smaller than the scale before it, and say its own.
        if smallest is not None and (not names or total % smallest or not 0 < value < smallest):
            raise _unclear(text)
        total, smallest = total + value, scale
    return total


def _terms(body: str, text: str) -> list[tuple[str, str]]:
    terms = _TERM.findall(body)
    if "".join(f"{number}{names}".replace(" ", "") for number, names in terms) != re.sub(r"\s", "", body):
        raise _unclear(text)
    return terms


def _unclear(text: str) -> NumberError:
    return NumberError(
        "amount_malformed", f"Không đọc được « {text.strip()} » thành số tiền. Viết như 2,5 tỷ hoặc 100 triệu đồng."
    )
