"""Finds what points to a person in a text: identity numbers, telephones, plates, and the names beside them."""

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tuquan.reader.surnames import MIDDLE_NAMES, PLACE_WORDS, PLACES, SURNAMES
from tuquan.vn.text import nfc_with_map

PersonalKind = Literal["id_number", "phone", "name", "plate"]

ID_LABEL = r"(?:CCCD|CMND|CMTND|CMT|ĐDCN|căn cước|chứng minh|định danh|hộ chiếu)"
# With its label any 9 or 12 digits; without one only those that cannot be an amount: they begin with 0.
ID_LABELLED = re.compile(
    ID_LABEL + r"[^\d\n]{0,40}?((?<!\d)\d(?:[ .]?\d){8}(?:(?:[ .]?\d){3})?)(?![ .]?\d)(?!\s*(?:đồng|đ|VNĐ)\b)", re.I
)
ID_BARE = re.compile(r"(?<![\d.,])(0\d{8}|0\d{11}|0\d{2}[ .]\d{3}[ .]\d{3}[ .]\d{3})(?![\d])")
# First group of three digits or more: the figures of a table's row must not look like a telephone.
PHONE = re.compile(
    r"(?<![\d.,])(?:(?:\(\+84\)|\+84|0084)[ .-]?\(?0?\)?\d{2,3}|\(0\d{2,3}\)|0\d{2,3})"
    r"(?:\d{6,8}|[ .-]\d{6,8}|[ .-]?\d{3,4}[ .-]\d{3,4}|[ .-]\d{2}[ .-]\d{2}[ .-]\d{2,3})(?!\d)"
)
MOBILE = re.compile(r"0[35789]\d{8}|02\d{9}")
# Four digits that may be a year ("mục 12A-2021") need the word "biển số".
PLATE = re.compile(
    r"(?<![\w/])\d{2}[A-ZĐ][A-Z\d]?(?:\s?[-–]\s?(?:\d{3}\.\d{2}|\d{5}|(?!19|20)\d{4})|\s\d{3}\.\d{2})(?![\w/])"
)
PLATE_LABELLED = re.compile(
    r"(?:biển số|biển kiểm soát|BKS|BS)\W{0,12}(\d{2}\s?[-–]?\s?[A-ZĐ][A-Z\d]?\s?[-–. ]?\s?\d{3}\.?\d{1,2})(?!\w)",
    re.I,
)

# Python's `re` has no class of capital letters: those of Vietnamese, spelt out.
CAPITAL = "[A-Z" + "".join(c for c in map(chr, (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))) if c.isupper()) + "]"
SYLLABLE = CAPITAL + r"[^\W\d_]*"
WORDS = re.compile(rf"(?<!\w){SYLLABLE}(?:[ \u00a0]{SYLLABLE}){{0,6}}(?:\.(?=[,;) ]|$))?")
ACCUSED = re.compile(
    r"(?<!\w)(?:đối tượng|bị can|bị cáo|nghi can|nghi phạm|can phạm|phạm nhân|bị hại|nạn nhân|kẻ gian)"
    r"(?:\s+(?:chính|là|tên|tên là|gồm|có tên|họ tên|cầm đầu))*\s*:?\s*[\"“(]?",
    re.I,
)
ADDRESSED = re.compile(r"(?<!\w)(?:ông|bà|anh|chị|em|cháu|đ/c|đồng chí|họ tên|họ và tên)\s*:?\s*$", re.I)
BORN = re.compile(r"\s*[,(]?\s*(?:sinh (?:năm|ngày)|SN)\b", re.I)
NEXT_NAME = re.compile(rf"\s*(?:\([^)\n]{{0,60}}\)\s*)?(?:,|;|và|cùng)\s*(?={CAPITAL})")
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
    numbers = list(_numbers(composed))
    found = _apart([*numbers, *_names(composed, numbers)])
    return tuple(PersonalSpan(where[span.start], where[span.end], span.kind) for span in found)


def _apart(spans: list[PersonalSpan]) -> list[PersonalSpan]:
    kept: list[PersonalSpan] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
        elif span.end > kept[-1].end:
            kept[-1] = PersonalSpan(kept[-1].start, span.end, kept[-1].kind)
    return kept


def _numbers(text: str) -> Iterator[PersonalSpan]:
    for pattern in (ID_LABELLED, ID_BARE):
        for found in pattern.finditer(text):
            yield PersonalSpan(*found.span(1), "id_number")
    for found in PHONE.finditer(text):
        if MOBILE.fullmatch(_national(found[0])):
            yield PersonalSpan(*found.span(), "phone")
    for found in PLATE.finditer(text):
        yield PersonalSpan(*found.span(), "plate")
    for found in PLATE_LABELLED.finditer(text):
        yield PersonalSpan(*found.span(1), "plate")


def _national(phone: str) -> str:
    digits = re.sub(r"\D", "", phone)
    for abroad in ("0084", "84"):
        if digits.startswith(abroad):
            return "0" + digits.removeprefix(abroad).removeprefix("0")
    return digits


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
