"""Who may do what, where, on a day; organs and the areas of posts."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from tuquan.accounts.delegations import holding, received
from tuquan.accounts.delegations import said as delegation_said
from tuquan.accounts.delegations import used as delegation_used
from tuquan.accounts.errors import OrganUnknown
from tuquan.accounts.models import Organ, OrganKind, OrganPlacement, OrganVersion, Post, Role, User
from tuquan.accounts.permissions import READING, Permission
from tuquan.accounts.roles import PERMISSIONS, roles_with
from tuquan.accounts.succession import heir_organ, heir_organ_at, heir_organs, heirs_and_self, organs_taken_over
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused
from tuquan.units import queries as units
from tuquan.units.errors import UnitUnknown

__all__ = [
    "area_of",
    "delegation_said",
    "delegation_used",
    "heir_organ",
    "heir_organ_at",
    "heir_organs",
    "may",
    "organ_name",
    "organs_at",
    "organs_taken_over",
    "posts_of",
    "require",
    "superior_of",
    "unit_of",
    "users_with",
]


def may(
    user: User | None,
    permission: Permission,
    *,
    unit_id: int | None = None,
    organ_id: int | None = None,
    on: date | None = None,
) -> bool:
    """Whether a person holds a permission on a day (today when `on` is None); the program (None) always may.

    `unit_id`: the unit lies in the area of an organ where the person holds such a post. Reading also reaches
    ended units, as of their last day and through their heirs; changing needs a unit alive on the day.
    `organ_id`: the post is at exactly that organ; for reading, at one that took over from it too. Neither:
    anywhere. Both: one post that answers both. A delegation that holds on the day counts as the receiver's post.
    """
    if user is None:
        return True
    if not user.is_active:
        return False
    day = on or clock.today()
    held = posts_of(user, day)
    own = [post for post in held if permission in PERMISSIONS[Role(post.role)]]
    if _answers(own, permission, unit_id, organ_id, day):
        return True
    # In another's place only at the office that is asked: nothing else is looked up.
    others = [post for post in held if post not in own and organ_id in (None, post.organ_id)]
    return _answers(received(others, permission, day), permission, unit_id, organ_id, day)


def _answers(posts: list[Post], permission: Permission, unit_id: int | None, organ_id: int | None, day: date) -> bool:
    """Whether one of the posts, which carry the permission, is at that organ and reaches that unit."""
    if organ_id is not None:
        posts = _posts_at(posts, organ_id, permission, day)
    if unit_id is None or not posts:
        return bool(posts)
    reach = units.is_within if permission in READING else units.lies_under
    return any(reach(unit_id, top, day) for top in _tops(posts, day))


def _posts_at(posts: list[Post], organ_id: int, permission: Permission, day: date) -> list[Post]:
    """Posts at an organ; reading what an ended organ did belongs to the posts of its heirs too."""
    exactly = [post for post in posts if post.organ_id == organ_id]
    if exactly or not posts or permission not in READING:
        return exactly
    heirs = heirs_and_self(organ_id, day)
    return [post for post in posts if post.organ_id in heirs]


def require(
    user: User | None,
    permission: Permission,
    *,
    unit_id: int | None = None,
    organ_id: int | None = None,
    on: date | None = None,
) -> None:
    """As `may`, but raises PermissionRefused, which says whose posts allow it."""
    if may(user, permission, unit_id=unit_id, organ_id=organ_id, on=on):
        return
    who = ", ".join(role.label for role in roles_with(permission))
    raise PermissionRefused(
        f"Bạn không được {permission.label}{_where(unit_id, organ_id, on or clock.today())}. "
        f"Việc này dành cho: {who} của địa bàn hoặc cơ quan đó."
    )


def _where(unit_id: int | None, organ_id: int | None, day: date) -> str:
    try:
        if organ_id is not None:
            return f" tại {organ_name(organ_id, day).name}"
        return "" if unit_id is None else f" ở {units.full_name(unit_id, day)}"
    except (OrganUnknown, UnitUnknown):
        return ""


def posts_of(user: User, on: date) -> list[Post]:
    """A person's posts on a day, the oldest first."""
    return list(Post.objects.on(on).filter(user_id=user.pk).select_related("organ").order_by("begins_on", "id"))


def organ_name(organ_id: int, day: date) -> OrganVersion:
    """Names, superior and letterhead of an organ on a day. Raises OrganUnknown."""
    found: OrganVersion | None = OrganVersion.objects.on(day).filter(organ_id=organ_id).first()
    if found is None:
        raise OrganUnknown(f"Cơ quan số {organ_id} chưa có tên vào ngày {day:%d/%m/%Y}. Chọn ngày hoặc cơ quan khác.")
    return found


def unit_of(organ_id: int, day: date) -> int:
    """The unit at which an organ works on a day. Raises OrganUnknown."""
    place: OrganPlacement | None = OrganPlacement.objects.on(day).filter(organ_id=organ_id).first()
    if place is None:
        raise OrganUnknown(
            f"Cơ quan số {organ_id} không làm việc ở đơn vị nào vào ngày {day:%d/%m/%Y}. Chọn ngày hoặc cơ quan khác."
        )
    return place.unit_id


def area_of(post: Post, day: date, *, ended: bool = False) -> set[int]:
    """Keys of the units in a post's area on a day: its organ's unit and everything under it.

    `ended` adds the forebears of those units: for reading the past, never for changing it.
    Empty when the organ works nowhere on that day.
    """
    tops = _tops([post], day)
    area = tops | {row.unit_id for top in tops for row in units.descendants(top, day)}
    return area | units.ancestry(area) if ended else area


def organs_at(unit_id: int, day: date, kind: OrganKind | None = None) -> list[Organ]:
    """Organs working at exactly this unit on a day, by kind."""
    keys = OrganPlacement.objects.on(day).filter(unit_id=unit_id).values("organ_id")
    organs = Organ.objects.filter(pk__in=keys)
    if kind is not None:
        organs = organs.filter(kind=kind)
    return list(organs.order_by("kind", "id"))


def users_with(permission: Permission, *, organ_id: int, on: date) -> list[User]:
    """Active people whose post at exactly this organ carries a permission on a day, delegates too (for notices)."""
    carries = Q(role__in=roles_with(permission)) | Q(pk__in=holding(permission, on).values("receiver"))
    posts = Post.objects.on(on).filter(carries, organ_id=organ_id, user__is_active=True)
    return list(User.objects.filter(pk__in=posts.values("user_id")).order_by("full_name", "id"))


def superior_of(organ_id: int, day: date) -> int | None:
    """The organ above on a day; None at the top. Raises OrganUnknown."""
    return organ_name(organ_id, day).superior_id


def _tops(posts: Iterable[Post], day: date) -> set[int]:
    organs = [post.organ_id for post in posts]
    return set(OrganPlacement.objects.on(day).filter(organ_id__in=organs).values_list("unit_id", flat=True))
