"""What a contradiction is: a question to the writer with the two places that do not agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

# What the kinds are called on a screen, in the order in which they are asked about one place of the text.
KINDS = {
    "more_than_whole": "Phần lớn hơn tổng",
    "parts": "Các phần không bằng tổng",
    "list_length": "Số tên kể ra khác số đã ghi",
    "percent": "Tỷ lệ không khớp",
    "denominator": "Tổng số đơn vị không thống nhất",
    "members": "Thành viên và tổ chức không khớp",
    "told_twice": "Một chỉ tiêu ghi hai số",
    "text_and_table": "Lời văn khác bảng",
    "balance": "Số hiện có không khớp tăng, giảm",
    "leap": "Tăng, giảm bất thường",
    "last_report": "Khác báo cáo kỳ trước",
    "registry": "Khác sổ đăng ký",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of two statements. Offsets are code points of the text; None for what is known from elsewhere.

    `text[start:end]` is the quote and `text[sentence_start:sentence_end]` the sentence, restricted digits
    blanked; `finding` is the index in `reading.findings`, None for words that are no finding.
    """

    quote: str
    sentence: str
    start: int | None = None
    end: int | None = None
    sentence_start: int | None = None
    sentence_end: int | None = None
    finding: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready mapping."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements that cannot both stand; `kind` is a key of KINDS, `question` one Vietnamese sentence."""

    kind: str
    question: str
    first: Side
    second: Side
    indicators: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The kind in words."""
        return KINDS[self.kind]

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready mapping."""
        return {
            "kind": self.kind,
            "question": self.question,
            "first": self.first.as_dict(),
            "second": self.second.as_dict(),
            "indicators": list(self.indicators),
        }


@dataclass(frozen=True, slots=True)
class Known:
    """What is known from elsewhere of the reporting unit, by indicator code.

    `last_round` and `last_year`: what it reported then; `registry`: what the records give for this round.
    `own`: indices of the findings that speak of this unit and this round; None takes all of the reading's head
    place. `last_round_end`, `last_year_end`: last days of those rounds, to meet what the text says of them.
    `follows`: no day lies between the last round and this one, so that its stock and the flows of now make the
    stock of now.
    """

    last_round: Mapping[str, Decimal] = field(default_factory=dict)
    last_year: Mapping[str, Decimal] = field(default_factory=dict)
    registry: Mapping[str, Decimal] = field(default_factory=dict)
    own: frozenset[int] | None = None
    last_round_end: date | None = None
    last_year_end: date | None = None
    follows: bool = True
