"""What leads on from the page of a unit: what lies in it, and what may be done to it."""

from dataclasses import dataclass, field

from django.urls import reverse

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.units.models import Level, Unit
from tuquan.web.acting import Acting


@dataclass(frozen=True)
class Doors:
    """`change`: where a change of this unit is begun, empty for who may not. `pages`: (words, address)."""

    change: str = ""
    pages: list[tuple[str, str]] = field(default_factory=list)


def doors(me: Acting, unit: Unit, *, alive: bool) -> Doors:
    """The doors of one unit for one person; a unit that has ended can no longer be changed."""
    pages = []
    if unit.level == Level.COMMUNE and accounts.may(me.user, Permission.VIEW_AREA, unit_id=unit.pk):
        pages = [
            ("Thôn, tổ dân phố", reverse("units-hamlets", args=[unit.pk])),
            ("Cơ quan, cơ sở trên địa bàn", reverse("units-facilities", args=[unit.pk])),
        ]
    change = f"{reverse('units-reform-new')}?don-vi={unit.pk}" if alive and _changes(me, unit) else ""
    return Doors(change, pages)


def _changes(me: Acting, unit: Unit) -> bool:
    if accounts.may(me.user, Permission.DRAFT_CHANGE, unit_id=unit.pk):
        return True
    return unit.level == Level.HAMLET and accounts.may(me.user, Permission.KEEP_HAMLETS, unit_id=unit.pk)
