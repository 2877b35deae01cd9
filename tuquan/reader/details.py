"""The kind or field said of what is counted ("súng tự chế", "khối cơ quan, doanh nghiệp"): it goes to `detail`.

The code says what is counted and what was done with it; a figure with a detail is a part of it. Words stand in
`words/details.toml`. A block or field also holds for all that follows "Khối …:", in its sentence or under its
heading, up to the next heading of the same rank or a higher one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from tuquan.reader.phrases import Phrases, Vocabulary

KEYS = {"name", "said", "for", "block"}
# How far after the counted noun its kind may stand, and what joins one kind to the next.
REACH = 24
JOINED = re.compile(r"\s*(?:,|và|hoặc)\s*")
NOT_OVER = re.compile(r"[,;.:()\d¦\n]|(?<!\w)(?:như|ví dụ)(?!\w)")
# What opens a block in running text, and what ends it.
OPENS = re.compile(r"(?<!\w)(?:khối|riêng|riêng khối|đối với|đối với khối|tại khối|ở khối|trong khối)\s+(?:các\s+)?$")
WHOLE = re.compile(
    r"(?<!\w)(?:toàn|tổng|chung|cả)\s+(?:tỉnh|huyện|xã|thành phố|phường|thị xã|số|ba khối|các khối)(?!\w)|tổng cộng"
)
# "- Địa bàn dân cư: xây dựng mới 11 mô hình".
LINE_START, LABEL_END = re.compile(r"[\W\d]*(?:[a-zđ][.)]\s*)?"), re.compile(r"\s*:")
HEADING = re.compile(
    r"[ \t]*(?P<sign>[ivx]{1,4}[.)]|phần \w+[.:]?|\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zđ][.)]|[-–+*•])?[ \t]*"
    r"(?P<told>[^\n\d.;:¦]{3,90}?)\s*(?P<colon>:?)\s*"
)
BLOCK_WORDS = re.compile(
    r"(?:(?:đối với|về|kết quả(?: ở| của)?)\s+)?(?:các\s+)?(?P<block>khối\s+|địa bàn\s+)?(?:các\s+)?"
)


@dataclass(frozen=True, eq=False, slots=True)
class Detail:
    """One kind or field: its name, how it is said, the beginnings of the codes it may be said of."""

    name: str
    said: Phrases
    codes: tuple[str, ...]
    block: bool

    def fits(self, code: str) -> bool:
        """Whether it may be said of an indicator."""
        return code.startswith(self.codes)


@dataclass(frozen=True, eq=False)
class Details:
    """All kinds and fields of the words; those of one indicator are picked once."""

    all: tuple[Detail, ...] = ()

    @cached_property
    def _of_code(self) -> dict[str, tuple[list[Detail], list[Detail]]]:
        return {}

    def of(self, code: str) -> tuple[list[Detail], list[Detail]]:
        """Kinds and blocks that may be said of an indicator."""
        if code not in self._of_code:
            fitting = [detail for detail in self.all if detail.fits(code)]
            self._of_code[code] = [d for d in fitting if not d.block], [d for d in fitting if d.block]
        return self._of_code[code]


def load(raw: Iterable[Mapping[str, Any]], vocabulary: Vocabulary) -> Details:
    """Details of a file of words. Raises KeyError or ValueError for one that cannot be used."""
    return Details(tuple(_detail(one, vocabulary) for one in raw))


def _detail(raw: Mapping[str, Any], vocabulary: Vocabulary) -> Detail:
    if unknown := set(raw) - KEYS:
        raise ValueError(f"chi tiết có khóa lạ {sorted(unknown)}")
    said = vocabulary.phrases(raw["said"])
    if said is None:
        raise ValueError(f"chi tiết {raw['name']} không có cụm từ nào")
    said.check()
    return Detail(raw["name"], said, tuple(raw["for"]), raw.get("block", False))


def told(details: Details, code: str, *, low: str, start: int, end: int, noun_end: int) -> str | None:
    """The kind of what is counted, or the block it stands in; None where nothing is said.

    `low` is the prepared text, `start` where the sentence begins, `end` where the number ends, `noun_end` where
    the counted noun does.
    """
    ahead = low[end : noun_end + REACH + REACH]
    kinds, blocks = details.of(code)
    said = list(_kinds(kinds, ahead, noun_end - end))
    if said:
        return ", ".join(dict.fromkeys(said))
    if not blocks:
        return None
    heading = under(headings(details, low), start)
    return _opened(blocks, low[start:end]) or next((d.name for d in blocks if d.name == heading), None)


def _kinds(details: Sequence[Detail], ahead: str, noun_end: int) -> Iterator[str]:
    """Kinds in the counted noun or right after it, and those joined to them by "," or "và"."""
    at = _first(details, ahead, noun_end)
    while at is not None:
        found = _at(details, ahead, at)
        if found is None:
            return
        yield found[0]
        joined = JOINED.match(ahead, found[1])
        at = joined.end() if joined else None


def _first(details: Sequence[Detail], ahead: str, noun_end: int) -> int | None:
    stop = NOT_OVER.search(ahead, noun_end)
    end = min(noun_end + REACH, stop.start() if stop else len(ahead))
    starts = [m.start() for d in details if (m := d.said.search(ahead)) and m.start() < end]
    return min(starts, default=None)


def _at(details: Sequence[Detail], ahead: str, at: int) -> tuple[str, int] | None:
    """The longest kind at a place; words of the counted noun may stand before it ("súng tự chế")."""
    found = [
        (m.end(), d.name) for d in details if (m := d.said.search(ahead[: at + REACH], at)) and _near(ahead, at, m)
    ]
    return (max(found)[1], max(found)[0]) if found else None


def _near(ahead: str, at: int, found: re.Match[str]) -> bool:
    between = ahead[at : found.start()]
    return len(between.split()) <= 2 and not NOT_OVER.search(between)


def _opened(blocks: Sequence[Detail], behind: str) -> str | None:
    """The block that opens the clause: "Riêng khối cơ quan, doanh nghiệp …", "Khối xã: …; nhân rộng …"."""
    found = [(m.start(), m.end(), d.name) for d in blocks for m in d.said.finditer(behind) if _is_opened(behind, m)]
    if not found:
        return None
    start = max(start for start, _, _ in found)
    _, end, name = max(f for f in found if f[0] == start)
    return None if WHOLE.search(behind, end) else name


def _is_opened(behind: str, found: re.Match[str]) -> bool:
    alone = LINE_START.fullmatch(behind, 0, found.start()) and LABEL_END.match(behind, found.end())
    return bool(alone or OPENS.search(behind, 0, found.start()))


@lru_cache(maxsize=2)
def headings(details: Details, low: str) -> list[tuple[int, str]]:
    """Where the block changes that holds for the lines after it: (offset, name), the name empty where none holds."""
    blocks = [d for d in details.all if d.block]
    out: list[tuple[int, str]] = []
    rank, start = 0, 0
    for line in low.split("\n"):
        found = HEADING.fullmatch(line)
        if found and (found["sign"] or found["colon"]):
            here = _rank(found["sign"])
            name = _block(blocks, found["told"])
            if name:
                out.append((start, name))
                rank = here
            elif out and out[-1][1] and here <= rank:
                out.append((start, ""))
        start += len(line) + 1
    return out


def under(changes: Sequence[tuple[int, str]], position: int) -> str:
    """The block that holds at a place."""
    before = bisect_right(changes, position, key=lambda change: change[0])
    return changes[before - 1][1] if before else ""


def _block(blocks: Sequence[Detail], told_there: str) -> str:
    """The block a heading names: it says nothing else."""
    lead = BLOCK_WORDS.match(told_there)
    rest = told_there[lead.end() :].strip() if lead else told_there
    tries = (rest, f"địa bàn {rest}") if lead and lead["block"] else (rest,)
    return next((d.name for d in blocks for said in tries if d.said.fullmatch(said)), "")


def _rank(sign: str | None) -> int:
    """Romans stand above digits, digits above letters, letters above strokes."""
    if not sign:
        return 6
    if re.fullmatch(r"[ivx]{1,4}[.)]|phần.*", sign):
        return 0
    if sign[0].isdigit():
        return 1 + sign.rstrip(".)").count(".")
    return 4 if sign[0].isalpha() else 5
