"""Work too long for a request: progress one can leave and come back to."""

from django.db import models
from django.db.models import F, Q


class Job(models.Model):
    """A piece of long work; the queue itself is django-tasks' table in the same database."""

    class State(models.TextChoices):
        WAITING = "waiting", "đang chờ"
        RUNNING = "running", "đang làm"
        DONE = "done", "đã xong"
        FAILED = "failed", "không xong"

    kind = models.CharField("việc", max_length=60)
    title = models.CharField("tên việc", max_length=200)
    arguments = models.JSONField("tham số", default=dict)
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField("đã làm", default=0)
    total = models.PositiveIntegerField("tổng số", default=0)
    doing = models.CharField("đang làm gì", max_length=200, blank=True)
    result = models.JSONField("kết quả", default=dict)
    message = models.TextField("thông báo", blank=True)
    tries = models.PositiveSmallIntegerField("số lần thử", default=0)
    owner_key = models.BigIntegerField("mã người giao", null=True)
    created_at = models.DateTimeField("lúc giao", auto_now_add=True)
    finished_at = models.DateTimeField("lúc xong", null=True)

    class Meta:
        verbose_name = "việc chạy nền"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="ground_job_done_within_total"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running"], finished_at__isnull=True)
                | Q(state__in=["done", "failed"], finished_at__isnull=False),
                name="ground_job_finished_has_time",
            ),
        ]
