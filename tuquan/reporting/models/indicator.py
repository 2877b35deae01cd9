"""The catalogue of indicators, and how each adds up: data, not code."""

from django.db import models
from django.db.models import Q

from tuquan.ground.dated import Dated
from tuquan.units.models import Unit


class IndicatorKind(models.TextChoices):
    """stock: state at a day; flow: happened in a window; ratio: x of y; distinct, rate: never summed."""

    STOCK = "stock", "số hiện có"
    FLOW = "flow", "số phát sinh"
    RATIO = "ratio", "x trên tổng số y"
    DISTINCT = "distinct", "số loại khác nhau"
    RATE = "rate", "mức"


class Access(models.TextChoices):
    """open; limited: totals only and off by default; restricted: recognised, masked, stored nowhere."""

    OPEN = "open", "dùng chung"
    LIMITED = "limited", "chỉ tổng số"
    RESTRICTED = "restricted", "không lưu"


class OverUnits(models.TextChoices):
    """What a total over units is made of."""

    SUM = "sum", "cộng các đơn vị"
    RATIO = "ratio", "tổng tử số trên tổng mẫu số"
    RECORDS = "records", "đếm lại từ hồ sơ"
    NONE = "none", "không cộng được"


class OverTime(models.TextChoices):
    """What a longer window is made of."""

    SUM = "sum", "cộng các kỳ"
    LAST = "last", "lấy kỳ cuối"
    RECORDS = "records", "đếm lại từ hồ sơ"
    NONE = "none", "không cộng được"


class Indicator(models.Model):
    """One line of the catalogue, as it is worded today; `IndicatorVersion` keeps how it was worded on a day.

    Code and kind are for life: another measurement is another line. `owner`: the province that added the line for
    itself; without one it is everybody's. Restricted lines are known by code so that they can be refused.
    """

    code = models.CharField("mã", max_length=50, unique=True)
    group = models.CharField("nhóm", max_length=30)
    name = models.CharField("tên chỉ tiêu", max_length=250)
    name_en = models.CharField("tên tiếng Anh", max_length=250)
    measure = models.CharField("đơn vị tính", max_length=40)
    kind = models.CharField("kiểu số", max_length=10, choices=IndicatorKind)
    access = models.CharField("mức sử dụng", max_length=10, choices=Access)
    over_units = models.CharField("cộng theo đơn vị", max_length=10, choices=OverUnits)
    over_time = models.CharField("cộng theo thời gian", max_length=10, choices=OverTime)
    definition = models.TextField("nội dung")
    position = models.PositiveIntegerField("thứ tự")
    owner = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="địa phương đặt thêm"
    )

    class Meta:
        verbose_name = "chỉ tiêu"
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(over_units="sum", kind__in=["stock", "flow"]) | ~Q(over_units="sum"),
                name="reporting_only_stock_and_flow_are_summed",
            )
        ]


class IndicatorVersion(Dated):
    """How a line was worded, measured and added up while this version was in force; `because` says who decided.

    `adding_because`: why it adds up otherwise than its kind does by default. A line whose last version has ended is
    retired: what was reported stays, no form asks it again.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="versions", verbose_name="chỉ tiêu")
    name = models.CharField("tên chỉ tiêu", max_length=250)
    measure = models.CharField("đơn vị tính", max_length=40)
    access = models.CharField("mức sử dụng", max_length=10, choices=Access)
    over_units = models.CharField("cộng theo đơn vị", max_length=10, choices=OverUnits)
    over_time = models.CharField("cộng theo thời gian", max_length=10, choices=OverTime)
    definition = models.TextField("nội dung")
    numerator = models.TextField("tử số", blank=True)
    denominator = models.TextField("mẫu số", blank=True)
    adding_because = models.CharField("vì sao cộng khác thường", max_length=400, blank=True)
    because = models.CharField("căn cứ", max_length=300, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "bản của chỉ tiêu"
        ordering = ["begins_on"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["indicator", "begins_on"], name="reporting_indicator_version_once"),
        ]
