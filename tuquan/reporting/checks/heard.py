"""What the unit's own reports say of its lines, told by the room that received them (it stands above this one)."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from tuquan.reporting.models import Submission


@dataclass(frozen=True)
class Heard:
    """A figure that a report of the unit states for the round, with its sentence.

    `answer`: "none" while nobody answered it, else "confirmed", "corrected" or "rejected". `sure`: how sure the
    reader was: "sure", "likely" or "doubtful". `named`: how many names its sentence lists, where it lists any.
    """

    key: str
    indicator: str
    value: Decimal
    of: Decimal | None
    sentence: str
    report: str
    answer: str
    sure: str
    named: int | None = None


Teller = Callable[[Submission], list[Heard]]
_TELLERS: list[Teller] = []


def register(teller: Teller) -> None:
    """Let `teller(submission)` tell; registering twice tells once."""
    if teller not in _TELLERS:
        _TELLERS.append(teller)


def heard(submission: Submission) -> list[Heard]:
    """Everything the submission's reports say, in the order of the tellers."""
    return [said for teller in _TELLERS for said in teller(submission)]
