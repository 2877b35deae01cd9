"""Under which post a person acts, at which organ and unit, on which day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tuquan.accounts import queries as accounts
from tuquan.accounts.errors import OrganUnknown
from tuquan.accounts.models import OrganVersion, Post, Role, User
from tuquan.accounts.permissions import Permission
from tuquan.accounts.roles import PERMISSIONS
from tuquan.ground import clock
from tuquan.ground.models import FixedDay
from tuquan.units import queries as units


@dataclass(frozen=True)
class Acting:
    """`day` is None where no demonstration fixes it: then it is today. Empty for who is not signed in."""

    user: User | None = None
    post: Post | None = None
    posts: tuple[Post, ...] = ()
    organ: OrganVersion | None = None
    unit_id: int | None = None
    day: date | None = None

    @property
    def today(self) -> date:
        return self.day or clock.today()


def acting_for(user: Any, wanted: int | None) -> Acting:
    """The post `wanted` if it is the person's and alive, else the oldest; each post is asked on its own day."""
    alive = []
    for post in Post.objects.filter(user_id=user.pk).select_related("organ").order_by("begins_on", "pk"):
        day = day_of(post)
        if post.alive_on(day or clock.today()):
            alive.append((post, day))
    if not alive:
        return Acting(user=user)
    post, day = next((pair for pair in alive if pair[0].pk == wanted), alive[0])
    on = day or clock.today()
    try:
        organ, unit_id = accounts.organ_name(post.organ_id, on), accounts.unit_of(post.organ_id, on)
    except OrganUnknown:
        organ, unit_id = None, None
    if Permission.VIEW_AREA not in PERMISSIONS[Role(post.role)]:
        unit_id = None  # an administrator's post stands at an organ, but sees nothing of its unit
    return Acting(user, post, tuple(pair[0] for pair in alive), organ, unit_id, day)


def day_of(post: Post) -> date | None:
    """The fixed day of the part of the tree where the post's organ works, if a demonstration fixed one."""
    for fixed in FixedDay.objects.order_by("day"):
        try:
            unit_id = accounts.unit_of(post.organ_id, fixed.day)
        except OrganUnknown:
            continue
        if units.is_within(unit_id, fixed.scope_key, fixed.day):
            return fixed.day
    return None
