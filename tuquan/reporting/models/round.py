"""A round is a report kind over a window of days."""

from django.db import models
from django.db.models import F, Q

from tuquan.reporting.models.form import ReportKind
from tuquan.units.models import Level, Unit
from tuquan.vn.windows import Window


class Round(models.Model):
    """`first_day`..`last_day`, both inclusive as offices say them; asked of the units under `scope` on the last day."""

    report_kind = models.ForeignKey(ReportKind, models.PROTECT, related_name="rounds", verbose_name="loại báo cáo")
    scope = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="địa bàn")
    first_day = models.DateField("từ ngày")
    last_day = models.DateField("đến hết ngày")
    title = models.CharField("tên kỳ", max_length=120)
    # Closed: no new submission or correction without opening it again. Set when the head closes the round.
    closed_on = models.DateField("ngày chốt", null=True, blank=True)
    # By which dated rule it was opened; without one, by somebody's decision (an ad-hoc round).
    rule = models.ForeignKey(
        "reporting.RoundRule", models.PROTECT, related_name="rounds", null=True, blank=True, verbose_name="theo lịch"
    )

    # Asked only for what its parts (RoundPart) do not carry: a year of which every month was asked.
    derived = models.BooleanField("tính từ các kỳ thành phần", default=False)

    class Meta:
        verbose_name = "kỳ báo cáo"
        ordering = ["-last_day", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="reporting_round_window"),
            models.UniqueConstraint(
                fields=["report_kind", "scope", "first_day", "last_day"], name="reporting_round_once"
            ),
        ]

    @property
    def window(self) -> Window:
        return Window(self.first_day, self.last_day)


class RoundDue(models.Model):
    """A level's three days: its data end on `cut_off_on`, it sends by `due_on`, the level above sends on by `above_on`.

    Nghị định 09/2019/NĐ-CP leaves the days to each office, with at least a working day from cut-off to sending.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="dues", verbose_name="kỳ")
    level = models.PositiveSmallIntegerField("cấp gửi", choices=Level)
    due_on = models.DateField("hạn gửi")
    cut_off_on = models.DateField("ngày chốt số liệu", null=True, blank=True)
    above_on = models.DateField("hạn cấp trên gửi tiếp", null=True, blank=True)

    class Meta:
        verbose_name = "hạn gửi"
        constraints = [models.UniqueConstraint(fields=["round", "level"], name="reporting_due_once")]
