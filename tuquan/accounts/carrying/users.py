"""People who would be left without a post: named before it happens, so that somebody finds them a place."""

from collections.abc import Sequence
from datetime import date

from tuquan.accounts.carrying.handover import Handover
from tuquan.accounts.carrying.posts import Held, held_posts
from tuquan.accounts.models import Post, User
from tuquan.units.reforms.carrying import Going, Touched
from tuquan.units.reforms.plan import Plan


class UserCarrier:
    """Accounts are not changed; they only lose their posts."""

    name = "accounts.users"
    words = "người chưa có vị trí mới"
    order = 42

    def touched(self, plan: Plan, day: date) -> Sequence[Touched]:
        """Everybody whose every post ends with its organ."""
        held = held_posts(Handover(plan, day))
        left = _left(held)
        going_on = Post.objects.during(day, date.max).filter(user_id__in=left)
        going_on = going_on.exclude(pk__in=[row.post.pk for row in held])
        placed = set(going_on.values_list("user_id", flat=True))
        return [_touched(user, row) for user, row in sorted(left.items()) if user not in placed]

    def faults(self, plan: Plan, day: date) -> Sequence[str]:
        return ()

    def carry(self, things: Sequence[Touched], going: Going) -> None:
        """Nothing to write."""


def _left(held: Sequence[Held]) -> dict[int, Held]:
    """By user: those of whose posts none goes on or waits for a choice. Closed accounts miss nothing."""
    kept = {row.post.user_id for row in held if not row.ends_only}
    return {row.post.user_id: row for row in held if row.post.user.is_active and row.post.user_id not in kept}


def _touched(user_id: int, row: Held) -> Touched:
    user: User = row.post.user
    return Touched(
        key=f"accounts.user:{user_id}",
        name=f"{user.full_name} ({user.username})",
        unit_id=row.ending.office.unit_id,
        stays=True,
        note=f"chưa có vị trí mới sau {row.ending.office.name}",
    )
