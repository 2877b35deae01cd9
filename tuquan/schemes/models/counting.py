"""What a count rests on: how copies are counted, and where the register is known to be complete."""

from django.db import models

from tuquan.ground.dated import Dated
from tuquan.units.models import Unit


class CountingRule(Dated):
    """Whether a copy counts as a scheme of its own or only adds a site: a province's choice, dated."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="nơi áp dụng")
    copy_is_scheme = models.BooleanField("bản nhân rộng tính là một mô hình", default=True)
    source = models.CharField("căn cứ", max_length=300, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "cách đếm mô hình"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["unit", "begins_on"], name="schemes_rule_one_a_day"),
        ]


class CompleteRegister(Dated):
    """From `begins_on` every scheme of the unit is in the register; before that a total of schemes is unknown."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="địa bàn")
    source = models.CharField("căn cứ", max_length=300, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "sổ mô hình đã đủ"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["unit", "begins_on"], name="schemes_register_one_a_day"),
        ]
