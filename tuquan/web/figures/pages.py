"""What the page of a submission holds, gathered once."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.intake.models import SourceDocument
from tuquan.intake.queries.standing import may_receive
from tuquan.reporting import sentences
from tuquan.reporting.actions.telling import recipient
from tuquan.reporting.models import Answer, Figure, Move, RoundDue, State, Submission
from tuquan.reporting.queries import (
    Line,
    grid,
    keeper,
    keeping,
    place,
    readiness,
    reasons_of,
    standing_for,
)
from tuquan.reporting.queries.on_behalf import acted_alone, read_figures
from tuquan.reporting.transitions import EDITABLE, NEXT_STEP, TRANSITIONS
from tuquan.vn.dates import show_date
from tuquan.web.acting import Acting


@dataclass(frozen=True)
class MoveButton:
    """A move this person may make now."""

    name: str
    label: str
    primary: bool
    needs_reason: bool
    needs_ready: bool

    @property
    def asks(self) -> str:
        """What the reason is called."""
        return "Theo văn bản nào" if self.name == "submit_for" else "Lý do trả lại"

    @property
    def hint(self) -> str:
        if self.name == "submit_for":
            return (
                "Số, ngày báo cáo có chữ ký của đơn vị. Chỉ tiêu báo cáo không nói đến thì vẫn là chưa báo cáo. "
                "Người khác của cơ quan sẽ duyệt."
            )
        return (
            "Lý do chung. Số nào cần sửa thì đánh dấu ở dòng của nó và ghi vì sao; đã đánh dấu thì ô này để trống được."
        )

    @property
    def look(self) -> str:
        return "secondary" if self.name == "submit_for" else "danger"


def superior_name(submission: Submission, acting: Acting) -> str:
    """The organ to which the submission goes up."""
    above = recipient(submission)
    return sentences.organ_named(above, acting.today) if above else "cấp trên"


def buttons(submission: Submission, acting: Acting) -> list[MoveButton]:
    """The moves open to the acting person, the expected one first."""
    above = superior_name(submission, acting)
    labels = {
        "present": "Trình lãnh đạo duyệt",
        "take_back": "Rút lại để sửa",
        "submit": f"Gửi {above}",
        "submit_for": "Nhận thay đơn vị",
        "approve": "Duyệt số liệu",
        "send_back": "Trả lại để bổ sung",
    }
    found = [
        MoveButton(name, labels[name], name in ("present", "submit", "approve"), step.needs_reason, step.needs_ready)
        for name, step in TRANSITIONS.items()
        if submission.state in step.sources
        and _may(step.permission, step.whose, submission, acting)
        and _in_place(name, submission, acting)
    ]
    return sorted(found, key=lambda button: not button.primary)


def _in_place(name: str, submission: Submission, acting: Acting) -> bool:
    """Taking for the unit needs something read of its report; who did it is not offered to approve it."""
    if name == "submit_for":
        return read_figures(submission).exists()
    return name != "approve" or not acted_alone(acting.user, submission)


def _may(permission: Permission, whose: str, submission: Submission, acting: Acting) -> bool:
    if whose == "own":
        return accounts.may(acting.user, permission, organ_id=keeper(submission, clock.today()))
    above = recipient(submission)  # the same organ that the move itself asks
    if above is None:
        return False
    return accounts.may(acting.user, permission, organ_id=above, unit_id=keeping(submission, clock.today()).unit_id)


def submission_page(submission: Submission, acting: Acting) -> dict[str, Any]:
    """Context of the page "Biểu số liệu" and of its parts."""
    day = submission.round.last_day
    at_work = keeper(submission, clock.today())
    enters = accounts.may(acting.user, Permission.ENTER_FIGURES, organ_id=at_work)
    edits = enters and submission.state in EDITABLE
    due = RoundDue.objects.filter(round=submission.round, level=submission.unit.level).first()
    sent = submission.state in (State.SUBMITTED, State.APPROVED)
    sections, asked = grid(submission), readiness(submission)
    lines = {line.indicator.code: line for section in sections for line in section.lines}
    silent = {q.indicator_code for q in asked.blocking if _unanswered(lines.get(q.indicator_code))}
    return {
        "submission": submission,
        "round": submission.round,
        "organ": sentences.organ_named(submission.organ_id, day),
        "keeper": sentences.organ_named(at_work, clock.today()) if at_work != submission.organ_id else "",
        "place": place(submission.unit_id, day),
        "sections": sections,
        "readiness": asked,
        "unanswered": [(line.indicator.name, code) for code, line in lines.items() if code in silent],
        "blocking": [question for question in asked.blocking if question.indicator_code not in silent],
        "shows_last_year": any(line.last_year and line.last_year != line.last_round for line in lines.values()),
        "enters": enters,
        "offered": sum(1 for line in lines.values() if line.offered is not None),
        "edits": edits,
        "receives": submission.state in EDITABLE and may_receive(acting.user, submission),
        "read_for": not enters and may_receive(acting.user, submission),
        "waits_for_another": submission.state == State.SUBMITTED and acted_alone(acting.user, submission),
        "buttons": (moves := buttons(submission, acting)),
        "reasons": reasons_of(submission),
        "returns": any(button.name == "send_back" for button in moves),
        "standing": standing_for(acting.user, submission),
        "forwarded": [
            (row, sentences.organ_named(row.to_organ_id, acting.today))
            for row in submission.forwardings.defer("content").order_by("-pk")
        ],
        "next_step": NEXT_STEP[State(submission.state)],
        "documents": _documents(submission),
        "moves": Move.objects.filter(submission=submission).select_related("by").order_by("-id"),
        "due": "" if sent or due is None else sentences.due(due.due_on, acting.today),
        "due_date": show_date(due.due_on) if due else "",
        "late": bool(due and not sent and due.due_on < acting.today),
        "steps": steps(submission),
        "is_top": submission.unit_id == submission.round.scope_id,
    }


def corrects(figure: Figure, acting: Acting) -> bool:
    """Whether this person may reopen the figure, or approve it again: an approved submission of the level below."""
    approved = figure.submission.state == State.APPROVED
    return approved and _may(Permission.APPROVE, "superior", figure.submission, acting)


def _documents(submission: Submission) -> list[SourceDocument]:
    """Received reports with how far each has been gone through: `answered` of `expected` figures."""
    seen = Q(readings__findings__masked=False)
    return list(
        SourceDocument.objects.filter(submission=submission).annotate(
            expected=Count("readings__findings", filter=seen, distinct=True),
            answered=Count(
                "readings__findings", filter=seen & Q(readings__findings__answers__isnull=False), distinct=True
            ),
        )
    )


def _unanswered(line: Line | None) -> bool:
    return line is not None and line.value.answer == Answer.NOT_REPORTED


def steps(submission: Submission) -> list[dict[str, str]]:
    """The way of a submission through its states, for the line on top of the page."""
    way = [State.DRAFT, State.PRESENTED, State.SUBMITTED, State.APPROVED]
    here = State.DRAFT if submission.state == State.SENT_BACK else State(submission.state)
    at = way.index(here)
    last = {move.to_state: show_date(move.on) for move in Move.objects.filter(submission=submission).order_by("id")}
    words = ["Đang soạn", "Trình lãnh đạo", "Gửi cấp trên", "Được duyệt"]
    made = []
    for number, (state, label) in enumerate(zip(way, words, strict=True)):
        look = "done" if number < at or here == State.APPROVED else "current" if number == at else "todo"
        made.append({"label": label, "note": last.get(state, "") if number <= at else "", "state": look})
    if submission.state == State.SENT_BACK:
        made[0] = {"label": "Bị trả lại", "note": last.get(State.SENT_BACK, ""), "state": "trouble"}
    return made
