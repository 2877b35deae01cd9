"""For whom a person reads a report: their own office, or a unit below in its place (docs/decisions/0013)."""

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.intake.models import SourceDocument
from tuquan.reporting.models import Submission
from tuquan.reporting.queries import approver, keeper


def receives_for(by: User | None, submission: Submission) -> int | None:
    """The organ above in whose name `by` receives a report for the unit; None: the unit's own office does.

    Raises PermissionRefused where the person receives for neither.
    """
    day = clock.today()
    at_work, above = keeper(submission, day), approver(submission, day)
    if not _holds(by, Permission.RECEIVE_REPORT, at_work) and _holds(by, Permission.RECEIVE_REPORT, above):
        return above
    accounts.require(by, Permission.RECEIVE_REPORT, organ_id=at_work)
    return None


def may_receive(by: User | None, submission: Submission) -> bool:
    """Whether `by` receives a report for either; the state of the submission apart."""
    day = clock.today()
    organs = (keeper(submission, day), approver(submission, day))
    return any(_holds(by, Permission.RECEIVE_REPORT, organ) for organ in organs)


def answers_for(by: User | None, document: SourceDocument, submission: Submission) -> int | None:
    """The organ above in whose name `by` answers; None: the office that works on the submission.

    The organ above answers only for what it received itself. Raises PermissionRefused.
    """
    day = clock.today()
    at_work, above = keeper(submission, day), approver(submission, day)
    own = _holds(by, Permission.ENTER_FIGURES, at_work)
    if not own and _received_by(document, above) and _holds(by, Permission.ENTER_FIGURES, above):
        return above
    accounts.require(by, Permission.ENTER_FIGURES, organ_id=at_work)
    return None


def may_answer(by: User | None, document: SourceDocument) -> bool:
    """Whether `by` may answer for either; the state of the submission apart."""
    day = clock.today()
    above = approver(document.submission, day)
    if _holds(by, Permission.ENTER_FIGURES, keeper(document.submission, day)):
        return True
    return _received_by(document, above) and _holds(by, Permission.ENTER_FIGURES, above)


def _received_by(document: SourceDocument, above: int | None) -> bool:
    return above is not None and document.on_behalf_id == above


def _holds(by: User | None, permission: Permission, organ_id: int | None) -> bool:
    return organ_id is not None and accounts.may(by, permission, organ_id=organ_id)
