"""After an approval that changed what was approved before: those above whose totals moved hear of it."""

from collections.abc import Sequence

from tuquan.accounts import queries as accounts
from tuquan.accounts.errors import OrganUnknown
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock, notices
from tuquan.reporting import sentences
from tuquan.reporting.actions.forwarding import tell_of_newer
from tuquan.reporting.models import FigureRevision, Submission
from tuquan.reporting.queries.keeping import approver
from tuquan.reporting.queries.trail import Change, changes_of


def corrected(held: Submission, by: User | None, made: Sequence[FigureRevision]) -> list[Change]:
    """Tell the heads of every organ above, and the second channel, of the figures that are another now."""
    changes = changes_of(made)
    if not changes:
        return []
    hear = {user.pk for organ in organs_above(held) for user in _heads(organ)} - {by.pk if by else None}
    mail = f"{sentences.organ(held)}, {held.round.title}: số liệu đã duyệt có thay đổi."
    notices.tell(user_keys=hear, text=_said(held, changes), url=f"round:{held.round_id}", mail=mail)
    tell_of_newer(held, by)
    return changes


def organs_above(held: Submission) -> list[int]:
    """The organ that approves, the one above it, and so on up."""
    found: list[int] = []
    organ = approver(held, clock.today())
    while organ is not None and organ not in found:
        found.append(organ)
        try:
            organ = accounts.superior_of(organ, clock.today())
        except OrganUnknown:
            break
    return found


def _heads(organ_id: int) -> list[User]:
    return accounts.users_with(Permission.SUBMIT, organ_id=organ_id, on=clock.today())


def _said(held: Submission, changes: Sequence[Change]) -> str:
    if len(changes) == 1:
        return f"Số đã duyệt thay đổi. {changes[0].sentence}"
    names = ", ".join(row.indicator for row in changes[:3])
    more = f" và {len(changes) - 3} số khác" if len(changes) > 3 else ""
    return f"{len(changes)} số đã duyệt thay đổi, {sentences.organ(held)}, {held.round.title}: {names}{more}."
