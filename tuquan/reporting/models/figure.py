"""Figures, the claims that compete for them, and the revisions that were approved."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tuquan.ground.fields import ThousandthsField
from tuquan.reporting.models.indicator import Indicator
from tuquan.reporting.models.submission import Submission


class Scope(models.TextChoices):
    """own: the unit's own work, which adds up; stated: a level's typed total, which is only compared."""

    OWN = "own", "việc của đơn vị"
    STATED = "stated", "tổng ghi trong báo cáo"


class Answer(models.TextChoices):
    """chưa báo cáo, không phát sinh and a number (0 among them) are three different things."""

    NOT_REPORTED = "not_reported", "chưa báo cáo"
    NONE_AROSE = "none_arose", "không phát sinh"
    VALUE = "value", "có số liệu"


class SourceKind(models.TextChoices):
    """Where a claim comes from; the key's meaning belongs to the room that answers `trace` for the kind."""

    RECORDS = "records", "từ hồ sơ"
    READ = "read", "trích từ báo cáo"
    TYPED = "typed", "nhập tay"
    CARRIED = "carried", "chuyển từ kỳ trước"
    IMPORTED = "imported", "nhập từ tệp"
    SIGNED = "signed", "báo cáo có chữ ký"


class Figure(models.Model):
    """One cell of a submission: points to the claim that was chosen; others stay beside it."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="figures", verbose_name="biểu số liệu")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name="chỉ tiêu")
    scope = models.CharField("loại", max_length=8, choices=Scope, default=Scope.OWN)
    answer = models.CharField("trả lời", max_length=14, choices=Answer, default=Answer.NOT_REPORTED)
    chosen = models.ForeignKey(
        "Claim", models.PROTECT, related_name="+", null=True, blank=True, verbose_name="số được chọn"
    )
    explanation = models.TextField("giải trình chênh lệch", blank=True)
    # One figure may be corrected while its submission stays approved; not empty says it is open, and why.
    reopened_because = models.TextField("lý do mở lại", blank=True)
    version = models.PositiveIntegerField("lần sửa", default=0)

    class Meta:
        verbose_name = "số liệu"
        constraints = [
            models.UniqueConstraint(fields=["submission", "indicator", "scope"], name="reporting_figure_once"),
            models.CheckConstraint(condition=Q(scope__in=["own", "stated"]), name="reporting_figure_scope_known"),
            models.CheckConstraint(
                condition=Q(answer="value", chosen__isnull=False) | (~Q(answer="value") & Q(chosen__isnull=True)),
                name="reporting_figure_value_has_claim",
            ),
        ]


class Claim(models.Model):
    """A value somebody or something states for a figure. Append-only: a new statement is a new claim."""

    figure = models.ForeignKey(Figure, models.PROTECT, related_name="claims", verbose_name="số liệu")
    value = ThousandthsField("giá trị")
    of = ThousandthsField("trên tổng số", null=True, blank=True)
    source_kind = models.CharField("nguồn", max_length=8, choices=SourceKind)
    source_key = models.CharField("mã nguồn", max_length=80, blank=True)
    source_label = models.CharField("nguồn nói bằng lời", max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name="người xác nhận"
    )
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "số được nêu"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(of__isnull=True) | Q(of__gte=F("value")), name="reporting_claim_x_of_y"),
            models.CheckConstraint(condition=Q(value__gte=0), name="reporting_claim_not_negative"),
        ]


class FigureRevision(models.Model):
    """What was approved: the only thing that totals are made of. The last one (`superseded_at` null) counts."""

    figure = models.ForeignKey(Figure, models.PROTECT, related_name="revisions", verbose_name="số liệu")
    number = models.PositiveIntegerField("lần")
    answer = models.CharField("trả lời", max_length=14, choices=Answer)
    value = ThousandthsField("giá trị", null=True, blank=True)
    of = ThousandthsField("trên tổng số", null=True, blank=True)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="+", null=True, verbose_name="số được chọn")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    approved_at = models.DateTimeField("lúc duyệt", auto_now_add=True)
    reason = models.TextField("lý do sửa sau khi duyệt", blank=True)
    superseded_at = models.DateTimeField("lúc có bản mới hơn", null=True, blank=True)

    class Meta:
        verbose_name = "số liệu đã duyệt"
        constraints = [
            models.UniqueConstraint(fields=["figure", "number"], name="reporting_revision_number"),
            models.UniqueConstraint(
                fields=["figure"],
                condition=Q(superseded_at__isnull=True),
                name="reporting_one_current_revision",
            ),
            models.CheckConstraint(
                condition=Q(answer="value", value__isnull=False) | (~Q(answer="value") & Q(value__isnull=True)),
                name="reporting_revision_value",
            ),
        ]
