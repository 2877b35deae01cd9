"""Numbers that a unit's signed report printed: told by the rooms that keep such reports, competing claims here."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from tuquan.reporting.models import Claim, Figure, SourceKind, Submission


class Printed(NamedTuple):
    """One number of a signed report: of which line, where it stands (`key`), and the report by its number and day."""

    code: str
    value: Decimal
    of: Decimal | None
    key: str
    label: str


Teller = Callable[[Submission], list[Printed]]
_TELLERS: dict[str, Teller] = {}


def register(room: str, fn: Teller) -> None:
    """Let `fn(submission)` tell what signed reports of its unit and organ printed in its round."""
    _TELLERS[room] = fn


def printed(submission: Submission) -> dict[str, Printed]:
    """By code, the latest number of a signed report that nobody has stated as a claim yet."""
    return {found.code: found for fn in _TELLERS.values() for found in fn(submission)}


def unstated(figure: Figure, told: dict[str, Printed]) -> Claim | None:
    """An unsaved claim of what a signed report printed for the figure; None where nothing, or where it is stated."""
    found = told.get(figure.indicator.code)
    if found is None or any(claim.source_key == found.key for claim in figure.claims.all()):
        return None
    return Claim(
        figure=figure,
        value=found.value,
        of=found.of,
        source_kind=SourceKind.SIGNED,
        source_key=found.key,
        source_label=found.label,
    )
