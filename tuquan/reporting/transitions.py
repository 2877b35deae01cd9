"""The one table of states: which move leads where, and who may make it."""

from dataclasses import dataclass
from typing import Literal

from tuquan.accounts.permissions import Permission
from tuquan.reporting.models import State

Whose = Literal["own", "superior"]


@dataclass(frozen=True)
class Transition:
    """A move. `whose`: the organ at which the permission must be held: the sender's own, or the one it reports to."""

    name: str
    sources: frozenset[State]
    target: State
    permission: Permission
    whose: Whose
    verb: str
    needs_ready: bool = False
    needs_reason: bool = False


TRANSITIONS: dict[str, Transition] = {
    move.name: move
    for move in (
        Transition(
            "present",
            frozenset({State.DRAFT, State.SENT_BACK}),
            State.PRESENTED,
            Permission.PRESENT,
            "own",
            "trình lãnh đạo",
            needs_ready=True,
        ),
        # Inside the office: the head or the officer takes the draft back to mend it before it goes up.
        Transition("take_back", frozenset({State.PRESENTED}), State.DRAFT, Permission.PRESENT, "own", "rút lại để sửa"),
        Transition(
            "submit",
            frozenset({State.PRESENTED}),
            State.SUBMITTED,
            Permission.SUBMIT,
            "own",
            "gửi cấp trên",
            needs_ready=True,
        ),
        # The organ above takes what it read of the unit's signed report (docs/decisions/0013); another person approves.
        Transition(
            "submit_for",
            frozenset({State.DRAFT, State.SENT_BACK}),
            State.SUBMITTED,
            Permission.APPROVE,
            "superior",
            "nhận thay đơn vị",
            needs_reason=True,
        ),
        Transition("approve", frozenset({State.SUBMITTED}), State.APPROVED, Permission.APPROVE, "superior", "duyệt"),
        Transition(
            "send_back",
            frozenset({State.SUBMITTED, State.APPROVED}),
            State.SENT_BACK,
            Permission.APPROVE,
            "superior",
            "trả lại",
            needs_reason=True,
        ),
    )
}

# What to do next, said when a move does not fit the state.
NEXT_STEP: dict[State, str] = {
    State.DRAFT: "Biểu đang làm: trình lãnh đạo trước, rồi lãnh đạo gửi cấp trên.",
    State.PRESENTED: "Biểu đã trình lãnh đạo: lãnh đạo gửi cấp trên, hoặc rút lại để sửa.",
    State.SUBMITTED: "Biểu đã gửi: cấp trên duyệt hoặc trả lại.",
    State.APPROVED: "Biểu đã duyệt: cần sửa thì đề nghị cấp trên trả lại hoặc mở lại từng số.",
    State.SENT_BACK: "Biểu bị trả lại: sửa theo lý do rồi trình lãnh đạo lại.",
}

EDITABLE = frozenset({State.DRAFT, State.SENT_BACK})
