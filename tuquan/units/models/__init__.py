"""Administrative units over time: bodies, their dated versions, the changes that end them, what stands in them."""

from tuquan.units.models.change import Change, Succession
from tuquan.units.models.facility import Facility, FacilityPlacement, FacilityType
from tuquan.units.models.group import GroupMembership, GroupType, UnitGroup
from tuquan.units.models.placement import Placement
from tuquan.units.models.reform import Reform, ReformRow
from tuquan.units.models.size import UnitSize
from tuquan.units.models.unit import Level, Unit, UnitType, UnitVersion

__all__ = [
    "Change",
    "Facility",
    "FacilityPlacement",
    "FacilityType",
    "GroupMembership",
    "GroupType",
    "Level",
    "Placement",
    "Reform",
    "ReformRow",
    "Succession",
    "Unit",
    "UnitGroup",
    "UnitSize",
    "UnitType",
    "UnitVersion",
]
