"""Households and population of a unit on a day: the denominators that ratios are asked for."""

from django.db import models

from tuquan.units.models.unit import Unit


class UnitSize(models.Model):
    """What was counted in a unit on a day, in whole numbers; a later day is a new row, a past one is kept."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="sizes", verbose_name="đơn vị")
    on = models.DateField("tại ngày")
    households = models.PositiveIntegerField("số hộ", null=True, blank=True)
    population = models.PositiveIntegerField("số nhân khẩu", null=True, blank=True)
    source = models.CharField("nguồn", max_length=300, blank=True)

    class Meta:
        verbose_name = "số hộ, nhân khẩu"
        ordering = ["unit_id", "-on"]
        constraints = [models.UniqueConstraint(fields=["unit", "on"], name="units_size_once_a_day")]
