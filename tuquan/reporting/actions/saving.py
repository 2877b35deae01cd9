"""A save that its page sends again after a lost answer is done once."""

from django.db import transaction

from tuquan.accounts.models import User
from tuquan.reporting.models import CellSave, Submission

LONGEST_TOKEN = 40


@transaction.atomic
def first_time(*, by: User | None, submission: Submission, token: str) -> bool:
    """Whether this save was not taken before; it is from now on. Without a token (or a person) it is always new.

    Call it in the transaction of the save itself: what is refused leaves no trace, and may be sent again.
    """
    if not token or by is None:
        return True
    _, made = CellSave.objects.get_or_create(submission=submission, by=by, token=token[:LONGEST_TOKEN])
    return made
