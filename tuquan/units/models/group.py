"""Groups of units across the tree, dated: clusters, former districts, plain geography."""

from django.db import models

from tuquan.ground.dated import Dated
from tuquan.units.models.placement import Placement
from tuquan.units.models.unit import Unit


class GroupType(models.TextChoices):
    """What a group is for. There is no type for key areas, belief or ethnicity, and none may be added."""

    EMULATION_CLUSTER = "emulation_cluster", "cụm thi đua"
    FORMER_DISTRICT = "former_district", "huyện cũ"
    COAST = "coast", "ven biển"
    MOUNTAIN = "mountain", "miền núi"
    PLAIN = "plain", "đồng bằng"
    ISLAND = "island", "hải đảo"
    URBAN = "urban", "đô thị"


class UnitGroup(Dated):
    """A named group under one unit (`scope`), such as "Cụm thi đua số 342" of a province."""

    name = models.CharField("tên nhóm", max_length=200)
    type = models.CharField("loại nhóm", max_length=20, choices=GroupType)
    scope = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="địa bàn")
    source = models.CharField("căn cứ", max_length=300, blank=True)
    sort_key = models.CharField(max_length=800, editable=False)

    class Meta(Dated.Meta):
        verbose_name = "nhóm đơn vị"


class GroupMembership(Placement):
    """A unit's time in a group; when the unit ends, its heir takes its place by succession."""

    group = models.ForeignKey(UnitGroup, models.PROTECT, related_name="memberships", verbose_name="nhóm")

    class Meta(Placement.Meta):
        verbose_name = "đơn vị của nhóm"
        constraints = [
            *Placement.Meta.constraints,
            models.UniqueConstraint(fields=["group", "unit", "begins_on"], name="units_membership_one_a_day"),
        ]
