"""Things with a life: half-open `[begins_on, ends_on)`, asked `on(day)`."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q


class DatedQuerySet(models.QuerySet[Any]):
    """Rows that can be asked for as they stood on a day."""

    def on(self, day: date) -> Self:
        """Rows alive on `day`: begun on or before it, not ended by it."""
        return self.filter(Q(begins_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gt=day)))

    def during(self, first: date, last: date) -> Self:
        """Rows alive on at least one day of `first`..`last`, both inclusive."""
        return self.filter(Q(begins_on__lte=last) & (Q(ends_on__isnull=True) | Q(ends_on__gt=first)))


class Dated(models.Model):
    """Abstract: a row that is true from `begins_on` until the day before `ends_on` (open when null)."""

    begins_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến trước ngày", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("begins_on")),
                name="%(app_label)s_%(class)s_ends_after_it_begins",
            )
        ]

    def alive_on(self, day: date) -> bool:
        """Whether this row is true on `day`."""
        return self.begins_on <= day and (self.ends_on is None or day < self.ends_on)
