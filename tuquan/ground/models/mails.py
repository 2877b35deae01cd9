"""Notices that also go out by e-mail, where the installation says so."""

from django.db import models
from django.db.models import Q


class NoticeMail(models.Model):
    """One notice on its way to one mailbox. The address is asked at the moment of sending and not kept."""

    class State(models.TextChoices):
        WAITING = "waiting", "chờ gửi thư"
        SENT = "sent", "đã gửi thư"
        SKIPPED = "skipped", "không gửi thư"
        FAILED = "failed", "thư không gửi được"

    notice_key = models.BigIntegerField("mã thông báo", unique=True)
    user_key = models.BigIntegerField("mã người nhận", db_index=True)
    # What moved, without figures and without reasons: mail leaves the office.
    text = models.CharField("nội dung thư", max_length=400)
    state = models.CharField("trạng thái", max_length=8, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField("số lần thử", default=0)
    fault = models.CharField("lỗi lần cuối", max_length=300, blank=True)
    made_at = models.DateTimeField("lúc có", auto_now_add=True)
    not_before = models.DateTimeField("gửi từ lúc")
    sent_at = models.DateTimeField("lúc gửi", null=True, blank=True)

    class Meta:
        verbose_name = "thông báo qua thư điện tử"
        ordering = ["id"]
        indexes = [models.Index(fields=["state", "not_before"], name="ground_mail_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="ground_mail_sent_has_time",
            )
        ]
