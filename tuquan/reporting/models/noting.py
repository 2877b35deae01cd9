"""What stands beside a figure: sentences of the two offices, files that bear it out, and which saves were taken."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tuquan.ground.models import StoredFile
from tuquan.reporting.models.figure import Figure
from tuquan.reporting.models.submission import Submission


class FigureNote(models.Model):
    """A sentence about a figure. Append-only: another thought is another note."""

    figure = models.ForeignKey(Figure, models.PROTECT, related_name="notes", verbose_name="số liệu")
    text = models.TextField("nội dung")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name="người viết"
    )
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "ghi chú của số liệu"
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="reporting_note_says_something")]


class FigureEvidence(models.Model):
    """A file that bears a figure out. Taken back, its bytes go and who, when and why stay."""

    figure = models.ForeignKey(Figure, models.PROTECT, related_name="evidence", verbose_name="số liệu")
    file = models.ForeignKey(
        StoredFile, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="tệp trong kho"
    )
    name = models.CharField("tên tệp", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField("số byte")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name="người gửi"
    )
    at = models.DateTimeField("lúc", auto_now_add=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="người gỡ"
    )
    taken_back_at = models.DateTimeField("lúc gỡ", null=True, blank=True)
    taken_back_because = models.TextField("lý do gỡ", blank=True)

    class Meta:
        verbose_name = "tệp minh chứng của số liệu"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, file__isnull=False, taken_back_because="")
                | (Q(taken_back_at__isnull=False, file__isnull=True) & ~Q(taken_back_because="")),
                name="reporting_evidence_stands_or_went",
            ),
            models.UniqueConstraint(
                fields=["figure", "sha256"],
                condition=Q(taken_back_at__isnull=True),
                name="reporting_evidence_once",
            ),
        ]


class CellSave(models.Model):
    """A save that was taken, by the token its page gave it: sent again after a lost answer, it is not done twice."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+", verbose_name="biểu số liệu")
    token = models.CharField("mã lần lưu", max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người lưu")
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "lần lưu ô số liệu"
        constraints = [
            models.UniqueConstraint(fields=["submission", "by", "token"], name="reporting_cell_save_once"),
        ]
