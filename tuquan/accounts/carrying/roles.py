"""What a post becomes at the organ that takes over. Roles carry power over an area: nobody gains a larger one unasked.

- On the same level the role stays: three heads of three merged communes are three heads, to be settled by appointment.
- From a higher organ to a commune: the officer and the head become officer and head of the commune.
- From a commune to a higher organ: the officer becomes officer there; so does the head.
- A head of a district at the province is an officer there.
- Inspectors and administrators stay what they are.
"""

from tuquan.accounts.carrying import naming
from tuquan.accounts.carrying.shapes import Shape
from tuquan.accounts.models import Role
from tuquan.units.models import Level

HEADS = frozenset({Role.COMMUNE_HEAD, Role.SUPERIOR_HEAD})
OFFICERS = frozenset({Role.COMMUNE_OFFICER, Role.SUPERIOR_OFFICER})
OFFICER_TITLE = "Cán bộ"


def role_at(role: Role, before: Shape, after: Shape) -> Role:
    """The role at a unit of `after`'s level for one who had `role` at `before`."""
    if before.level == after.level or role not in HEADS | OFFICERS:
        return role
    heads = role in HEADS and after.level > before.level
    if after.level >= Level.COMMUNE:
        return Role.COMMUNE_HEAD if heads else Role.COMMUNE_OFFICER
    return Role.SUPERIOR_HEAD if heads else Role.SUPERIOR_OFFICER


def title_at(title: str, role: Role, before: Shape, after: Shape) -> str:
    """The title printed under a signature; a head who is one no longer does not keep the title of head."""
    if role in HEADS and role_at(role, before, after) not in HEADS:
        return OFFICER_TITLE
    return naming.retitled(title, before, after)
