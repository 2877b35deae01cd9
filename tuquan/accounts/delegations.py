"""Who signs in another's place on a day: the delegations that hold, and what they let a post do."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q, QuerySet

from tuquan.accounts.models import Delegated, Delegation, Post, User
from tuquan.accounts.permissions import Permission
from tuquan.accounts.roles import roles_with

DELEGABLE = frozenset(Permission(value) for value in Delegated.values)


def holding(permission: Permission, day: date) -> QuerySet[Delegation]:
    """Delegations of a permission that hold on a day.

    The giver's own post has to stand and to carry the permission by its role: what was received is not passed on.
    """
    rows = Delegation.objects.on(day).filter(
        permission=permission,
        withdrawn=False,
        giver__role__in=roles_with(permission),
        giver__user__is_active=True,
        giver__organ=F("receiver__organ"),
    )
    for side in ("giver", "receiver"):
        rows = rows.filter(Q(**{f"{side}__begins_on__lte": day}), _not_over(side, day))
    found: QuerySet[Delegation] = rows
    return found


def _not_over(side: str, day: date) -> Q:
    return Q(**{f"{side}__ends_on__isnull": True}) | Q(**{f"{side}__ends_on__gt": day})


def received(posts: Iterable[Post], permission: Permission, day: date) -> list[Post]:
    """Those of the posts that hold a permission by delegation; no query where it cannot be delegated."""
    rows = list(posts)
    if not rows or permission not in DELEGABLE:
        return []
    keys = set(holding(permission, day).filter(receiver__in=rows).values_list("receiver", flat=True))
    return [post for post in rows if post.pk in keys]


def used(user: User, permission: Permission, *, organ_id: int, on: date) -> Delegation | None:
    """The delegation by which a person acts at an organ; None where a role of their own there lets them."""
    if permission not in DELEGABLE:
        return None
    own = Post.objects.on(on).filter(user=user, organ=organ_id, role__in=roles_with(permission))
    if own.exists():
        return None
    rows = holding(permission, on).filter(receiver__user=user, receiver__organ=organ_id)
    return rows.select_related("giver__user", "receiver__user").first()


def said(delegation: Delegation) -> str:
    """For an audit and a trail: "thừa ủy quyền của Nguyễn Văn A theo 12/QĐ-CAX ngày 01/12/2021"."""
    day = f"{delegation.decision_on:%d/%m/%Y}"
    return f"thừa ủy quyền của {delegation.giver.user.full_name} theo {delegation.decision_number} ngày {day}"
