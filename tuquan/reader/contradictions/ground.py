"""The text under examination: covered, prepared, with the findings that may be held against each other."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from decimal import Decimal

from tuquan.reader import BUNDLED_WORDS, restricted
from tuquan.reader.contradictions.model import Side
from tuquan.reader.reading import Finding, Reading
from tuquan.reader.sentences import Sentence, split
from tuquan.reader.shadow import CELL, Shadow, shadow
from tuquan.vn.numbers import show

# Words that make a number a part, a share or an example of something else.
PART = re.compile(
    r"(?<!\w)(?:trong đó|riêng|gồm|khối|lĩnh vực|mỗi|từng|bình quân|như|điển hình|còn lại|có thêm|thêm|trung bình"
    r"|đợt [\divx]+|lần [\divx]+|(?:cơ quan|tổ chức|doanh nghiệp|trường học|nhà trường) có)(?!\w)"
)
# A state of before, told in the same text as that of now.
EARLIER = re.compile(r"(?<!\w)(?:đầu (?:năm|kỳ|quý|nhiệm kỳ)|trước đó|trước đây|trước kỳ|ban đầu|từ chỗ)(?!\w)")


@dataclass(frozen=True, slots=True)
class Told:
    """A finding with its place in the prepared text."""

    index: int
    finding: Finding
    start: int
    end: int
    in_row: bool

    @property
    def value(self) -> Decimal:
        """The number; only findings with one are told."""
        return self.finding.value or Decimal(0)

    @property
    def shown(self) -> str:
        """As printed: "46", "11/12"."""
        whole = f"/{show(self.finding.of)}" if self.finding.of is not None else ""
        return f"{show(self.value)}{whole}"


@dataclass(frozen=True, slots=True)
class Ground:
    """`text` as given with restricted numbers blanked; `low` is what patterns match.

    `told`: findings firm enough to be held against others; `codes`: all indicators seen; `unfit`: where the numbers
    of the other findings (plans, rough or doubtful ones) begin.
    """

    text: str
    dark: Shadow
    sentences: list[Sentence]
    told: tuple[Told, ...]
    codes: frozenset[str]
    unfit: frozenset[int]

    @property
    def low(self) -> str:
        """The prepared text."""
        return self.dark.low

    def of(self, *codes: str) -> list[Told]:
        """What is told of these indicators, in the order of the text."""
        return [t for t in self.told if t.finding.indicator in codes]

    def side(self, told: Told) -> Side:
        """The statement of a finding."""
        f = told.finding
        return Side(
            self.text[f.start : f.end],
            self.text[f.sentence_start : f.sentence_end],
            f.start,
            f.end,
            f.sentence_start,
            f.sentence_end,
            told.index,
        )

    def side_at(self, start: int, end: int) -> Side:
        """The statement at a span of the prepared text; the finding there, if one begins inside."""
        s_start, s_end = self.dark.original_span(*self.sentence_at(start, end))
        first, last = self.dark.original_span(start, end)
        index = next((t.index for t in self.told if start <= t.start < end), None)
        return Side(self.text[first:last], self.text[s_start:s_end], first, last, s_start, s_end, index)

    def sentence_at(self, start: int, end: int) -> tuple[int, int]:
        """Span of the sentence around a span; up to the end of the last one where it reaches over several."""
        starts = [s.start for s in self.sentences]
        first = self.sentences[max(bisect_right(starts, start) - 1, 0)]
        last = self.sentences[max(bisect_right(starts, max(end - 1, start)) - 1, 0)]
        return min(first.start, start), max(last.end, end)

    def behind(self, told: Told) -> str:
        """The clause before a finding, prepared."""
        start = self.sentence_at(told.start, told.end)[0]
        return self.low[max(start, self.low.rfind(";", start, told.start) + 1) : told.start]

    def is_part(self, told: Told) -> bool:
        """Whether the clause says that the number is only a part or an example."""
        return not told.in_row and bool(PART.search(self.behind(told)))

    def is_earlier(self, told: Told) -> bool:
        """Whether the clause speaks of the beginning of the period."""
        return not told.in_row and bool(EARLIER.search(self.behind(told)))


def prepare(reading: Reading, text: str) -> Ground:
    """Prepare a text with its reading. The findings' offsets must be those of `text`."""
    shown = list(text)
    for f in reading.findings:
        if f.masked:
            shown[f.start : f.end] = restricted.cover(text[f.start : f.end])
    covered = "".join(shown)
    dark = shadow(covered)
    told = tuple(_told(dark, i, f) for i, f in enumerate(reading.findings) if _usable(f))
    codes = frozenset(f.indicator for f in reading.findings)
    unfit = frozenset(bisect_left(dark.back, f.start) for f in reading.findings if not _usable(f))
    return Ground(covered, dark, split(dark.plain) or [Sentence(0, len(dark.plain), 0, True)], told, codes, unfit)


def _usable(f: Finding) -> bool:
    firm = f.confidence in ("sure", "likely") and f.qualifier == "exact"
    return firm and not (f.masked or f.planned or f.value is None or f.value_max is not None)


def _told(dark: Shadow, index: int, f: Finding) -> Told:
    start, end = bisect_left(dark.back, f.start), bisect_left(dark.back, f.end)
    line = dark.low[dark.low.rfind("\n", 0, start) + 1 : (dark.low.find("\n", start) + 1 or len(dark.low) + 1) - 1]
    return Told(index, f, start, end, CELL in line)


def alike(one: Told, other: Told) -> bool:
    """Same place and the same end of the period, as the text says them."""
    a, b = one.finding, other.finding
    return a.place == b.place and a.period_end == b.period_end


def name(code: str) -> str:
    """What an indicator is called; the code's own letters are never shown."""
    entry = BUNDLED_WORDS.by_code.get(code)
    return entry.name if entry else "chỉ tiêu này"
