"""On top of the round page: where the round stands, how much is approved, and its first totals; moves with each act."""

from dataclasses import dataclass
from typing import Any

from tuquan.accounts.models import User
from tuquan.reporting.models import Round, State
from tuquan.reporting.queries import Board, Standing, standing_for
from tuquan.web.figures.lines import Line

# So many totals stand on top; all of them in the table below.
SHOWN = 3


@dataclass(frozen=True)
class Step:
    """How many units are at a state."""

    state: str
    label: str
    count: int


@dataclass(frozen=True)
class Strip:
    """`approved` of `expected` units are in the totals."""

    standing: Standing
    steps: list[Step]
    approved: int
    expected: int
    measure: str
    stats: list[Line]

    @property
    def draft_look(self) -> str:
        """Writing the report is the first thing to do only once nothing waits for the viewer."""
        return "secondary" if self.standing.mine else "primary"

    @property
    def approve_look(self) -> str:
        return "primary" if self.standing.mine else "secondary"


_WORDS = (
    (State.DRAFT, "đang làm"),
    (State.PRESENTED, "đã trình"),
    (State.SUBMITTED, "chờ duyệt"),
    (State.SENT_BACK, "trả lại"),
    (State.APPROVED, "đã duyệt"),
)


def strip_of(user: User | None, round_: Round, made: Board, lines: list[Line]) -> Strip:
    """Made again after every approval."""
    counts: dict[Any, int] = {state: 0 for state, _ in _WORDS}
    for row in made.rows:
        counts[row.state] += 1
    steps = [Step(state.value, label, counts[state]) for state, label in _WORDS]
    first = [line for line in lines if line.total.value is not None and line.total.coverage.expected] or lines
    return Strip(
        standing_for(user, round_), steps, made.approved, made.expected, made.measure or "đơn vị", first[:SHOWN]
    )
