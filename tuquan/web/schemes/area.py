"""Where the acting person may look and write: the tops of their area, the units a scheme may stand in."""

from collections.abc import Iterable
from datetime import date

from django.http import Http404, HttpRequest
from django.urls import reverse

from tuquan.accounts import queries as accounts
from tuquan.accounts.errors import OrganUnknown
from tuquan.accounts.models import Post, Role
from tuquan.accounts.permissions import Permission
from tuquan.accounts.roles import PERMISSIONS
from tuquan.ground import clock
from tuquan.schemes.models import Scheme
from tuquan.schemes.queries import SchemeFilter, search
from tuquan.units import queries as units
from tuquan.units.errors import UnitUnknown
from tuquan.units.models import FacilityPlacement, Level, UnitVersion
from tuquan.vn.text import collation_key
from tuquan.web.access import acting
from tuquan.web.acting import Acting

# A group of an HTML select: its label and its options.
Choices = list[tuple[str, list[tuple[str, str]]]]
# A commune or district has fewer; a province's officer writes the place instead.
MOST_FACILITIES = 1000


def tops(me: Acting, permission: Permission = Permission.VIEW_AREA) -> list[int]:
    """The units at the top of what the person's posts reach with a permission; the acting post's first."""
    posts = sorted(_posts(me, permission), key=lambda post: me.post is None or post.pk != me.post.pk)
    found: list[int] = []
    for post in posts:
        try:
            found.append(accounts.unit_of(post.organ_id, clock.today()))
        except OrganUnknown:
            continue
    return list(dict.fromkeys(found))


def own_top(me: Acting) -> int | None:
    """The unit whose area the acting post looks at; None for a post that looks at none (an administrator)."""
    if me.post is None or Permission.VIEW_AREA not in PERMISSIONS[Role(me.post.role)]:
        return None
    return me.unit_id


def scheme_or_404(request: HttpRequest, key: int) -> Scheme:
    """The scheme, where it stands in the person's area and has begun; else 404."""
    asked = SchemeFilter(tops(acting(request)), on=clock.today())
    found = search(asked).filter(pk=key).select_related("kind", "origin").first()
    if found is None:
        raise Http404
    return found


def keeps_register(me: Acting, unit_id: int) -> bool:
    """Whether the person records schemes of this unit, or of the heir of an ended one."""
    heirs = units.heirs_on(unit_id, clock.today())
    return any(accounts.may(me.user, Permission.RECORD_SCHEME, unit_id=heir) for heir, _ in heirs)


def place_choices(me: Acting, day: date) -> Choices:
    """Communes and hamlets alive on `day` of which the person keeps the register, grouped by commune."""
    keys: set[int] = set()
    for post in _posts(me, Permission.RECORD_SCHEME):
        keys |= accounts.area_of(post, clock.today(), ended=day != clock.today())
    rows = UnitVersion.objects.on(day).filter(unit_id__in=keys, unit__level__gte=Level.COMMUNE)
    alive = list(rows.select_related("unit").order_by("sort_key", "unit_id"))
    upper = {row.unit_id: row for row in alive if row.unit.level == Level.COMMUNE}
    groups: dict[int, list[tuple[str, str]]] = {key: [_choice(row, "(cả xã)")] for key, row in upper.items()}
    for row in alive:
        if row.unit.level == Level.HAMLET:
            groups.setdefault(row.parent_id or 0, []).append(_choice(row))
    return _named(groups, upper, day)


def heirs_asked(unit: str) -> list[int]:
    """Today's heirs of a unit, as a form names it; [] where it stands, or no such unit is known."""
    if not (unit.isascii() and unit.isdecimal() and len(unit) < 19):
        return []
    return [heir for heir, _ in units.heirs_on(int(unit), clock.today()) if heir != int(unit)]


def facility_choices(me: Acting, day: date) -> Choices:
    """Facilities of `day` where the person keeps the register, grouped by the unit in which they lie."""
    keys: set[int] = set()
    for post in _posts(me, Permission.RECORD_SCHEME):
        keys |= accounts.area_of(post, clock.today(), ended=day != clock.today())
    rows = FacilityPlacement.objects.on(day).filter(unit_id__in=keys).select_related("facility")
    found = list(rows.order_by("facility__sort_key", "facility_id")[:MOST_FACILITIES])
    names = units.versions({row.unit_id for row in found}, day)
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in found:
        where = capital(names[row.unit_id].full_name) if row.unit_id in names else "Nơi khác"
        groups.setdefault(where, []).append((str(row.facility_id), row.facility.name))
    return sorted(groups.items(), key=lambda group: collation_key(group[0]))


def unit_path(unit_id: int, day: date, last: str = "") -> list[dict[str, str]]:
    """The breadcrumb of a unit, each step leading to its page; `last`, where given, stands at the end."""
    try:
        steps = [row for row in units.path(unit_id, day) if row.parent_id is not None]
    except UnitUnknown:
        steps = []
    made = [{"label": capital(row.full_name), "url": reverse("units-unit", args=[row.unit_id])} for row in steps]
    return [*made, {"label": last, "url": ""}] if last else made


def capital(text: str) -> str:
    """The text with a capital letter in front."""
    return text[:1].upper() + text[1:]


def _posts(me: Acting, permission: Permission) -> Iterable[Post]:
    if me.user is None:
        return []
    return [p for p in accounts.posts_of(me.user, clock.today()) if permission in PERMISSIONS[Role(p.role)]]


def _choice(row: UnitVersion, more: str = "") -> tuple[str, str]:
    return str(row.unit_id), f"{capital(row.full_name)} {more}".strip()


def _named(groups: dict[int, list[tuple[str, str]]], upper: dict[int, UnitVersion], day: date) -> Choices:
    outside = units.versions(set(groups) - set(upper), day)
    names = {key: capital(row.full_name) for key, row in (outside | upper).items()}
    found = [(names.get(key, "Nơi khác"), options) for key, options in groups.items()]
    return sorted(found, key=lambda group: collation_key(group[0]))
