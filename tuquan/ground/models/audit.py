"""What happened, by whom, when: written in the same transaction as the change, never altered."""

from typing import Any

from django.db import models


class AppendOnly(Exception):
    """An audit event was about to be changed or deleted."""

    code = "audit_is_append_only"


class AuditEvent(models.Model):
    """One thing that happened. Keeps keys, not foreign keys: it must outlive what it speaks of."""

    at = models.DateTimeField("lúc", auto_now_add=True)
    actor_key = models.BigIntegerField("mã người làm", null=True)
    actor = models.CharField("người làm", max_length=200, blank=True)
    action = models.CharField("việc", max_length=60)
    subject_kind = models.CharField("loại đối tượng", max_length=40)
    subject_key = models.CharField("mã đối tượng", max_length=60)
    unit_key = models.BigIntegerField("mã đơn vị", null=True)
    summary = models.TextField("tóm tắt")
    detail = models.JSONField("chi tiết", default=dict)

    class Meta:
        verbose_name = "dấu vết"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_key"], name="ground_audit_subject"),
            models.Index(fields=["unit_key", "-id"], name="ground_audit_unit"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise AppendOnly("Dấu vết chỉ được ghi thêm, không được sửa.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnly("Dấu vết không được xóa.")
