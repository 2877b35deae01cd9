"""The words a paper's layout adds to its content, by Decree 30/2020/NĐ-CP, annex I.

One place for both renderings, so that docx and pdf say the same.
"""

from collections.abc import Sequence
from datetime import date

from tuquan.vn.dates import show_long
from tuquan.writer.content import Letterhead

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
ADDRESS = "Kính gửi:"
RECIPIENTS = "Nơi nhận:"
DEMONSTRATION = "DỮ LIỆU MINH HỌA"
END = "./."

# Names that a letterhead does not break in the middle.
_PHRASES = (
    "ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "ỦY BAN", "BAN CHỈ ĐẠO", "CÔNG AN", "PHONG TRÀO", "TOÀN DÂN",
    "AN NINH TỔ QUỐC", "AN NINH",
)  # fmt: skip

# Spaces that neither Word nor typst gathers up: room for the pen.
_GAP = "\u00a0" * 6
# Points are lettered without f, j, w, z and with đ, as in legal texts.
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def bound(text: str, glue: str = "\u00a0") -> str:
    """`text` with the spaces inside well-known names of bodies replaced by `glue`."""
    for phrase in _PHRASES:
        text = text.replace(phrase, phrase.replace(" ", glue))
    return text


def number_line(letterhead: Letterhead) -> str:
    """ "Số: 05/BC-UBND": a leading zero below ten; room for the pen while there is no number."""
    return f"Số: {_number(letterhead)}/{letterhead.symbol}"


def date_line(letterhead: Letterhead) -> str:
    """ "Sơn Hà, ngày 08 tháng 01 năm 2026"; room for the pen while there is no day."""
    return f"{letterhead.place}, {_day(letterhead.day)}"


def annex_note(type_name: str, letterhead: Letterhead) -> str:
    """ "(Kèm theo Báo cáo số 05/BC-UBND ngày … của …)", the line under the title of an annex."""
    return (
        f"(Kèm theo {type_name.capitalize()} số {_number(letterhead)}/{letterhead.symbol} "
        f"{_day(letterhead.day)} của {letterhead.issuer})"
    )


def address_lines(addressees: Sequence[str]) -> tuple[str, ...]:
    """One addressee stands after "Kính gửi:"; several one a line, "- …;", the last with a full stop."""
    if len(addressees) == 1:
        return (f"{ADDRESS} {addressees[0]}",)
    return (ADDRESS, *dashed(addressees)) if addressees else ()


def dashed(items: Sequence[str]) -> tuple[str, ...]:
    """ "- …;" for each, and "- …." for the last, whatever mark the item already ended with."""
    bare = [item.strip().rstrip(";.") for item in items]
    return tuple(f"- {item}{'.' if place == len(bare) else ';'}" for place, item in enumerate(bare, 1))


def annex_label(place: int, count: int) -> str:
    """ "Phụ lục", with a Roman number where there are two or more."""
    return "Phụ lục" if count == 1 else f"Phụ lục {roman(place)}"


def roman(number: int) -> str:
    """1 → "I", 4 → "IV" … up to 89."""
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text


def ordinal(level: int, place: int) -> str:
    """The number before a heading: "I." (level 1), "1." (level 2), "a)" (level 3, "aa)" after "y)")."""
    if level == 1:
        return f"{roman(place)}."
    if level == 2:
        return f"{place}."
    rounds, letter = divmod(place - 1, len(_LETTERS))
    return f"{_LETTERS[letter] * (rounds + 1)})"


def _number(letterhead: Letterhead) -> str:
    number = letterhead.number
    if not number:
        return _GAP
    return number.zfill(2) if number.isdigit() else number


def _day(day: date | None) -> str:
    return show_long(day) if day else f"ngày{_GAP}tháng{_GAP}năm{_GAP}"
