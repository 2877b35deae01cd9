"""Administrative units over time: bodies, their dated versions, the changes that end them, placements."""

from tuquan.units.models.change import Change, Succession
from tuquan.units.models.placement import Placement
from tuquan.units.models.unit import Level, Unit, UnitType, UnitVersion

__all__ = ["Change", "Level", "Placement", "Succession", "Unit", "UnitType", "UnitVersion"]
