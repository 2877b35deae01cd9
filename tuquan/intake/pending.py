"""What the quarantine cleared, as it waits for a person: to JSON and back. Nothing else may wait."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from tuquan.intake.quarantine import Cleared
from tuquan.reader import Finding, Head, Reading

NUMBERS = ("value", "of", "value_max")
DAYS = ("period_start", "period_end", "issued_on")
LISTS = ("reasons", "named")


def packed(cleared: Cleared) -> dict[str, Any]:
    """JSON of what may be kept; numbers as text, so that none is rounded."""
    kept = {field.name: getattr(cleared, field.name) for field in fields(cleared) if field.name != "reading"}
    reading = cleared.reading
    return kept | {
        "reading": {
            "version": reading.version,
            "head": _plain(reading.head),
            "findings": [_plain(finding) for finding in reading.findings],
        }
    }


def unpacked(kept: dict[str, Any]) -> Cleared:
    """What `packed` put away."""
    told = kept["reading"]
    findings = tuple(Finding(**_typed(row)) for row in told["findings"])
    reading = Reading(findings, told["version"], Head(**_typed(told["head"])))
    return Cleared(**{name: value for name, value in kept.items() if name != "reading"}, reading=reading)


def _plain(row: Any) -> dict[str, Any]:
    return {name: _said(getattr(row, name)) for name in row.__dataclass_fields__}


def _said(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _restored(name, value) for name, value in row.items()}


def _restored(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in NUMBERS:
        return Decimal(value)
    if name in DAYS:
        return date.fromisoformat(value)
    return tuple(value) if name in LISTS else value
