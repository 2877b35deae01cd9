"""Finds what points to a person in a text: numbers of papers, telephones, accounts, and names and homes beside them."""

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, cast

from tuquan.reader.personal_numbers import numbers
from tuquan.reader.surnames import MIDDLE_NAMES, PLACE_WORDS, PLACES, SURNAMES
from tuquan.vn.text import nfc_with_map

PersonalKind = Literal["id_number", "phone", "account", "email", "address", "name", "plate"]

# Python's `re` has no class of capital letters: those of Vietnamese, spelt out.
CAPITAL = "[A-Z" + "".join(c for c in map(chr, (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))) if c.isupper()) + "]"
SYLLABLE = CAPITAL + r"[^\W\d_]*"
WORDS = re.compile(rf"(?<!\w){SYLLABLE}(?:[ \u00a0]{SYLLABLE}){{0,6}}(?:\.(?=[,;) ]|$))?")
ACCUSED = re.compile(
    r"(?<!\w)(?:đối tượng|bị can|bị cáo|nghi can|nghi phạm|can phạm|phạm nhân|bị hại|nạn nhân|kẻ gian|nhân chứng"
    r"|người (?:tố giác|tố cáo|báo tin|cung cấp tin|trình báo|làm chứng|bị hại|nghiện|vi phạm|giao nộp|khiếu nại))"
    r"(?:\s+(?:chính|là|tên|tên là|gồm|có tên|họ tên|cầm đầu))*\s*:?\s*[\"“(]?",
    re.I,
)
ADDRESSED = re.compile(r"(?<!\w)(?:ông|bà|anh|chị|em|cháu|đ/c|đồng chí|họ tên|họ và tên)\s*:?\s*$", re.I)
BORN = re.compile(r"\s*[,(]?\s*(?:sinh (?:năm|ngày)|SN|sinh(?=\s*\d))\b", re.I)
NEXT_NAME = re.compile(rf"\s*(?:\([^)\n]{{0,60}}\)\s*)?(?:,|;|và|cùng)\s*(?={CAPITAL})")
# "trú tại số 12 đường Lê Lợi, phường Đồng Hải": where one person lives.
LIVES = re.compile(
    r"(?<!\w)(?:(?:(?:đăng ký )?(?:hộ khẩu )?thường trú|tạm trú|cư trú|trú quán|trú|ngụ|sinh sống|nhà)(?: ở)? tại|HKTT"
    r"|nơi ở|nơi (?:cư|thường|tạm) trú|chỗ ở(?: hiện nay)?|trú quán|địa chỉ|thường trú|ngụ|trú)\s*:?\s*",
    re.I,
)
PLACE_PART = (
    r"(?:(?:số nhà|số|ngõ|ngách|hẻm|kiệt|thôn|xóm|bản|buôn|ấp|khu phố|khu|khối phố|khối|tổ dân phố|tổ|TDP|đường|phố"
    r"|phường|xã|thị trấn|huyện|quận|thị xã|thành phố|TP\.?|TX\.?|tỉnh)\s+)"
)
PLACE_NAME = rf"(?:\d[\w/.-]*|{SYLLABLE})(?:\s+(?:\d[\w/]*|{SYLLABLE})){{0,4}}"
HOME = re.compile(rf"{PLACE_PART}?{PLACE_NAME}(?:\s*[,–-]?\s+{PLACE_PART}{PLACE_NAME}|\s*[,–-]\s*{PLACE_NAME})*")
# How far from a number a name still belongs to it.
BESIDE = 60
MOST_SYLLABLES = 5


@dataclass(frozen=True)
class PersonalSpan:
    """`text[start:end]` points to a person (code points, end exclusive)."""

    start: int
    end: int
    kind: PersonalKind


def personal_spans(text: str) -> tuple[PersonalSpan, ...]:
    """What points to a person, by position, without overlaps; NFD text is understood as well."""
    composed, where = nfc_with_map(text)
    found = [PersonalSpan(start, end, cast(PersonalKind, kind)) for start, end, kind in numbers(composed)]
    homes = list(_homes(composed))
    found = _apart([*found, *homes, *_names(composed, [*found, *homes])])
    return tuple(PersonalSpan(where[span.start], where[span.end], span.kind) for span in found)


def _apart(spans: list[PersonalSpan]) -> list[PersonalSpan]:
    kept: list[PersonalSpan] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
        elif span.end > kept[-1].end:
            kept[-1] = PersonalSpan(kept[-1].start, span.end, kept[-1].kind)
    return kept


def _homes(text: str) -> Iterator[PersonalSpan]:
    """Homes told of somebody who is named on the same line, not far before."""
    for lives in LIVES.finditer(text):
        home = HOME.match(text, lives.end())
        line = text.rfind("\n", 0, lives.start()) + 1
        first = max(line, lives.start() - BESIDE)
        if home and any(_name(text, row, believed=_addressed(text, row.start())) for row in _rows(text, first, lives)):
            yield PersonalSpan(*home.span(), "address")


def _rows(text: str, first: int, until: re.Match[str]) -> Iterator[re.Match[str]]:
    return WORDS.finditer(text, first, until.start())


def _names(text: str, numbers: list[PersonalSpan]) -> Iterator[PersonalSpan]:
    for keyword in ACCUSED.finditer(text):
        yield from _list_of_names(text, keyword.end(), shouted=keyword[0].isupper())
    near = sorted((number.start, number.end) for number in numbers)
    for found in WORDS.finditer(text):
        name = _name(text, found, believed=_addressed(text, found.start()))
        if name and (BORN.match(text, name.end) or _beside(text, name, near)):
            yield name


def _addressed(text: str, start: int) -> bool:
    return ADDRESSED.search(text, max(0, start - 16), start) is not None


def _list_of_names(text: str, start: int, *, shouted: bool) -> Iterator[PersonalSpan]:
    """The names from here on: the first is believed, the ones after "," or "và" need a family name."""
    believed = not shouted
    while (found := WORDS.match(text, start)) and (name := _name(text, found, believed=believed)):
        yield name
        following = NEXT_NAME.match(text, name.end)
        if not following:
            return
        start, believed = following.end(), False


def _name(text: str, found: re.Match[str], *, believed: bool) -> PersonalSpan | None:
    """The name in a row of capitalised words, from its family name on; a believed one needs no family name."""
    starts = [found.start() + word.start() for word in re.finditer(r"\S+", found[0])]
    words = found[0].split()
    first = 0 if believed else next((at for at, word in enumerate(words) if word.lower() in SURNAMES), None)
    if first is None or len(words) - first < 2:
        return None
    if not believed and _is_place(text, starts[first], words[first:]):
        return None
    last = min(first + MOST_SYLLABLES, len(words)) - 1
    return PersonalSpan(starts[first], starts[last] + len(words[last]), "name")


def _is_place(text: str, start: int, words: list[str]) -> bool:
    spelt = [word.lower() for word in words]
    if len(spelt) > 2 and spelt[1] in MIDDLE_NAMES:
        return False
    before = text[max(0, start - 12) : start].lower().split()
    return " ".join(spelt[:2]) in PLACES or not PLACE_WORDS.isdisjoint(before[-1:])


def _beside(text: str, name: PersonalSpan, numbers: list[tuple[int, int]]) -> bool:
    """Whether the nearest number before or after the name stands on its line, not far away."""
    at = bisect(numbers, (name.start, name.end))
    between = [text[end : name.start] for _, end in numbers[max(0, at - 1) : at]]
    between += [text[name.end : start] for start, _ in numbers[at : at + 1]]
    return any(len(gap) <= BESIDE and "\n" not in gap for gap in between)
