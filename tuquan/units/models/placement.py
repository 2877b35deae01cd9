"""Where something that outlives a unit stands, and since when."""

from django.db import models

from tuquan.ground.dated import Dated
from tuquan.units.models.unit import Unit


class Placement(Dated):
    """Abstract: the place of a thing for a time. `unit` is never updated: a move closes one row, opens another."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")

    class Meta(Dated.Meta):
        abstract = True
