"""The head's word where sources differ: which number goes up, and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tuquan.ground.fields import ThousandthsField
from tuquan.reporting.models.figure import Claim, Figure


class Settlement(models.Model):
    """One choice among the sources of a figure. Append-only: the last one stands.

    `claim`: the number that goes up; none where the level's printed total gives way to its units' figures. `latest`:
    the newest claim the head saw, so that one stated later is asked about again. `total`, `total_of`: what the units'
    figures made then, where a printed total was settled.
    """

    figure = models.ForeignKey(Figure, models.PROTECT, related_name="settlements", verbose_name="số liệu")
    claim = models.ForeignKey(
        Claim, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="số được chọn"
    )
    latest = models.ForeignKey(
        Claim, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="số mới nhất lúc chốt"
    )
    total = ThousandthsField("tổng các đơn vị lúc chốt", null=True, blank=True)
    total_of = ThousandthsField("trên tổng số lúc chốt", null=True, blank=True)
    reason = models.TextField("lý do")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name="người chốt"
    )
    at = models.DateTimeField("lúc", auto_now_add=True)
    on = models.DateField("ngày")

    class Meta:
        verbose_name = "chốt số khi các nguồn khác nhau"
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="reporting_settlement_has_reason")]
