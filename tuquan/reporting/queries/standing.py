"""Where a submission stands for the one who looks: whose turn it is, said from their chair."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.reporting import sentences
from tuquan.reporting.models import Claim, Figure, Move, Round, State, Submission
from tuquan.reporting.queries.keeping import approvers, keepers
from tuquan.reporting.transitions import EDITABLE


class Turn(StrEnum):
    """What kind of waiting (or rest) it is; what it is called is `Standing.label`."""

    BELOW = "below"
    YOU = "you"
    COLLEAGUE = "colleague"
    ABOVE = "above"
    HERE = "here"
    DONE_ABOVE = "done_above"
    DONE_BELOW = "done_below"
    AT_REST = "at_rest"
    CLOSED = "closed"


LABELS = {
    Turn.BELOW: "chờ cấp dưới",
    Turn.YOU: "chờ đồng chí",
    Turn.COLLEAGUE: "chờ trong cơ quan",
    Turn.ABOVE: "chờ cấp trên",
    Turn.HERE: "đã duyệt ở đây",
    Turn.DONE_ABOVE: "cấp trên đã duyệt",
    Turn.DONE_BELOW: "cấp dưới đã duyệt",
    Turn.AT_REST: "đã gửi",
    Turn.CLOSED: "đã chốt",
}


@dataclass(frozen=True)
class Standing:
    """`label` in the viewer's words; `waits_for`: who has the next step, "" where nobody has."""

    turn: Turn
    waits_for: str = ""
    count: int = 0

    @property
    def label(self) -> str:
        return LABELS[self.turn]

    @property
    def mine(self) -> bool:
        """Whether the viewer has the next step."""
        return self.turn == Turn.YOU

    @property
    def text(self) -> str:
        """The label with who it is, "chờ cấp dưới: Công an xã Châu Hóa"."""
        return f"{self.label}: {self.waits_for}" if self.waits_for else self.label


def standing_for(user: User | None, subject: Submission | Round) -> Standing:
    """Where a submission, or a whole round, stands for `user` today."""
    if isinstance(subject, Round):
        return _round_standing(user, subject)
    return standings(user, [subject])[subject.pk]


def standings(user: User | None, submissions: Iterable[Submission]) -> dict[int, Standing]:
    """The same for many (with their rounds), by key: organs are asked once each, however many submissions."""
    rows = list(submissions)
    chair = _Chair(user, clock.today(), rows)
    return {row.pk: chair.stands(row) for row in rows}


class _Chair:
    """What the viewer may do, asked once an organ."""

    def __init__(self, user: User | None, day: date, rows: list[Submission]) -> None:
        self._user, self._day = user, day
        self._at_work = keepers(rows, day)
        self._above = approvers(rows, day, self._at_work)
        self._rights: dict[tuple[int, Permission], bool] = {}
        self._names: dict[int, str] = {}
        self._organs = {post.organ_id for post in accounts.posts_of(user, day)} if user else set()
        self._alone = _acted_alone(user, [row for row in rows if row.state == State.SUBMITTED])
        self._sent_up = _approved_own({row.round_id for row in rows if row.state == State.APPROVED})

    def stands(self, row: Submission) -> Standing:
        if row.round.closed_on is not None:
            return Standing(Turn.CLOSED)
        keeper = self._at_work[row.pk]
        if keeper in self._organs:
            return self._own(row, keeper)
        return self._others(row, keeper, self._above[row.pk])

    def _own(self, row: Submission, keeper: int) -> Standing:
        if row.state == State.APPROVED:
            return Standing(Turn.DONE_ABOVE)
        if row.state == State.SUBMITTED:
            above = self._above[row.pk]
            return Standing(Turn.ABOVE, self._name(above)) if above else Standing(Turn.AT_REST)
        asked = Permission.SUBMIT if row.state == State.PRESENTED else Permission.ENTER_FIGURES
        if self._may(keeper, asked):
            return Standing(Turn.YOU)
        return Standing(Turn.COLLEAGUE, "lãnh đạo" if row.state == State.PRESENTED else "cán bộ nhập số liệu")

    def _others(self, row: Submission, keeper: int, taker: int | None) -> Standing:
        if row.state in EDITABLE or row.state == State.PRESENTED:
            return Standing(Turn.BELOW, self._name(keeper))
        here = taker in self._organs
        if row.state == State.APPROVED:
            if not here:
                return Standing(Turn.DONE_BELOW)
            return Standing(Turn.DONE_ABOVE if row.round_id in self._sent_up else Turn.HERE)
        if taker is None:
            return Standing(Turn.AT_REST)
        if not here:
            return Standing(Turn.BELOW, self._name(taker))
        if self._may(taker, Permission.APPROVE) and row.pk not in self._alone:
            return Standing(Turn.YOU)
        return Standing(Turn.COLLEAGUE, "người khác có quyền duyệt")

    def _may(self, organ: int, permission: Permission) -> bool:
        key = (organ, permission)
        if key not in self._rights:
            self._rights[key] = accounts.may(self._user, permission, organ_id=organ, on=self._day)
        return self._rights[key]

    def _name(self, organ: int | None) -> str:
        if organ is None:
            return ""
        if organ not in self._names:
            self._names[organ] = sentences.organ_named(organ, self._day)
        return self._names[organ]


def _acted_alone(user: User | None, rows: list[Submission]) -> set[int]:
    """Those sent for their units of which `user` sent or stated something (as on_behalf.acted_alone, for many)."""
    if user is None or not rows:
        return set()
    last: dict[int, Move] = {}
    for move in Move.objects.filter(submission__in=rows, to_state=State.SUBMITTED).order_by("id"):
        last[move.submission_id] = move
    sent_for = {key: move for key, move in last.items() if move.from_state in EDITABLE}
    stated = Claim.objects.filter(by=user).values("pk")
    chosen = Figure.objects.filter(submission__in=sent_for, chosen__in=stated).values_list("submission", flat=True)
    return {key for key, move in sent_for.items() if move.by_id == user.pk} | set(chosen)


def _approved_own(rounds: set[int]) -> set[int]:
    """Rounds whose own level's submission was approved by the level above it."""
    rows = Submission.objects.filter(round__in=rounds, state=State.APPROVED).select_related("round")
    return {row.round_id for row in rows if row.unit_id == row.round.scope_id}


def _round_standing(user: User | None, round_: Round) -> Standing:
    """The most pressing of its submissions: what waits for the viewer first, then for whom it waits."""
    if round_.closed_on is not None:
        return Standing(Turn.CLOSED)
    rows = list(round_.submissions.select_related("round"))
    found = standings(user, rows)
    order = (Turn.YOU, Turn.COLLEAGUE, Turn.BELOW, Turn.ABOVE, Turn.HERE, Turn.DONE_BELOW, Turn.DONE_ABOVE)
    for turn in order:
        same = [row for row in rows if found[row.pk].turn == turn]
        if same:
            said = found[same[0].pk].waits_for if len(same) == 1 else f"{len(same)} biểu"
            return Standing(turn, said if turn not in (Turn.HERE, Turn.DONE_ABOVE) else "", len(same))
    return Standing(Turn.AT_REST)
