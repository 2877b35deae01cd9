"""Which groups a person may see, and under which units they may make them."""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.units import queries
from tuquan.units.models import GroupMembership, UnitGroup, UnitVersion
from tuquan.web.access import acting
from tuquan.web.acting import Acting
from tuquan.web.schemes.area import capital, tops
from tuquan.web.units.trees import tops_on


def scopes(me: Acting) -> list[tuple[str, str]]:
    """The units under which the person may make groups, to choose from."""
    rows = queries.versions(set(keys := tops(me, Permission.DRAFT_CHANGE)), clock.today())
    return [(str(key), capital(rows[key].full_name)) for key in keys if key in rows]


def writes(me: Acting, group: UnitGroup) -> bool:
    """Whether the person may change the group."""
    return accounts.may(me.user, Permission.DRAFT_CHANGE, unit_id=group.scope_id)


def require_writes(me: Acting, group: UnitGroup) -> None:
    """Raises PermissionRefused, which says who may."""
    accounts.require(me.user, Permission.DRAFT_CHANGE, unit_id=group.scope_id)


def seen_groups(me: Acting, day: date) -> QuerySet[UnitGroup]:
    """Groups of the day under the person's area, and those that units of the area belong to."""
    keys = area_on(me, day)
    inside = GroupMembership.objects.on(day).filter(unit_id__in=keys).values("group_id")
    scopes = keys | _came_into(keys, day)
    found: QuerySet[UnitGroup] = UnitGroup.objects.on(day).filter(Q(scope_id__in=scopes) | Q(pk__in=inside))
    return found.order_by("type", "sort_key", "pk")


def group_or_404(request: HttpRequest, key: int, day: date) -> UnitGroup:
    """The group, where its area or one of its members, at whatever time, lies in the person's area."""
    found: UnitGroup | None = UnitGroup.objects.filter(pk=key).first()
    if found is None:
        raise Http404
    keys = area_on(acting(request), day) | area_on(acting(request), clock.today())
    keys |= _came_into(keys, clock.today())
    if found.scope_id in keys or GroupMembership.objects.filter(group=found, unit_id__in=keys).exists():
        return found
    raise Http404


def _came_into(keys: set[int], day: date) -> set[int]:
    """Ended units with groups of their own whose place, in whole or in part, is held by one of the units."""
    asked = UnitGroup.objects.filter(scope__ends_on__lte=day).exclude(scope_id__in=keys)
    ended = set(asked.values_list("scope_id", flat=True))
    return {unit for unit in ended if any(heir in keys for heir, _ in queries.heirs_on(unit, day))}


def area_on(me: Acting, day: date) -> set[int]:
    """Every unit that lay in the person's area on a day."""
    found = {*tops(me), *tops(me, Permission.DRAFT_CHANGE)}
    if me.unit_id is not None:
        found |= set(tops_on(me, clock.today(), day))
    return found | {row.unit_id for top in found for row in queries.descendant_rows(top, day)}


def named_on(keys: set[int], day: date) -> dict[int, str]:
    """Full names, each as on the day, else as last known before or first known after."""
    known = {key: capital(row.full_name) for key, row in queries.versions(keys, day).items()}
    for row in UnitVersion.objects.filter(unit_id__in=keys - known.keys()).order_by("unit_id", "begins_on"):
        if row.unit_id not in known or row.begins_on <= day:
            known[row.unit_id] = capital(row.full_name)
    return known
