"""Which accounts and which audit events a person may see."""

from datetime import date

from django.db.models import Q, QuerySet

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import Organ, OrganPlacement, OrganVersion, Post, Role, User
from tuquan.accounts.permissions import Permission
from tuquan.accounts.roles import PERMISSIONS
from tuquan.ground import clock
from tuquan.ground.models import AuditEvent


def area(user: User | None, permission: Permission, *, ended: bool = False) -> set[int]:
    """Keys of the units where the person holds a permission today."""
    if user is None:
        return set()
    day = clock.today()
    found: set[int] = set()
    for post in accounts.posts_of(user, day):
        if permission in PERMISSIONS[Role(post.role)]:
            found |= accounts.area_of(post, day, ended=ended)
    return found


def organs(units: set[int], day: date) -> list[OrganVersion]:
    """The organs that work in these units on a day, by name."""
    keys = OrganPlacement.objects.on(day).filter(unit__in=units).values("organ_id")
    return list(OrganVersion.objects.on(day).filter(organ__in=keys).order_by("name"))


def manageable(user: User | None) -> QuerySet[User]:
    """Accounts whose posts (of today, else of ever) all stand within the administrator's area.

    Those that never had a post are anybody's to fill.
    """
    day = clock.today()
    units = area(user, Permission.MANAGE_ACCOUNTS)
    keys = OrganPlacement.objects.on(day).filter(unit__in=units).values("organ_id")
    held = Post.objects.on(day)
    elsewhere = Q(pk__in=held.exclude(organ__in=keys).values("user_id"))
    left = ~Q(pk__in=held.values("user_id")) & Q(pk__in=Post.objects.exclude(organ__in=keys).values("user_id"))
    return User.objects.exclude(elsewhere | left).order_by("full_name", "pk")


def events(user: User | None) -> QuerySet[AuditEvent]:
    """What happened in the units one inspects; for an administrator, what happened to accounts, posts and organs."""
    seen = Q(pk__in=[])
    inspected = _inspected(user)
    if inspected:
        seen |= Q(unit_key__in=inspected)
    if managed := area(user, Permission.MANAGE_ACCOUNTS):
        seen |= Q(action__startswith="accounts.") & _about_accounts(user, managed)
    return AuditEvent.objects.filter(seen)


def _inspected(user: User | None) -> set[int]:
    """Units whose figures the person may read and whose audit as well: an administrator reads no figures."""
    return area(user, Permission.VIEW_AUDIT, ended=True) & area(user, Permission.VIEW_AREA, ended=True)


def _about_accounts(user: User | None, units: set[int]) -> Q:
    people = [str(key) for key in manageable(user).values_list("pk", flat=True)]
    placed = OrganPlacement.objects.filter(unit__in=units).values_list("organ_id", flat=True)
    bodies = [str(key) for key in Organ.objects.filter(pk__in=placed).values_list("pk", flat=True)]
    posts = [str(key) for key in Post.objects.filter(organ__in=placed).values_list("pk", flat=True)]
    return (
        Q(subject_kind="user", subject_key__in=people)
        | Q(subject_kind="organ", subject_key__in=bodies)
        | Q(subject_kind="post", subject_key__in=posts)
    )
