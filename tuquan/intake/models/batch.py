"""Many reports sent at once: read in memory, waiting redacted until a person says which unit each belongs to."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from tuquan.intake.models.document import SourceDocument
from tuquan.reporting.models import Round, Submission


class Batch(models.Model):
    """Đợt nhận nhiều báo cáo của một kỳ."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="+", verbose_name="kỳ")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name="người gửi"
    )
    started_at = models.DateTimeField("lúc gửi", auto_now_add=True)
    beat_at = models.DateTimeField("lúc đọc gần nhất", auto_now_add=True)
    job_key = models.BigIntegerField("việc chạy nền", null=True)

    class Meta:
        verbose_name = "đợt nhận báo cáo"
        ordering = ["-id"]


class BatchFile(models.Model):
    """One file of a batch. `content` is what may be kept of it; it is emptied once received or left out."""

    class State(models.TextChoices):
        WAITING = "waiting", "chờ đọc"
        READ = "read", "đã đọc"
        REFUSED = "refused", "không nhận"
        CHOSEN = "chosen", "chờ nhận"
        RECEIVED = "received", "đã nhận"
        LEFT_OUT = "left_out", "bỏ qua"

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="files", verbose_name="đợt")
    position = models.PositiveIntegerField("thứ tự")
    file_name = models.CharField("tên tệp", max_length=200)
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.WAITING)
    message = models.TextField("vì sao", blank=True)
    content: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField("nội dung đã che", default=dict)
    offers = models.JSONField("biểu có thể thuộc về", default=list)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+", null=True, verbose_name="biểu số liệu")
    document = models.ForeignKey(SourceDocument, models.PROTECT, related_name="+", null=True, verbose_name="báo cáo")

    class Meta:
        verbose_name = "tệp của đợt nhận"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="intake_batch_file_once"),
            models.CheckConstraint(
                condition=Q(state__in=["read", "chosen"]) | Q(content={}), name="intake_batch_file_kept_only_while_open"
            ),
            models.CheckConstraint(
                condition=~Q(state="received") | Q(document__isnull=False), name="intake_batch_file_received"
            ),
        ]
