"""Report kinds and the forms (biểu số liệu) that they ask for."""

from django.db import models
from django.db.models import Q

from tuquan.ground.dated import Dated
from tuquan.reporting.models.indicator import Indicator
from tuquan.units.models import Level, Unit


class ReportKind(models.Model):
    """A report an office makes again and again, or once. `owner`: the province whose own report it is."""

    code = models.CharField("mã", max_length=40, unique=True)
    name = models.CharField("tên loại báo cáo", max_length=250)
    subject = models.CharField("trích yếu", max_length=400)
    owner = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="địa phương đặt thêm"
    )

    class Meta:
        verbose_name = "loại báo cáo"


class Form(Dated):
    """The lines one level answers for a report kind while this form was in force.

    `owner`: the province whose units answer it instead of the form that everybody has.
    """

    report_kind = models.ForeignKey(ReportKind, models.PROTECT, related_name="forms", verbose_name="loại báo cáo")
    level = models.PositiveSmallIntegerField("cấp", choices=Level)
    name = models.CharField("tên biểu", max_length=200)
    owner = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="địa phương đặt riêng"
    )

    class Meta(Dated.Meta):
        verbose_name = "biểu số liệu"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["report_kind", "level", "begins_on"],
                condition=Q(owner__isnull=True),
                name="reporting_form_one_a_day",
            ),
            models.UniqueConstraint(
                fields=["report_kind", "level", "begins_on", "owner"],
                condition=Q(owner__isnull=False),
                name="reporting_own_form_one_a_day",
            ),
        ]


class FormLine(models.Model):
    """One indicator of a form. `own_work`: a level's own figure that adds to its units', not a sum of theirs."""

    form = models.ForeignKey(Form, models.CASCADE, related_name="lines", verbose_name="biểu")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name="chỉ tiêu")
    section = models.CharField("mục", max_length=120)
    position = models.PositiveSmallIntegerField("thứ tự")
    required = models.BooleanField("bắt buộc", default=True)
    own_work = models.BooleanField("việc của chính cấp này", default=False)

    class Meta:
        verbose_name = "dòng của biểu"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["form", "indicator"], name="reporting_form_line_once"),
            models.UniqueConstraint(fields=["form", "position"], name="reporting_form_place_once"),
        ]
