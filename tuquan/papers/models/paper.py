"""A paper and every number in it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tuquan.accounts.models import Organ
from tuquan.ground.fields import ThousandthsField
from tuquan.ground.models import StoredFile
from tuquan.reporting.models import Indicator, Round
from tuquan.units.models import Unit


class Paper(models.Model):
    """Báo cáo chính thức. While a draft, its content may be written anew; once issued, it is frozen for good."""

    class State(models.TextChoices):
        DRAFT = "draft", "dự thảo"
        ISSUED = "issued", "đã phát hành"

    round = models.ForeignKey(Round, models.PROTECT, related_name="papers", verbose_name="kỳ")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="cơ quan ban hành")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    state = models.CharField("trạng thái", max_length=8, choices=State, default=State.DRAFT)
    subject = models.CharField("trích yếu", max_length=400)
    number = models.PositiveIntegerField("số", null=True, blank=True)
    year = models.PositiveSmallIntegerField("năm đánh số", null=True, blank=True)
    content = models.JSONField("nội dung đóng băng")
    free_text = models.JSONField("đoạn người soạn viết", default=dict)
    incomplete = models.JSONField("phần còn thiếu", default=list)
    content_sha256 = models.CharField("SHA-256 của nội dung", max_length=64)
    coverage_text = models.CharField("độ phủ", max_length=300)
    docx = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", null=True, verbose_name="bản docx")
    pdf = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", null=True, verbose_name="bản pdf")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    drafted_at = models.DateTimeField("lúc soạn", auto_now_add=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    issued_at = models.DateTimeField("lúc phát hành", null=True)

    class Meta:
        verbose_name = "báo cáo chính thức"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="issued", issued_at__isnull=False, number__isnull=False, year__isnull=False)
                | Q(state="draft", issued_at__isnull=True, number__isnull=True),
                name="papers_issued_has_number_and_time",
            ),
            models.UniqueConstraint(fields=["organ", "year", "number"], name="papers_number_once_a_year"),
        ]


class PaperNumber(models.Model):
    """A number in a paper: the tag in the docx leads here, and from here back to what it is made of."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="numbers", verbose_name="báo cáo")
    tag = models.CharField("nhãn", max_length=64)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name="chỉ tiêu")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    value = ThousandthsField("giá trị", null=True)
    shown = models.CharField("viết là", max_length=60)
    coverage_got = models.PositiveSmallIntegerField("đã có", default=0)
    coverage_expected = models.PositiveSmallIntegerField("phải có", default=0)
    made_of = models.JSONField("gồm những lần duyệt", default=list)

    class Meta:
        verbose_name = "số trong báo cáo"
        constraints = [models.UniqueConstraint(fields=["paper", "tag"], name="papers_number_tag_once")]
