"""Who may make a move now: at which organ, by whose right, and never alone from end to end."""

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import Delegation, User
from tuquan.ground import clock
from tuquan.reporting import sentences
from tuquan.reporting.actions import telling
from tuquan.reporting.errors import AloneUnderDelegation, MoveRefused
from tuquan.reporting.models import Move, State, Submission
from tuquan.reporting.queries.keeping import keeping
from tuquan.reporting.transitions import Transition

# Those who moved a submission into these states stand behind it already.
_STOOD_BEHIND = (State.PRESENTED, State.SUBMITTED)


def allow(step: Transition, by: User | None, held: Submission) -> Delegation | None:
    """Raise PermissionRefused or MoveRefused; the delegation under which `by` acts, None where it is their own right.

    Raises AloneUnderDelegation where a delegation would let one person check their own work.
    """
    if by is None:
        return None
    day, kept = clock.today(), keeping(held, clock.today())
    if step.whose == "own":
        organ, unit_id = kept.organ_id, None
    else:
        organ, unit_id = superior_or_refuse(step.verb, held), kept.unit_id
    accounts.require(by, step.permission, organ_id=organ, unit_id=unit_id, on=day)
    under = accounts.delegation_used(by, step.permission, organ_id=organ, on=day)
    if under is not None:
        _refuse_alone(by, held)
    return under


def superior_or_refuse(verb: str, held: Submission) -> int:
    """The organ above. Raises MoveRefused where there is none with this installation."""
    superior = telling.recipient(held)
    if superior is None:
        raise MoveRefused(
            f"{sentences.organ(held)} không có cơ quan cấp trên trong phần mềm nên biểu này không cần "
            f"{verb}: số liệu được tính ngay khi gửi."
        )
    return superior


def _refuse_alone(by: User, held: Submission) -> None:
    """A delegation replaces the head; it does not make one person of the two who look at the figures."""
    since = Move.objects.filter(submission=held, to_state=State.SENT_BACK).order_by("-id").first()
    mine = Move.objects.filter(submission=held, to_state__in=_STOOD_BEHIND, by=by)
    if since is not None:
        mine = mine.filter(pk__gt=since.pk)
    if mine.exists():
        raise AloneUnderDelegation(
            "Đồng chí đã trình hoặc gửi biểu này nên không ký thay ở bước sau. "
            "Đề nghị người ủy quyền hoặc đồng chí khác có quyền làm bước này."
        )
