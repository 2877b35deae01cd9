"""The office whose work is handed over: as it is today, or as it was on its last day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import BigIntegerField
from django.http import Http404

from tuquan.accounts import queries as accounts
from tuquan.accounts.errors import OrganUnknown
from tuquan.accounts.models import Organ, OrganPlacement, OrganSuccession, OrganVersion, Post, Role, User
from tuquan.accounts.permissions import Permission
from tuquan.accounts.roles import PERMISSIONS
from tuquan.accounts.succession import heirs_and_self
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused
from tuquan.units import queries as units
from tuquan.units.errors import UnitUnknown
from tuquan.vn.dates import show_date
from tuquan.vn.text import collation_key

# Above so many a list helps nobody: an organ is then opened from its unit.
LISTED = 300
# Who leads, keeps the accounts or reads the audit may look at the handover of other organs of the area.
LEADING = frozenset({Permission.SUBMIT, Permission.MANAGE_ACCOUNTS, Permission.VIEW_AUDIT})


@dataclass(frozen=True)
class Heir:
    """An organ that took over, since when and on what ground."""

    organ_id: int
    name: str
    on: date
    basis: str


@dataclass(frozen=True)
class Office:
    """`day`: the day its name and place are said of: today, or its last; `ended_on`: since when it is no more."""

    organ: Organ
    name: str
    unit_id: int
    place: str
    day: date
    ended_on: date | None
    heirs: tuple[Heir, ...]

    @property
    def taken_over(self) -> str:
        """ "Kết thúc từ 01/03/2025; Công an xã Tuyên Hóa tiếp nhận", in a sentence; empty while it works."""
        if self.ended_on is None:
            return ""
        names = ", ".join(heir.name for heir in self.heirs)
        said = f"{names} tiếp nhận" if names else "chưa ghi cơ quan nào tiếp nhận"
        return f"Cơ quan này đã kết thúc từ {show_date(self.ended_on)}; {said}."


def office_of(organ_id: int) -> Office | None:
    """The office, or None where there is no such organ or nobody knows where it works."""
    today = clock.today()
    stays = list(OrganPlacement.objects.filter(organ_id=organ_id).select_related("organ").order_by("begins_on"))
    if not stays:
        return None
    stay = next((row for row in stays if row.alive_on(today)), stays[-1])
    ended = stay.ends_on if stay.ends_on is not None and stay.ends_on <= today else None
    day = ended - timedelta(days=1) if ended else max(today, stay.begins_on)
    try:
        name, place = accounts.organ_name(organ_id, day).name, units.full_name(stay.unit_id, day)
    except (OrganUnknown, UnitUnknown):
        return None
    return Office(stay.organ, name, stay.unit_id, place, day, ended, _heirs(organ_id, today))


def _heirs(organ_id: int, today: date) -> tuple[Heir, ...]:
    rows = OrganSuccession.objects.filter(old_id=organ_id, on__lte=today).order_by("on", "id")
    return tuple(Heir(row.new_id, _named(row.new_id, row.on), row.on, row.basis) for row in rows)


def _named(organ_id: int, day: date) -> str:
    try:
        return accounts.organ_name(organ_id, day).name
    except OrganUnknown:
        return "cơ quan chưa có tên"


def office_or_404(user: User | None, organ_id: int) -> Office:
    """The office where this person may see its handover.

    Their own, one that theirs took over, and for who leads, keeps the accounts or reads the audit any of the area.
    Raises Http404 outside the area, PermissionRefused inside it.
    """
    office = office_of(organ_id) if organ_id <= BigIntegerField.MAX_BIGINT else None
    if office is None or user is None:
        raise Http404
    posts = accounts.posts_of(user, clock.today())
    if {post.organ_id for post in posts} & heirs_and_self(organ_id, clock.today()):
        return office
    inside = [post for post in posts if _reaches(post, office.unit_id)]
    if not inside:
        raise Http404
    if not any(LEADING & PERMISSIONS[Role(post.role)] for post in inside):
        raise PermissionRefused(
            f"Bạn không được xem bàn giao của {office.name}. Việc này dành cho người của cơ quan đó, "
            "lãnh đạo, thanh tra và quản trị của địa bàn."
        )
    return office


def _reaches(post: Post, unit_id: int) -> bool:
    try:
        top = accounts.unit_of(post.organ_id, clock.today())
    except OrganUnknown:
        return False
    return units.is_within(unit_id, top, clock.today())


def choices(user: User | None, own: int | None) -> list[tuple[str, str]]:
    """The offices this person may choose, own first, then by name; empty where there is nothing to choose."""
    if user is None:
        return []
    today = clock.today()
    posts = accounts.posts_of(user, today)
    keys = {key for post in posts for key in (post.organ_id, *accounts.organs_taken_over(post.organ_id, today))}
    leading = [post for post in posts if LEADING & PERMISSIONS[Role(post.role)]]
    area = set().union(*(accounts.area_of(post, today, ended=True) for post in leading)) if leading else set()
    keys |= set(OrganPlacement.objects.filter(unit_id__in=area).values_list("organ_id", flat=True)[: LISTED + 1])
    if len(keys) < 2 or len(keys) > LISTED:
        return []
    found = sorted(_listed(keys, today), key=lambda row: (row[0] != own, row[2] is not None, collation_key(row[1])))
    return [(str(key), f"{name} (đã kết thúc từ {show_date(ended)})" if ended else name) for key, name, ended in found]


def _listed(keys: set[int], today: date) -> list[tuple[int, str, date | None]]:
    """Each organ with its name and since when it is no more, in two queries however many there are."""
    stays = _latest(OrganPlacement.objects.filter(organ_id__in=keys).order_by("begins_on"), today)
    names = _latest(OrganVersion.objects.filter(organ_id__in=keys).order_by("begins_on"), today)
    ends = {key: row.ends_on if row.ends_on and row.ends_on <= today else None for key, row in stays.items()}
    return [(key, names[key].name, ends[key]) for key in stays.keys() & names.keys()]


def _latest(rows: Iterable[Any], today: date) -> dict[int, Any]:
    """The last row of each organ that had begun by today, or else its first."""
    found: dict[int, Any] = {}
    for row in rows:
        if row.organ_id not in found or row.begins_on <= today:
            found[row.organ_id] = row
    return found
