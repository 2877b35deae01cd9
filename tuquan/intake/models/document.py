"""A received report: its fingerprint and its redacted text with positions. The original is stored nowhere."""

from typing import Any

from django.conf import settings
from django.db import models

from tuquan.accounts.models import Organ
from tuquan.reporting.models import Submission


class SourceDocument(models.Model):
    """Báo cáo gửi đến. `text` has restricted values, ID and phone numbers already blanked; it is never altered."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="documents", verbose_name="biểu số liệu")
    sha256 = models.CharField("SHA-256 của bản gốc", max_length=64)
    file_name = models.CharField("tên tệp", max_length=200)
    kind = models.CharField("loại tệp", max_length=10)
    text = models.TextField("nội dung đã che")
    blocks = models.JSONField("vị trí đoạn, ô, trang", default=list)
    notes = models.JSONField("điều cần biết khi đọc", default=list)
    head: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField("đầu văn bản", default=dict)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name="người nhận"
    )
    received_at = models.DateTimeField("lúc nhận", auto_now_add=True)
    # The organ above, where it received the report for the unit and reads it in its place (docs/decisions/0013).
    on_behalf = models.ForeignKey(Organ, models.PROTECT, related_name="+", null=True, verbose_name="cơ quan đọc thay")

    class Meta:
        verbose_name = "báo cáo gửi đến"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "sha256"], name="intake_document_once_per_submission")
        ]


class SetAside(models.Model):
    """Nhận nhầm: the report was received for a submission that it does not belong to. Nothing of it is taken.

    A changed mind is a new row with `undone`; the last one holds.
    """

    document = models.ForeignKey(
        SourceDocument, models.PROTECT, related_name="set_asides", verbose_name="báo cáo gửi đến"
    )
    because = models.CharField("lý do", max_length=500)
    undone = models.BooleanField("đã lấy lại", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "báo cáo nhận nhầm"
