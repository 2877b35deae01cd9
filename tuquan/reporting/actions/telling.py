"""Who hears of a move: always the other side, never the person who made it."""

from collections.abc import Sequence

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock, notices
from tuquan.reporting import sentences
from tuquan.reporting.actions.reasons import Because, said
from tuquan.reporting.models import State, Submission
from tuquan.reporting.queries.keeping import approver, keeper
from tuquan.reporting.transitions import Transition

# State reached → whose posts hear of it: (permission, at the sender's own organ or at the one above).
_HEARS: dict[State, tuple[Permission, str]] = {
    State.PRESENTED: (Permission.SUBMIT, "own"),
    State.DRAFT: (Permission.PRESENT, "own"),
    State.SUBMITTED: (Permission.APPROVE, "superior"),
    State.APPROVED: (Permission.PRESENT, "own"),
    State.SENT_BACK: (Permission.PRESENT, "own"),
}


def recipient(submission: Submission) -> int | None:
    """The organ that takes the submission today: above who works on it, else above its own organ in the round."""
    return approver(submission, clock.today())


def moved(
    step: Transition, by: User | None, submission: Submission, reason: str, because: Sequence[Because] = ()
) -> None:
    """Tell the people who have the next step, with the figures that were sent back."""
    permission, where = _HEARS[step.target]
    organ = keeper(submission, clock.today()) if where == "own" else recipient(submission)
    if organ is None:
        return
    hear = [*accounts.users_with(permission, organ_id=organ, on=clock.today())]
    if step.name == "submit_for":  # done in its name: the unit's own office hears of it too
        at_work = keeper(submission, clock.today())
        hear += accounts.users_with(Permission.PRESENT, organ_id=at_work, on=clock.today())
    keys = list(dict.fromkeys(user.pk for user in hear if by is None or user.pk != by.pk))
    listed = said(because)
    text = sentences.moved(submission, step, reason if listed in reason else f"{reason} {listed}")
    # A reference, not an address: faces know where a submission is shown.
    notices.tell(
        user_keys=keys, text=text, url=f"submission:{submission.pk}", mail=sentences.moved(submission, step, "")
    )
