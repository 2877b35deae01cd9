"""Words that a facility or a group may not bear: they would point to a person, or mark a place."""

import re
from functools import cache
from importlib.resources import files
from tomllib import loads

from tuquan.reader import free_text
from tuquan.vn.text import key, nfc

# "nhà ông …", "hộ bà …": a house is a person's, whatever name follows.
_HOUSE = re.compile(
    r"(?<!\w)(?:nhà|hộ|gia đình|quán|tiệm|vườn|trại|rẫy)\s+(?:riêng\s+)?(?:của\s+)?"
    r"(?:ông|bà|anh|chị|cô|chú|bác|cụ|cậu|dì|em|thầy|mệ|o)(?!\w)"
    r"|(?<!\w)(?:hộ gia đình|nhà riêng|nhà ở của)(?!\w)",
    re.IGNORECASE,
)


def points_to_a_person(text: str) -> str:
    """Why the text may not name a facility, as a sentence; "" if it may."""
    text = nfc(text)
    if _HOUSE.search(text):
        return (
            "Tên này chỉ nhà ở của một người. Danh sách chỉ ghi cơ quan, doanh nghiệp, trường học và nơi công cộng; "
            "ghi tên nơi, không ghi tên người."
        )
    return free_text.sentences(free_text.faults(text))


def marks_a_place(text: str) -> str:
    """The first word of the packaged list that the text holds ("trọng điểm", "giáo dân"); "" if none."""
    typed = _spaced(nfc(text).casefold())
    folded = f" {key(text)} " if nfc(text).isascii() else ""
    return next((w for w in _forbidden() if f" {w} " in typed or f" {key(w)} " in folded), "")


def _spaced(text: str) -> str:
    return " " + " ".join(re.sub(r"[^\w]+", " ", text).split()) + " "


@cache
def _forbidden() -> tuple[str, ...]:
    text = files("tuquan.units.places").joinpath("forbidden_words.toml").read_text("utf-8")
    return tuple(nfc(word) for word in loads(text)["words"])
