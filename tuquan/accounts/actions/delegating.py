"""A head lets another post of the organ sign in their place, for a while, and calls it back."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction

from tuquan.accounts.errors import DelegationRefused
from tuquan.accounts.models import Delegated, Delegation, Post, Role, User
from tuquan.accounts.permissions import Permission
from tuquan.accounts.roles import PERMISSIONS
from tuquan.ground import audit, clock, locks, notices

# Nghị định 30/2020/NĐ-CP, Điều 13 khoản 3: by a paper and for a limited time.
LONGEST = timedelta(days=366)
_NEVER = frozenset({Role.INSPECTOR, Role.ADMINISTRATOR})


@transaction.atomic
def delegate(
    *,
    by: User | None,
    giver: Post,
    receiver: Post,
    permissions: Iterable[Delegated],
    decision_number: str,
    decision_on: date,
    first: date,
    last: date,
) -> list[Delegation]:
    """Let `receiver` do what `giver` may, from `first` to `last`, both inclusive; it ends by itself.

    Raises DelegationRefused: another organ, the same person, a post that does not carry it by its role (so nothing
    received is passed on), somebody else's post, no decision, a span that is over, too long or turned round, or given
    already.
    """
    wanted = sorted({Delegated(value) for value in permissions})
    number = " ".join(decision_number.split())
    _refuse_another(by, giver)
    _refuse(giver, receiver, wanted)
    _refuse_span(number, decision_on, first, last, giver, receiver)
    with locks.one_at_a_time("delegations"):
        _refuse_twice(giver, receiver, wanted, first, last)
        made = [
            Delegation.objects.create(
                giver=giver, receiver=receiver, permission=value, decision_number=number, decision_on=decision_on,
                begins_on=first, ends_on=last + timedelta(days=1), made_by=by,
            )
            for value in wanted
        ]  # fmt: skip
    what = ", ".join(value.label for value in wanted)
    said = (
        f"{giver.user.full_name} ủy quyền cho {receiver.user.full_name}: {what}, "
        f"từ {first:%d/%m/%Y} đến hết {last:%d/%m/%Y}, theo {number} ngày {decision_on:%d/%m/%Y}."
    )
    _record(by, "accounts.delegate", receiver, said, [row.pk for row in made])
    notices.tell(user_keys={giver.user_id, receiver.user_id} - {by.pk if by else None}, text=said)
    return made


@transaction.atomic
def call_back(*, by: User | None, delegation: Delegation) -> Delegation:
    """Thu hồi: from tomorrow on it no longer holds (what was signed today keeps its ground).

    One that has not begun is withdrawn. Raises DelegationRefused when it is over.
    """
    held: Delegation = Delegation.objects.select_for_update(of=("self",)).get(pk=delegation.pk)
    _refuse_another(by, held.giver)
    tomorrow = clock.today() + timedelta(days=1)
    if held.withdrawn or (held.ends_on is not None and held.ends_on <= tomorrow):
        raise DelegationRefused("Ủy quyền này đã hết hoặc đã thu hồi.")
    if held.begins_on > clock.today():
        held.withdrawn = True
    else:
        held.ends_on = tomorrow
    held.save(update_fields=["withdrawn", "ends_on"])
    people = f"{held.giver.user.full_name} cho {held.receiver.user.full_name}"
    said = f"Thu hồi ủy quyền của {people}: {Delegated(held.permission).label}."
    _record(by, "accounts.call_back", held.receiver, said, [held.pk])
    notices.tell(user_keys={held.giver.user_id, held.receiver.user_id} - {by.pk if by else None}, text=said)
    return held


def _refuse_another(by: User | None, *posts: Post) -> None:
    """What is somebody's to give is given, and called back, by nobody else."""
    if by is not None and by.pk not in {post.user_id for post in posts}:
        raise DelegationRefused("Chỉ người ủy quyền tự lập hoặc thu hồi ủy quyền của mình.")


def _refuse(giver: Post, receiver: Post, wanted: list[Delegated]) -> None:
    if not wanted:
        raise DelegationRefused("Chưa chọn việc ủy quyền.")
    if giver.user_id == receiver.user_id:
        raise DelegationRefused("Không ủy quyền cho chính mình được. Chọn đồng chí khác của cơ quan.")
    if giver.organ_id != receiver.organ_id:
        raise DelegationRefused("Chỉ ủy quyền cho người cùng cơ quan. Chọn vị trí khác.")
    if receiver.role in _NEVER or not receiver.user.is_active:
        raise DelegationRefused("Vị trí thanh tra, quản trị hoặc tài khoản đã đóng không nhận ủy quyền được.")
    for value in wanted:
        if Permission(value) not in PERMISSIONS[Role(giver.role)]:
            raise DelegationRefused(
                f"Vị trí « {giver.title} » không có quyền « {value.label} » của chính mình nên không ủy quyền được; "
                "việc nhận ủy quyền thì không ủy quyền tiếp."
            )


def _refuse_span(number: str, decision_on: date, first: date, last: date, giver: Post, receiver: Post) -> None:
    if not number:
        raise DelegationRefused("Chưa có số văn bản ủy quyền.")
    if decision_on > first:
        raise DelegationRefused("Văn bản ủy quyền phải có trước hoặc trong ngày bắt đầu ủy quyền.")
    if last < first or last < clock.today():
        raise DelegationRefused("Thời hạn ủy quyền không đúng: ngày cuối ở trước ngày đầu hoặc đã qua.")
    if last - first > LONGEST:
        raise DelegationRefused("Ủy quyền phải có thời hạn, không quá một năm.")
    for post in (giver, receiver):
        if not post.alive_on(first):
            raise DelegationRefused(f"Ngày {first:%d/%m/%Y} vị trí « {post.title} » chưa có hoặc đã kết thúc.")


def _refuse_twice(giver: Post, receiver: Post, wanted: list[Delegated], first: date, last: date) -> None:
    same = Delegation.objects.during(first, last).filter(giver=giver, receiver=receiver, withdrawn=False)
    if twice := same.filter(permission__in=wanted).first():
        raise DelegationRefused(
            f"Trong thời hạn này đã có ủy quyền « {Delegated(twice.permission).label} » theo {twice.decision_number}."
        )


def _record(by: User | None, action: str, receiver: Post, said: str, keys: list[int]) -> None:
    audit.record(
        by=by, action=action, subject_kind="post", subject_key=receiver.pk, summary=said, detail={"delegations": keys}
    )
