"""Whose a line, a form or a report kind is: everybody's, or a province's own; and who may change it."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from tuquan.accounts import queries as accounts
from tuquan.accounts.errors import OrganUnknown
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused
from tuquan.reporting.catalogue_errors import OwnerRefused
from tuquan.reporting.models import Indicator, IndicatorVersion
from tuquan.units import queries as units
from tuquan.units.errors import UnitUnknown
from tuquan.units.models import Level, Unit


def above(unit_id: int, day: date) -> list[int]:
    """The unit itself and those it lies under on a day, nearest first; one that had ended, as of its last day."""
    try:
        return [row.unit_id for row in reversed(units.path(unit_id, last_day_of(unit_id, day)))]
    except UnitUnknown:
        return [unit_id]


def last_day_of(unit_id: int, day: date) -> date:
    """The day itself, or the last day of a unit that had ended by then."""
    ended = Unit.objects.filter(pk=unit_id).values_list("ends_on", flat=True).first()
    return min(day, ended - timedelta(days=1)) if ended else day


def owners(unit_id: int, day: date) -> set[int]:
    """The units whose own lines a unit may be asked: those above it, and the ended ones that became them."""
    line = set(above(unit_id, day))
    return line | units.ancestry(line)


def usable(unit_id: int | None, day: date) -> QuerySet[Indicator]:
    """The lines a form may ask of a unit: everybody's and its province's own, none retired by that day."""
    free = Q(owner__isnull=True)
    if unit_id is not None:
        free |= Q(owner__in=owners(unit_id, day))
    return Indicator.objects.filter(free).exclude(retired(day))


def retired(day: date) -> Q:
    """Of an indicator row: whether its last version has ended by a day. A line without versions is not retired."""
    mine = IndicatorVersion.objects.filter(indicator=OuterRef("pk"))
    standing = mine.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day))
    return Q(Exists(mine)) & ~Q(Exists(standing))


def country() -> int | None:
    """The country, at whose offices everybody's lines and forms are edited."""
    found: int | None = Unit.objects.filter(level=Level.COUNTRY).values_list("pk", flat=True).first()
    return found


def may_edit(by: User | None, owner_id: int | None) -> bool:
    """Whether a person may change what a province owns, or (None) what everybody has."""
    where = owner_id if owner_id is not None else country()
    if by is None:
        return True
    return where is not None and accounts.may(by, Permission.EDIT_CATALOGUE, unit_id=where)


def require_editor(by: User | None, owner_id: int | None) -> None:
    """Raise PermissionRefused unless the person may change what the owner has; OwnerRefused below a province."""
    if owner_id is None:
        if not may_edit(by, None):
            raise PermissionRefused(
                "Chỉ tiêu, biểu dùng chung cả nước do cấp trung ương sửa. Địa phương đặt chỉ tiêu, biểu riêng của mình."
            )
        return
    unit = Unit.objects.filter(pk=owner_id).first()
    if unit is None or unit.level > Level.PROVINCE:
        raise OwnerRefused("Chỉ tỉnh, thành phố được đặt chỉ tiêu, biểu riêng. Đề nghị Công an tỉnh đặt giúp.")
    accounts.require(by, Permission.EDIT_CATALOGUE, unit_id=owner_id, on=clock.today())


def provinces_edited(by: User | None, day: date) -> list[int]:
    """The provinces (or the country) whose catalogue a person edits: where their posts' organs work."""
    if by is None:
        return []
    found = []
    for post in accounts.posts_of(by, day):
        try:
            unit_id = accounts.unit_of(post.organ_id, day)
        except OrganUnknown:
            continue
        unit = Unit.objects.get(pk=unit_id)
        if unit.level <= Level.PROVINCE and accounts.may(by, Permission.EDIT_CATALOGUE, unit_id=unit_id):
            found.append(unit_id)
    return list(dict.fromkeys(found))
