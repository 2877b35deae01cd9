"""A submission that the organ above sent for its unit, from the unit's own report: two persons stand behind it."""

from collections.abc import Iterable

from django.db.models import QuerySet

from tuquan.accounts.models import User
from tuquan.reporting.errors import AloneOnBehalf
from tuquan.reporting.models import Figure, Move, SourceKind, State, Submission
from tuquan.reporting.transitions import EDITABLE

# What the organ above may take from the unit's own paper: read of it, or typed off it into a file.
_TAKEN = (SourceKind.READ, SourceKind.IMPORTED)


def read_figures(submission: Submission) -> QuerySet[Figure]:
    """Figures whose answer was read of a report, or came in a file of values."""
    return submission.figures.filter(chosen__source_kind__in=_TAKEN)


def with_read_figures(submissions: Iterable[Submission]) -> set[int]:
    """Keys of those that have such a figure, from one query."""
    keys = {submission.pk for submission in submissions}
    read = Figure.objects.filter(submission__in=keys, chosen__source_kind__in=_TAKEN)
    return set(read.values_list("submission", flat=True))


def sent_for(submission: Submission) -> Move | None:
    """The move by which the organ above sent the figures as they now stand for the unit; None where it sent them."""
    last = Move.objects.filter(submission=submission, to_state=State.SUBMITTED).select_related("by").last()
    return last if last and last.from_state in EDITABLE else None


def acted_alone(by: User | None, submission: Submission) -> bool:
    """Whether `by` sent the figures for the unit, or stated one of them: somebody else has to approve."""
    sent = sent_for(submission)
    if by is None or sent is None:
        return False
    return sent.by_id == by.pk or submission.figures.filter(chosen__by=by).exists()


def refuse_alone(by: User | None, submission: Submission) -> None:
    """Raise AloneOnBehalf where the approval would be the work of one person from end to end."""
    if acted_alone(by, submission):
        raise AloneOnBehalf(
            "Đồng chí đã đọc thay hoặc nhận thay biểu này nên không tự duyệt. "
            "Đề nghị người khác có quyền duyệt của cơ quan xem và duyệt."
        )
