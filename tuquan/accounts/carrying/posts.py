"""Posts are taken along: at an organ that ends they end, and begin at the organ that takes over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from tuquan.accounts.carrying import naming
from tuquan.accounts.carrying.handover import Ending, Handover, Heir
from tuquan.accounts.carrying.offices import match
from tuquan.accounts.carrying.roles import HEADS, role_at, title_at
from tuquan.accounts.carrying.rows import END, rows
from tuquan.accounts.carrying.shapes import Shape
from tuquan.accounts.models import Organ, OrganKind, OrganPlacement, OrganSuccession, Post, Role
from tuquan.units.placing import close
from tuquan.units.reforms.carrying import Going, Touched
from tuquan.units.reforms.journal import Entry, Journal
from tuquan.units.reforms.plan import Plan, Ref


@dataclass(frozen=True)
class Held:
    """A post at an organ that ends. `heir` None: it is undecided, or ends for good (`ends_only`)."""

    post: Post
    ending: Ending
    heirs: tuple[Ref, ...]
    heir: Heir | None
    role: Role
    title: str

    @property
    def ends_only(self) -> bool:
        return self.ending.ends_only


def post_key(post_id: int) -> str:
    """The key under which a post's heir is chosen."""
    return f"accounts.post:{post_id}"


def held_posts(handover: Handover) -> list[Held]:
    """Every post alive on the day or later at an organ that ends, with where it goes."""
    standing = Post.objects.during(handover.day, date.max).filter(organ_id__in=handover.by_organ)
    posts = standing.select_related("user").order_by("organ_id", "begins_on", "id")
    return [_held(handover, post) for post in posts]


def _held(handover: Handover, post: Post) -> Held:
    ending = handover.by_organ[post.organ_id]
    chosen = handover.plan.choices.get(post_key(post.pk))
    heir = _heir(handover, ending, chosen)
    before = ending.office.place
    after = (handover.after.shape(heir.ref) if heir else None) or before
    role = Role(post.role)
    refs = tuple(dict.fromkeys([*(row.ref for row in ending.heirs), *ending.offered]))
    return Held(post, ending, refs, heir, role_at(role, before, after), title_at(post.title, role, before, after))


def _heir(handover: Handover, ending: Ending, chosen: Ref | None) -> Heir | None:
    """The organ's own heir where there is one; a chosen unit's organ of the same kind; else still to be chosen."""
    if ending.ends_only:
        return None
    if chosen is None and len(ending.heirs) == 1:
        return ending.heirs[0]
    if chosen is None:
        chosen = handover.chosen_for_all(ending.office)
    if chosen is None:
        return None
    own = next((heir for heir in ending.heirs if heir.ref == chosen), None)
    if own is not None:
        return own
    office = ending.office
    standing = handover.standing_at(chosen, office.kind, office.stem)
    if standing is not None:
        return Heir(f"organ:{standing.organ_id}", chosen, office.kind, standing.name, standing.organ_id)
    return handover.founded_at(chosen, office.kind, office.stem)


class PostCarrier:
    """Posts at organs that end."""

    name = "accounts.posts"
    words = "vị trí công tác"
    order = 41

    def touched(self, plan: Plan, day: date) -> Sequence[Touched]:
        """One for each post, with the role and title that it would have."""
        handover = Handover(plan, day)
        held = held_posts(handover)
        heads = _heads(held)
        return [_touched(row, heads) for row in held]

    def faults(self, plan: Plan, day: date) -> Sequence[str]:
        """Posts sent to a unit where no organ of their kind works."""
        handover = Handover(plan, day)
        found = []
        for row in held_posts(handover) if plan.choices else ():
            chosen = plan.choices.get(post_key(row.post.pk))
            if chosen is not None and row.heir is None and not row.ends_only:
                place = handover.after.shape(chosen)
                where = place.full_name if place else "nơi đã chọn"
                kind = row.ending.office.kind.label
                found.append(
                    f"{row.post.user.full_name} được chuyển tới {where}, nhưng ở đó không có cơ quan loại {kind}. "
                    "Chọn nơi khác."
                )
        return found

    def carry(self, things: Sequence[Touched], going: Going) -> None:
        """End each post and begin its follower. The organs stand by now: heirs are read from the database."""
        places = Places(going)
        given = {int(thing.key.rpartition(":")[2]): thing for thing in things}
        posts = Post.objects.filter(pk__in=given).select_related("organ").order_by("organ_id", "begins_on", "id")
        places.know(
            posts,
            {going.unit_of(thing.goes_to) for thing in things if thing.goes_to is not None},
            {thing.unit_id for thing in things},
        )
        followers = [
            places.follower(post, given[post.pk].unit_id, ref)
            for post in posts
            if (ref := given[post.pk].goes_to) is not None
        ]
        close(posts, going)
        close(_for_good(going), going)
        going.journal.create_all(_not_held([row for row in followers if row is not None]))

    def against_undo(self, entries: Sequence[Entry]) -> list[str]:
        """Posts given afterwards at an organ that ends, and continued at the one that takes over (`going_on`)."""
        table = OrganSuccession._meta.label_lower
        links = [entry.after for entry in entries if entry.table == table and entry.after and entry.before is None]
        own = {entry.key for entry in entries if entry.table == Post._meta.label_lower}
        days = {link["on"] for link in links}
        ended = Post.objects.filter(organ_id__in={link["old_id"] for link in links}, ends_on__in=days)
        begun = Post.objects.filter(organ_id__in={link["new_id"] for link in links}, begins_on__in=days)
        people = {row.user_id for row in begun if row.pk not in own}
        found = [row for row in ended.select_related("user") if row.pk not in own and row.user_id in people]
        names = ", ".join(row.user.full_name for row in found[:5])
        return [f"Có {len(found)} vị trí công tác được giao sau đó và đã xếp tiếp ({names})."] if found else []


