"""What a reading is: findings tied to characters of the text, and the document's own head."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """One figure seen by a rule.

    `start`, `end`, `sentence_start`, `sentence_end` are code points of the text as it was given.
    `value` is None when the indicator is restricted (`masked`). Money is in đồng, a fall is negative.
    """

    indicator: str
    value: Decimal | None
    of: Decimal | None
    value_max: Decimal | None
    start: int
    end: int
    quote: str
    sentence: str
    sentence_start: int
    sentence_end: int
    place: str | None
    period_start: date | None
    period_end: date | None
    qualifier: str
    planned: bool
    confidence: str
    reasons: tuple[str, ...]
    rule: str
    rule_version: str
    measure: str | None
    detail: str | None
    named: tuple[str, ...]
    masked: bool

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready mapping; dates as ISO strings, numbers as int or float."""
        names = self.__dataclass_fields__
        return {name: _plain(getattr(self, name)) for name in names}


@dataclass(frozen=True, slots=True)
class Head:
    """What the document says of itself: None where it says nothing."""

    place: str | None = None
    issued_on: date | None = None
    number: str | None = None
    issuer: str | None = None
    period_start: date | None = None
    period_end: date | None = None

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready mapping."""
        return {name: _plain(getattr(self, name)) for name in self.__dataclass_fields__}


@dataclass(frozen=True, slots=True)
class Reading:
    """All findings of one text, in the order of the text, and the version of the rules that saw them."""

    findings: tuple[Finding, ...]
    version: str
    head: Head

    def as_dict(self) -> dict[str, Any]:
        """`{"version": …, "head": {…}, "findings": [{…}]}`, as the scorer and the pages take it."""
        return {
            "version": self.version,
            "head": self.head.as_dict(),
            "findings": [finding.as_dict() for finding in self.findings],
        }


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
