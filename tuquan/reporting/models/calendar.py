"""When rounds stand: window rules, dated rules by which rounds open, what a long round is derived from, reminders."""

from django.db import models
from django.db.models import F, Q

from tuquan.accounts.models import OrganKind
from tuquan.ground.dated import Dated
from tuquan.reporting.models.form import ReportKind
from tuquan.reporting.models.round import Round
from tuquan.reporting.models.submission import Submission
from tuquan.units.models import Level, Unit


class WindowRule(models.Model):
    """How the windows of a year are laid, see `tuquan.vn.window_rules.WindowPattern`; never changed once it is used.

    Decree 09/2019/NĐ-CP counts from the 15th to the 14th; KDC from 01/11 to 31/10; others from any day to 28.
    """

    code = models.CharField("mã", max_length=40, unique=True)
    name = models.CharField("tên cách tính kỳ", max_length=120)
    months = models.PositiveSmallIntegerField("số tháng của kỳ")
    first_day = models.PositiveSmallIntegerField("ngày đầu kỳ")
    lead_months = models.PositiveSmallIntegerField("bắt đầu trước tháng 1 mấy tháng", default=0)
    first_part = models.PositiveSmallIntegerField("kỳ đầu tiên trong năm", default=1)
    parts = models.PositiveSmallIntegerField("số kỳ trong năm", default=1)
    basis = models.CharField("căn cứ", max_length=300, blank=True)

    class Meta:
        verbose_name = "cách tính kỳ"
        ordering = ["months", "lead_months", "first_part", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(months__range=(1, 12), first_day__range=(1, 28), lead_months__range=(0, 11))
                & Q(first_part__gte=1, parts__gte=1),
                name="reporting_window_rule_days",
            ),
            # The windows of a year end within the twelve months that begin with the first of them.
            models.CheckConstraint(
                condition=Q(months__lte=12 / (F("first_part") + F("parts") - 1)), name="reporting_window_rule_one_year"
            ),
        ]


class RoundRule(Dated):
    """Opens a round for each window that ends while the rule is in force.

    `scope`: the unit over whose children the round is asked; without one, every unit of `scope_level` that has no rule
    of its own for the report. `organ_kind`: whose organs send. `opens_before`: calendar days before the last day.
    """

    report_kind = models.ForeignKey(ReportKind, models.PROTECT, related_name="rules", verbose_name="loại báo cáo")
    scope = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="địa bàn")
    scope_level = models.PositiveSmallIntegerField("cấp tổng hợp", choices=Level)
    window_rule = models.ForeignKey(WindowRule, models.PROTECT, related_name="+", verbose_name="cách tính kỳ")
    organ_kind = models.CharField("cơ quan gửi", max_length=20, choices=OrganKind, default=OrganKind.POLICE)
    opens_before = models.PositiveSmallIntegerField("mở trước ngày cuối kỳ mấy ngày", default=10)
    title_pattern = models.CharField("mẫu tên kỳ", max_length=100, default="{kỳ}")
    basis = models.CharField("căn cứ", max_length=300, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "lịch báo cáo"
        ordering = ["report_kind", "window_rule", "begins_on"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["report_kind", "scope", "window_rule", "begins_on"],
                condition=Q(scope__isnull=False),
                name="reporting_round_rule_one_a_day",
            ),
            models.UniqueConstraint(
                fields=["report_kind", "scope_level", "window_rule", "begins_on"],
                condition=Q(scope__isnull=True),
                name="reporting_round_rule_of_all_one_a_day",
            ),
        ]


class RuleDue(models.Model):
    """A level's three days as working days after the window's last day (before it when negative).

    `cut_off_after` 0 is the last day itself, whatever it is. Without `above_after` the level above sends on by its own
    due day. At least one working day lies between cut-off and sending (Nghị định 09/2019/NĐ-CP).
    """

    rule = models.ForeignKey(RoundRule, models.PROTECT, related_name="dues", verbose_name="lịch")
    level = models.PositiveSmallIntegerField("cấp gửi", choices=Level)
    cut_off_after = models.SmallIntegerField("chốt số liệu", default=0)
    due_after = models.SmallIntegerField("hạn gửi")
    above_after = models.SmallIntegerField("hạn cấp trên gửi tiếp", null=True, blank=True)

    class Meta:
        verbose_name = "hạn theo lịch"
        ordering = ["-level"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "level"], name="reporting_rule_due_once"),
            models.CheckConstraint(
                condition=Q(due_after__gt=F("cut_off_after"))
                & (Q(above_after__isnull=True) | Q(above_after__gte=F("due_after"))),
                name="reporting_rule_due_in_order",
            ),
        ]


class RoundPart(models.Model):
    """A longer round is derived from shorter ones of the same report and area, which cover its window without a gap."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="parts", verbose_name="kỳ dài")
    part = models.ForeignKey(Round, models.PROTECT, related_name="wholes", verbose_name="kỳ thành phần")

    class Meta:
        verbose_name = "kỳ thành phần"
        constraints = [
            models.UniqueConstraint(fields=["round", "part"], name="reporting_round_part_once"),
            models.CheckConstraint(condition=~Q(round=F("part")), name="reporting_round_part_not_itself"),
        ]


class ReminderRule(Dated):
    """On which day a unit that has not sent is reminded: working days after the due day, before it when negative."""

    days = models.SmallIntegerField("ngày làm việc sau hạn")

    class Meta(Dated.Meta):
        verbose_name = "lịch nhắc"
        ordering = ["days"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["days", "begins_on"], name="reporting_reminder_rule_one_a_day"),
        ]


class DueReminder(models.Model):
    """What the program reminded of by itself: each step of the rule once for a submission."""

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="due_reminders", verbose_name="biểu số liệu"
    )
    days = models.SmallIntegerField("ngày làm việc sau hạn")
    on = models.DateField("ngày nhắc")
    told = models.PositiveSmallIntegerField("số người được nhắc", default=0)

    class Meta:
        verbose_name = "lần nhắc theo lịch"
        constraints = [models.UniqueConstraint(fields=["submission", "days"], name="reporting_due_reminder_once")]
