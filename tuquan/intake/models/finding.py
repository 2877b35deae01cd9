"""What a rule saw (append-only) and, beside it, what a person answered."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tuquan.accounts.models import Organ
from tuquan.ground.fields import ThousandthsField
from tuquan.intake.models.document import SourceDocument


class Reading(models.Model):
    """One run of the reader over one document, by one version of its rules."""

    document = models.ForeignKey(SourceDocument, models.PROTECT, related_name="readings", verbose_name="báo cáo")
    rules_version = models.CharField("phiên bản quy tắc", max_length=40)
    at = models.DateTimeField("lúc đọc", auto_now_add=True)

    class Meta:
        verbose_name = "lần đọc"
        ordering = ["-id"]


class Finding(models.Model):
    """Số trích được. A restricted line keeps its code and place, never its value."""

    class Confidence(models.TextChoices):
        SURE = "sure", "chắc chắn"
        LIKELY = "likely", "có thể đúng"
        DOUBTFUL = "doubtful", "cần xem lại"

    reading = models.ForeignKey(Reading, models.PROTECT, related_name="findings", verbose_name="lần đọc")
    position = models.PositiveIntegerField("thứ tự")
    indicator_code = models.CharField("mã chỉ tiêu", max_length=50)
    masked = models.BooleanField("đã che", default=False)
    value = ThousandthsField("giá trị", null=True, blank=True)
    of = ThousandthsField("trên tổng số", null=True, blank=True)
    value_max = ThousandthsField("đến", null=True, blank=True)
    start = models.PositiveIntegerField("từ ký tự")
    end = models.PositiveIntegerField("đến ký tự")
    sentence_start = models.PositiveIntegerField("câu từ ký tự")
    sentence_end = models.PositiveIntegerField("câu đến ký tự")
    place = models.CharField("nơi", max_length=200, blank=True)
    period_start = models.DateField("từ ngày", null=True, blank=True)
    period_end = models.DateField("đến ngày", null=True, blank=True)
    qualifier = models.CharField("mức chính xác", max_length=10, default="exact")
    planned = models.BooleanField("là kế hoạch", default=False)
    confidence = models.CharField("độ chắc", max_length=10, choices=Confidence)
    reasons = models.JSONField("vì sao", default=list)
    rule = models.CharField("quy tắc", max_length=80)
    rule_version = models.CharField("phiên bản quy tắc", max_length=40)
    measure = models.CharField("đơn vị đếm", max_length=80, blank=True)
    detail = models.CharField("chi tiết", max_length=200, blank=True)
    named = models.JSONField("tên được kể", default=list)

    class Meta:
        verbose_name = "số trích được"
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(masked=True, value__isnull=True, of__isnull=True, value_max__isnull=True) | Q(masked=False),
                name="intake_masked_finding_has_no_value",
            ),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="intake_finding_span"),
            models.UniqueConstraint(fields=["reading", "position"], name="intake_finding_place_once"),
        ]


class Verdict(models.TextChoices):
    CONFIRMED = "confirmed", "đã nhận"
    CORRECTED = "corrected", "đã sửa"
    REJECTED = "rejected", "đã loại"


class FindingAnswer(models.Model):
    """A person's answer to a finding. A changed mind is a new answer; the last one holds."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="answers", verbose_name="số trích được")
    verdict = models.CharField("trả lời", max_length=10, choices=Verdict)
    indicator_code = models.CharField("mã chỉ tiêu", max_length=50, blank=True)
    value = ThousandthsField("giá trị", null=True, blank=True)
    of = ThousandthsField("trên tổng số", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    on_behalf = models.ForeignKey(Organ, models.PROTECT, related_name="+", null=True, verbose_name="cơ quan đọc thay")
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "trả lời cho số trích được"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="rejected") | Q(value__isnull=False), name="intake_answer_has_value"
            )
        ]
