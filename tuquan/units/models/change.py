"""Legal acts that end units and begin others; who came from whom."""

from django.db import models
from django.db.models import Q

from tuquan.units.models.unit import Unit


class Change(models.Model):
    """A legal act in force from `effective_on`. Figures stay with the unit that reported them."""

    title = models.CharField("việc thay đổi", max_length=300)
    act_number = models.CharField("số văn bản", max_length=80)
    act_date = models.DateField("ngày văn bản", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    effective_on = models.DateField("có hiệu lực từ")
    grade = models.CharField("độ chắc của nguồn", max_length=1, default="V")
    source = models.CharField("nguồn", max_length=300, blank=True)

    class Meta:
        verbose_name = "thay đổi đơn vị"
        ordering = ["effective_on", "id"]


class Succession(models.Model):
    """Links an ended body to an heir. `whole` is false where only a part went: such sums are never guessed."""

    change = models.ForeignKey(Change, models.PROTECT, related_name="successions", verbose_name="thay đổi")
    old = models.ForeignKey(Unit, models.PROTECT, related_name="heirs", verbose_name="đơn vị cũ")
    new = models.ForeignKey(Unit, models.PROTECT, related_name="forebears", verbose_name="đơn vị mới")
    whole = models.BooleanField("toàn bộ", default=True)
    # Only what the act itself says, in millionths of the old unit: a share is never worked out or guessed.
    share = models.PositiveIntegerField("phần được chia, phần triệu", null=True, blank=True)
    share_basis = models.CharField("căn cứ của phần được chia", max_length=300, blank=True)

    class Meta:
        verbose_name = "kế thừa"
        constraints = [
            models.UniqueConstraint(fields=["change", "old", "new"], name="units_succession_once"),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | (Q(whole=False, share__lte=1_000_000) & ~Q(share_basis="")),
                name="units_succession_share_has_basis",
            ),
            models.CheckConstraint(condition=~Q(old=models.F("new")), name="units_succession_not_to_itself"),
        ]
