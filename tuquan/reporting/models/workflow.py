"""What stands beside the moves: reasons figure by figure, requests to reopen, reminders."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tuquan.reporting.models.figure import Figure
from tuquan.reporting.models.submission import Move, Submission


class MoveReason(models.Model):
    """Why one figure was sent back; beside the reason of the whole move. Append-only."""

    move = models.ForeignKey(Move, models.PROTECT, related_name="figure_reasons", verbose_name="bước chuyển")
    figure = models.ForeignKey(Figure, models.PROTECT, related_name="sent_back_because", verbose_name="số liệu")
    text = models.TextField("lý do")

    class Meta:
        verbose_name = "lý do trả lại từng số"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["move", "figure"], name="reporting_move_reason_once"),
            models.CheckConstraint(condition=~Q(text=""), name="reporting_move_reason_said"),
        ]


class ReopenRequest(models.Model):
    """The sender asks the level above to reopen one approved figure."""

    class State(models.TextChoices):
        WAITING = "waiting", "chờ cấp trên trả lời"
        GRANTED = "granted", "đã mở lại"
        DECLINED = "declined", "không mở lại"

    figure = models.ForeignKey(Figure, models.PROTECT, related_name="reopen_requests", verbose_name="số liệu")
    reason = models.TextField("đề nghị vì")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name="người đề nghị"
    )
    on = models.DateField("ngày đề nghị")
    state = models.CharField("trạng thái", max_length=8, choices=State, default=State.WAITING)
    answer = models.TextField("trả lời", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name="người trả lời"
    )
    answered_on = models.DateField("ngày trả lời", null=True, blank=True)

    class Meta:
        verbose_name = "đề nghị mở lại số liệu"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["figure"], condition=Q(state="waiting"), name="reporting_reopen_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", answered_on__isnull=True)
                | (~Q(state="waiting") & Q(answered_on__isnull=False)),
                name="reporting_reopen_answered_has_day",
            ),
        ]


class Reminder(models.Model):
    """A unit was reminded of what it owes; once a day, whoever clicks."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="reminders", verbose_name="biểu số liệu")
    on = models.DateField("ngày nhắc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name="người nhắc"
    )

    class Meta:
        verbose_name = "lần nhắc gửi số liệu"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["submission", "on"], name="reporting_reminded_once_a_day")]
