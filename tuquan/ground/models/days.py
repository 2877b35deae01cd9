"""Days that differ from the calendar: days off decided by the State, and fixed days of a demonstration."""

from django.db import models


class DayOff(models.Model):
    """A day whose working state differs from the public-holiday package: dated, editable data."""

    day = models.DateField("ngày", unique=True)
    works = models.BooleanField("là ngày làm việc bù", default=False)
    reason = models.CharField("lý do", max_length=200)
    # Which paper decided it: "Thông báo 6150/TB-BLĐTBXH ngày 03/12/2024".
    decision = models.CharField("căn cứ", max_length=200, blank=True)

    class Meta:
        verbose_name = "ngày nghỉ, ngày làm bù"
        ordering = ["day"]


class FixedDay(models.Model):
    """The day at which a demonstration stands, for one part of the tree (`scope_key`: key of its top unit)."""

    scope_key = models.BigIntegerField("mã đơn vị", unique=True)
    day = models.DateField("ngày")

    class Meta:
        verbose_name = "ngày minh họa"
