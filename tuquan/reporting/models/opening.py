"""A limited line in use for a while: proposed by one person, agreed by another, until a day."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tuquan.ground.dated import Dated
from tuquan.reporting.models.indicator import Indicator
from tuquan.units.models import Unit


class LimitedOpening(Dated):
    """Leave to keep totals of one limited line under a unit, by a decision, never without an end.

    It counts from the moment that a second person agreed. `ends_on`: the first day without it. `closed_on`: ended
    early, from that day on.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="openings", verbose_name="chỉ tiêu")
    area = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="địa bàn được dùng")
    decision_number = models.CharField("số quyết định", max_length=60)
    decided_on = models.DateField("ngày quyết định")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người đề nghị"
    )
    proposed_at = models.DateTimeField("lúc đề nghị", auto_now_add=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="người đồng ý"
    )
    agreed_at = models.DateTimeField("lúc đồng ý", null=True, blank=True)
    closed_on = models.DateField("ngày ngừng dùng", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="người ngừng"
    )
    closed_because = models.CharField("lý do ngừng", max_length=300, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "lần mở dùng chỉ tiêu hạn chế"
        ordering = ["-begins_on", "-pk"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(ends_on__isnull=False), name="reporting_opening_has_an_end"),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("proposed_by")),
                name="reporting_opening_takes_two",
            ),
        ]

    @property
    def until(self) -> date:
        """The first day on which it holds no longer."""
        return min(day for day in (self.ends_on, self.closed_on) if day is not None)
