"""What the Parquet set knows of each window. The database stays the record: every row here can be made again."""

from django.db import models
from django.db.models import F, Q

from tuquan.reporting.models.form import ReportKind
from tuquan.vn.windows import Window


class WindowFacts(models.Model):
    """One window of a report kind, whatever rounds share it: how often its figures changed, and its base file.

    `revision` is raised under this row's lock by every approval; the base holds the window as of `base_revision`.
    `base_file` is a name in the folder of facts (empty: no base is laid yet).
    """

    report_kind = models.ForeignKey(ReportKind, models.PROTECT, related_name="+", verbose_name="loại báo cáo")
    first_day = models.DateField("từ ngày")
    last_day = models.DateField("đến hết ngày")
    revision = models.PositiveBigIntegerField("số lần số liệu đổi", default=0)
    base_file = models.CharField("tệp nền", max_length=120, blank=True)
    base_revision = models.PositiveBigIntegerField("tệp nền lập ở lần đổi", default=0)
    base_rows = models.PositiveBigIntegerField("số dòng của tệp nền", default=0)
    base_units = models.PositiveIntegerField("số đơn vị trong tệp nền", default=0)
    base_bytes = models.PositiveBigIntegerField("cỡ tệp nền", default=0)
    base_sha256 = models.CharField("mã kiểm tra tệp nền", max_length=64, blank=True)
    laid_at = models.DateTimeField("lập tệp nền lúc", null=True, blank=True)

    class Meta:
        verbose_name = "kho số liệu của một kỳ"
        constraints = [
            models.UniqueConstraint(fields=["report_kind", "first_day", "last_day"], name="reporting_facts_once"),
            models.CheckConstraint(
                condition=Q(base_revision__lte=F("revision")), name="reporting_facts_base_not_ahead"
            ),
        ]

    @property
    def window(self) -> Window:
        return Window(self.first_day, self.last_day)


class FactChange(models.Model):
    """A unit whose figures of the window changed since its base: its rows are read from the database instead."""

    window = models.ForeignKey(WindowFacts, models.PROTECT, related_name="changes", verbose_name="kho số liệu")
    # No foreign key: what is remembered of a unit does not keep a reform that made it from being undone.
    unit_key = models.PositiveBigIntegerField("đơn vị")
    revision = models.PositiveBigIntegerField("ở lần đổi")

    class Meta:
        verbose_name = "đơn vị có số liệu đổi"
        constraints = [models.UniqueConstraint(fields=["window", "unit_key"], name="reporting_fact_change_once")]
        indexes = [models.Index(fields=["window", "revision"], name="reporting_fact_change_since")]
