"""What happened to a scheme: the source of every count asked by a report."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tuquan.schemes.models.scheme import Scheme
from tuquan.units.models import Unit


class EventKind(models.TextChoices):
    """xây dựng mới / nhân rộng / củng cố / thanh loại, and what stood before the records began."""

    OPENED = "opened", "có từ trước"
    FOUNDED = "founded", "xây dựng mới"
    REPLICATED = "replicated", "nhân rộng"
    STRENGTHENED = "strengthened", "củng cố, kiện toàn"
    STRUCK_OFF = "struck_off", "thanh loại"


class StrikeReason(models.TextChoices):
    """Why a scheme was struck off (domain study 1.3)."""

    NOT_NEEDED = "not_needed", "không còn cần thiết"
    WEAK = "weak", "hoạt động kém hiệu quả"
    UNSUITED = "unsuited", "không phù hợp địa bàn"
    OVERLAPS = "overlaps", "trùng với mô hình khác"
    NO_FUNDS = "no_funds", "không có kinh phí"
    AREA_MERGED = "area_merged", "địa bàn sáp nhập"
    NEW_FORCE = "new_force", "lực lượng mới thay thế"


class SchemeEvent(models.Model):
    """One event with its decision. `unit` is where the scheme stood that day; it is never changed afterwards."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="events", verbose_name="mô hình")
    kind = models.CharField("việc", max_length=14, choices=EventKind)
    on = models.DateField("ngày")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị khi đó")
    decision_number = models.CharField("số quyết định", max_length=60, blank=True)
    decision_date = models.DateField("ngày quyết định", null=True, blank=True)
    decision_issuer = models.CharField("cơ quan quyết định", max_length=200, blank=True)
    reason = models.CharField("lý do thanh loại", max_length=12, choices=StrikeReason, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name="người ghi"
    )
    recorded_at = models.DateTimeField("lúc ghi", auto_now_add=True)

    class Meta:
        verbose_name = "việc của mô hình"
        ordering = ["on", "id"]
        indexes = [models.Index(fields=["unit", "on"], name="schemes_event_unit_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="struck_off") & ~Q(reason="") | ~Q(kind="struck_off") & Q(reason=""),
                name="schemes_event_reason_when_struck_off",
            ),
            models.UniqueConstraint(
                fields=["scheme"],
                condition=Q(kind__in=["opened", "founded", "replicated"]),
                name="schemes_event_one_beginning",
            ),
            models.UniqueConstraint(fields=["scheme"], condition=Q(kind="struck_off"), name="schemes_event_one_end"),
        ]
