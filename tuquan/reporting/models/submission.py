"""What one organ owes for one round, its state, and every move it made."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tuquan.accounts.models import Delegation, Organ
from tuquan.reporting.models.round import Round
from tuquan.units.models import Placement, Unit


class State(models.TextChoices):
    """trình (present: to the head, inside the office) and gửi (submit: upward) are two acts."""

    DRAFT = "draft", "đang làm"
    PRESENTED = "presented", "đã trình"
    SUBMITTED = "submitted", "đã gửi"
    APPROVED = "approved", "đã duyệt"
    SENT_BACK = "sent_back", "trả lại"


class Submission(models.Model):
    """An expected set of figures: the row exists from the opening of the round, so silence is visible."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="submissions", verbose_name="kỳ")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="cơ quan gửi")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.DRAFT)
    presented_at = models.DateTimeField("lúc trình", null=True, blank=True)
    submitted_at = models.DateTimeField("lúc gửi", null=True, blank=True)
    first_submitted_on = models.DateField("ngày gửi lần đầu", null=True, blank=True)
    approved_at = models.DateTimeField("lúc duyệt", null=True, blank=True)
    version = models.PositiveIntegerField("số lần chuyển", default=0)

    class Meta:
        verbose_name = "biểu số liệu nộp lên"
        constraints = [
            models.UniqueConstraint(fields=["round", "unit", "organ"], name="reporting_submission_once"),
            models.CheckConstraint(
                condition=~Q(state="presented") | Q(presented_at__isnull=False),
                name="reporting_presented_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "approved", "sent_back"])
                | Q(submitted_at__isnull=False, first_submitted_on__isnull=False, presented_at__isnull=False),
                name="reporting_submitted_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state="approved", approved_at__isnull=False)
                | (~Q(state="approved") & Q(approved_at__isnull=True)),
                name="reporting_approved_has_time",
            ),
        ]


class SubmissionPlacement(Placement):
    """Who finishes a submission whose own office ended while it was open. Its figures stay with its unit."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="placements", verbose_name="biểu số liệu")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="cơ quan làm tiếp")

    class Meta(Placement.Meta):
        verbose_name = "nơi làm tiếp biểu số liệu"
        constraints = [
            *Placement.Meta.constraints,
            models.UniqueConstraint(
                fields=["submission", "begins_on"], name="reporting_submission_placement_one_a_day"
            ),
        ]


class Move(models.Model):
    """One change of state: who, when, why. Append-only by habit; the audit holds the same in its own words."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="moves", verbose_name="biểu số liệu")
    from_state = models.CharField("từ", max_length=10, choices=State)
    to_state = models.CharField("đến", max_length=10, choices=State)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name="người làm"
    )
    at = models.DateTimeField("lúc", auto_now_add=True)
    on = models.DateField("ngày")
    reason = models.TextField("lý do", blank=True)
    # Signed in another's place: by which delegation.
    under = models.ForeignKey(
        Delegation, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="theo ủy quyền"
    )

    class Meta:
        verbose_name = "bước chuyển"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(to_state="sent_back") | ~Q(reason=""), name="reporting_sent_back_has_reason"
            )
        ]