def going_on(post: Post) -> None:
    """A post given at an organ of which a reform already says when it ends: it goes on at the one that takes over.

    Where several take over, or none, it ends with the organ.
    """
    while True:
        place = OrganPlacement.objects.on(post.begins_on).filter(organ_id=post.organ_id).first()
        if place is None or place.ends_on is None:
            return
        end = place.ends_on
        if OrganPlacement.objects.on(end).filter(organ_id=post.organ_id).exists():
            return
        Post.objects.filter(pk=post.pk).update(ends_on=end)
        heirs = OrganSuccession.objects.filter(old_id=post.organ_id, on=end).values_list("new_id", flat=True)
        units = OrganPlacement.objects.on(end).filter(organ_id__in=heirs).values_list("unit_id", flat=True)
        if len(heirs) != 1 or len(units) != 1:
            return
        places = Places(Going(Plan(), end, Journal(), int))
        places.know([post], set(units), {place.unit_id})
        follower = places.follower(post, place.unit_id, units[0])
        if follower is None or not _not_held([follower]):
            return
        follower.save()
        post.ends_on = end
        post = follower


class Places:
    """Finds the organ at which a post goes on, and what the post becomes there."""

    def __init__(self, going: Going) -> None:
        self._going = going
        self._handover = Handover(Plan(), going.day)
        self._heirs: dict[int, list[int]] = {}

    def know(self, posts: Iterable[Post], units: set[int], from_units: set[int]) -> None:
        """Read who took over from the organs of the posts, and who works at these units, in few queries."""
        olds = {post.organ_id for post in posts}
        links = OrganSuccession.objects.filter(old__in=olds, on=self._going.day).order_by("id")
        for old, new in links.values_list("old_id", "new_id"):
            self._heirs.setdefault(old, []).append(new)
        self._handover.offices.know(units)
        self._handover.after.know([*units, *from_units])

    def follower(self, post: Post, unit_id: int, ref: Ref) -> Post | None:
        """The post's follower, unsaved; None where no organ can take it."""
        there = self._going.unit_of(ref)
        organ = self._organ(post.organ, unit_id, there)
        before, after = self._handover.after.before(unit_id), self._handover.after.before(there)
        if organ is None or before is None or after is None:
            return None
        return _following(post, organ, self._going.day, before, after)

    def _organ(self, old: Organ, unit_id: int, there: int) -> int | None:
        at = {office.organ_id: office for office in self._handover.offices.at(there)}
        own = next((key for key in self._heirs.get(old.pk, ()) if key in at), None)
        if own is not None:
            return own
        like = self._stem(old, unit_id)
        found = match(at.values(), OrganKind(old.kind), like)
        return found.organ_id if found else None

    def _stem(self, old: Organ, unit_id: int) -> str:
        place = self._handover.after.before(unit_id)
        last = old.versions.order_by("-begins_on").first()
        return naming.stem(last.name, place) if last and place else ""


def _for_good(going: Going) -> QuerySet[Post]:
    """Posts at organs that end with nobody to take over."""
    ended = [row.organ for row in rows(going.plan) if row.what == END]
    found: QuerySet[Post] = Post.objects.during(going.day, date.max).filter(organ_id__in=ended)
    return found


def _following(post: Post, organ_id: int, day: date, before: Shape, after: Shape) -> Post:
    role = Role(post.role)
    return Post(
        user_id=post.user_id, organ_id=organ_id, role=role_at(role, before, after),
        title=title_at(post.title, role, before, after), begins_on=max(day, post.begins_on), ends_on=post.ends_on,
    )  # fmt: skip


def _not_held(followers: list[Post]) -> list[Post]:
    """Without those whose person has the same role at the same organ then: two posts of two offices become one."""
    people, organs = {row.user_id for row in followers}, {row.organ_id for row in followers}
    held: dict[tuple[int, int, str], list[Post]] = {}
    for row in Post.objects.filter(user_id__in=people, organ_id__in=organs):
        held.setdefault((row.user_id, row.organ_id, row.role), []).append(row)
    found = []
    for row in followers:
        same = held.setdefault((row.user_id, row.organ_id, row.role), [])
        if not any(_overlap(row, other) for other in same):
            same.append(row)
            found.append(row)
    return found


def _overlap(one: Post, other: Post) -> bool:
    return one.begins_on < (other.ends_on or date.max) and other.begins_on < (one.ends_on or date.max)


def _heads(held: Iterable[Held]) -> dict[str, int]:
    """How many heads each organ that takes over would receive."""
    count: dict[str, int] = {}
    for row in held:
        if row.heir is not None and row.role in HEADS:
            count[row.heir.key] = count.get(row.heir.key, 0) + 1
    return count


def _touched(row: Held, heads: dict[str, int]) -> Touched:
    return Touched(
        key=post_key(row.post.pk),
        name=f"{row.post.user.full_name}, {row.post.title} ({row.ending.office.name})",
        unit_id=row.ending.office.unit_id,
        heirs=row.heirs,
        goes_to=row.heir.ref if row.heir else None,
        stays=row.ends_only,
        note=_note(row, heads),
    )


def _note(row: Held, heads: dict[str, int]) -> str:
    if row.ends_only:
        return "kết thúc cùng cơ quan"
    if row.heir is None:
        return "cần chọn nơi làm việc mới"
    said = f"{row.title}, {row.role.label}, tại {row.heir.name}"
    many = heads.get(row.heir.key, 0)
    if row.role in HEADS and many > 1:
        said += f"; nơi này sẽ có {many} lãnh đạo, giao lại chức vụ sau"
    return said
