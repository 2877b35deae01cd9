"""Who may look at a reform, draft it, carry it out; under which unit a person drafts."""

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.urls import reverse

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.accounts.roles import roles_with
from tuquan.ground.errors import PermissionRefused
from tuquan.units.models import Level, Reform, Unit, UnitType
from tuquan.units.reforms.plan import Plan, from_json
from tuquan.web.access import acting
from tuquan.web.acting import Acting
from tuquan.web.schemes.area import tops

DRAFTING = (Permission.DRAFT_CHANGE, Permission.KEEP_HAMLETS)
_LOOKING = (Permission.VIEW_AREA, Permission.DRAFT_CHANGE)


def reform_or_404(request: HttpRequest, key: int) -> Reform:
    """The reform: one carried out is public to the signed-in, any other only within its area."""
    found = Reform.objects.select_related("change", "file", "scope").filter(pk=key).first()
    if found is None or not sees(acting(request), found):
        raise Http404
    return found


def sees(me: Acting, reform: Reform) -> bool:
    return reform.state == Reform.State.COMMITTED or inside(me, reform)


def inside(me: Acting, reform: Reform) -> bool:
    """Whether the person's area holds the reform's: then they also see what it takes along."""
    return any(_may(me, permission, reform) for permission in _LOOKING)


def drafts(me: Acting, reform: Reform) -> bool:
    return any(_may(me, permission, reform) for permission in DRAFTING)


def require_drafts(me: Acting, reform: Reform) -> None:
    """Raises PermissionRefused, which says who may."""
    if not drafts(me, reform):
        _refuse(me, Permission.DRAFT_CHANGE, reform)


def require_plan(me: Acting, reform: Reform, plan: Plan) -> None:
    """Raises PermissionRefused for a plan beyond hamlets by somebody who keeps hamlets only."""
    if not _may(me, Permission.DRAFT_CHANGE, reform) and not only_hamlets(plan):
        _refuse(me, Permission.DRAFT_CHANGE, reform)


def carries_out(me: Acting, reform: Reform) -> bool:
    """Whether the person may carry the reform out or undo it; a commune does so for its own hamlets."""
    if _may(me, Permission.COMMIT_CHANGE, reform):
        return True
    return _may(me, Permission.KEEP_HAMLETS, reform) and only_hamlets(from_json(reform.plan))


def require_carries_out(me: Acting, reform: Reform) -> None:
    """Raises PermissionRefused, which says who may."""
    if not carries_out(me, reform):
        _refuse(me, Permission.COMMIT_CHANGE, reform)


def only_hamlets(plan: Plan) -> bool:
    """Whether everything that the plan begins, alters or ends is a hamlet."""
    standing = {row.unit for row in plan.alter} | set(plan.ending)
    levels = set(Unit.objects.filter(pk__in=standing).values_list("level", flat=True))
    return levels | {UnitType(row.type).level for row in plan.begin} <= {Level.HAMLET}


def hamlet_list(me: Acting, reform: Reform) -> str:
    """Where a commune's re-arrangement leads back to: the list of its hamlets, for who may open it; else empty."""
    scope = reform.scope
    if scope is None or scope.level != Level.COMMUNE or not only_hamlets(from_json(reform.plan)):
        return ""
    return reverse("units-hamlets", args=[scope.pk]) if _may(me, Permission.VIEW_AREA, reform) else ""


def scopes(me: Acting) -> list[int]:
    """The units under which the person may draft, the acting post's first."""
    found = [*tops(me, Permission.DRAFT_CHANGE), *tops(me, Permission.KEEP_HAMLETS)]
    return list(dict.fromkeys(found))


def require_scope(me: Acting) -> list[int]:
    """`scopes`; raises PermissionRefused for who may draft nowhere."""
    found = scopes(me)
    if not found:
        accounts.require(me.user, Permission.DRAFT_CHANGE)
        raise PermissionRefused(
            "Cơ quan của bạn hôm nay không làm việc ở đơn vị nào, nên chưa soạn được việc thay đổi đơn vị. "
            "Hỏi người quản trị tài khoản."
        )
    return found


def hamlets_only(me: Acting, reform: Reform) -> bool:
    """Whether the person may change nothing but hamlets there."""
    return not _may(me, Permission.DRAFT_CHANGE, reform)


def looked_after(me: Acting) -> Q:
    """Reforms not carried out that the person may see, as a filter."""
    waiting = Reform.objects.exclude(state=Reform.State.COMMITTED).select_related("scope")
    return Q(pk__in=[row.pk for row in waiting if inside(me, row)])


def _may(me: Acting, permission: Permission, reform: Reform) -> bool:
    """A reform without a scope is the whole country's."""
    scope = _country() if reform.scope_id is None else reform.scope_id
    return scope is not None and accounts.may(me.user, permission, unit_id=scope)


def _country() -> int | None:
    return Unit.objects.filter(level=Level.COUNTRY).values_list("pk", flat=True).first()


def _refuse(me: Acting, permission: Permission, reform: Reform) -> None:
    if reform.scope_id is not None:
        accounts.require(me.user, permission, unit_id=reform.scope_id)
    who = ", ".join(role.label for role in roles_with(permission))
    raise PermissionRefused(f"Bạn không được {permission.label} ở đây. Việc này dành cho: {who} của địa bàn đó.")
