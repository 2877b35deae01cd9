"""What is asked of figures before they go up: rules as dated data, where they are off, what was explained."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from tuquan.ground.dated import Dated
from tuquan.reporting.models.figure import Figure
from tuquan.reporting.models.form import ReportKind
from tuquan.units.models import Level, Unit


class CheckKind(models.TextChoices):
    """relation: two sides compared, written in the language of checks; the others are worked out, by `parameters`."""

    RELATION = "relation", "so sánh hai vế"
    SCHEMES = "schemes", "mô hình cuối kỳ khớp với kỳ trước"
    HISTORY = "history", "khác thường so với các kỳ trước của chính đơn vị"
    PEERS = "peers", "khác thường so với các đơn vị cùng loại"
    NAMED = "named", "số tên được kể khớp với số ghi"
    READING = "reading", "khớp với báo cáo của chính đơn vị"
    SOURCES = "sources", "các nguồn nói giống nhau"
    STATED = "stated", "tổng ghi trong báo cáo khớp với tổng các đơn vị"
    DATED = "dated", "quyết định không có sau việc"


class CheckLines(models.TextChoices):
    """Which lines a relation is asked of: as its sides say, or of each line of a sort, which they call dong_nay."""

    WRITTEN = "written", "các chỉ tiêu ghi trong hai vế"
    EVERY = "every", "mọi chỉ tiêu của biểu"
    STOCK = "stock", "mọi số hiện có"
    FLOW = "flow", "mọi số phát sinh"
    RATIO = "ratio", "mọi số x trên tổng số y"


class CheckOperator(models.TextChoices):
    """What has to hold between the two sides."""

    AT_MOST = "<=", "không lớn hơn"
    LESS = "<", "nhỏ hơn"
    EQUAL = "=", "bằng"
    AT_LEAST = ">=", "không nhỏ hơn"
    MORE = ">", "lớn hơn"
    DIFFERS = "!=", "khác"


class Severity(models.TextChoices):
    """error: blocks until the numbers are mended; warning: needs a sentence."""

    ERROR = "error", "lỗi, phải sửa"
    WARNING = "warning", "cần giải trình"


class CheckRule(Dated):
    """One rule while it was in force; a round is judged by the rules of its last day.

    A change is a new row of the same `code`. `owner`: the province that set it for itself; without one it is
    everybody's. `report_kind` and `level`: only these, when given. What is asked when `condition` holds and
    `left operator right` does not; an operand nobody answered keeps the rule silent.
    """

    code = models.CharField("mã", max_length=60)
    owner = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="địa phương đặt"
    )
    report_kind = models.ForeignKey(
        ReportKind, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="loại báo cáo"
    )
    level = models.PositiveSmallIntegerField("cấp", choices=Level, null=True, blank=True)
    kind = models.CharField("cách xét", max_length=10, choices=CheckKind, default=CheckKind.RELATION)
    lines = models.CharField("xét chỉ tiêu nào", max_length=8, choices=CheckLines, default=CheckLines.WRITTEN)
    name = models.CharField("quy tắc", max_length=250)
    condition = models.CharField("chỉ xét khi", max_length=500, blank=True)
    left = models.CharField("vế trái", max_length=500, blank=True)
    operator = models.CharField("phép so sánh", max_length=2, choices=CheckOperator, blank=True)
    right = models.CharField("vế phải", max_length=500, blank=True)
    parameters: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField("mức", default=dict, blank=True)
    severity = models.CharField("mức độ", max_length=8, choices=Severity, default=Severity.WARNING)
    sentence = models.CharField("câu hỏi", max_length=600)
    basis = models.CharField("căn cứ", max_length=300, blank=True)
    position = models.PositiveIntegerField("thứ tự")
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="người đặt"
    )

    class Meta(Dated.Meta):
        verbose_name = "quy tắc kiểm tra"
        ordering = ["position", "id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["code", "begins_on"], name="reporting_check_rule_once_a_day"),
            models.CheckConstraint(
                condition=~Q(kind="relation") | ~(Q(left="") | Q(operator="") | Q(right="")),
                name="reporting_check_relation_has_sides",
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | Q(kind="relation"), name="reporting_own_check_is_a_relation"
            ),
        ]


class CheckSwitch(Dated):
    """A province's time without a shared rule, with its reason. Rules that block are never off."""

    rule_code = models.CharField("mã quy tắc", max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="địa phương")
    because = models.CharField("lý do", max_length=500)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="người đặt"
    )

    class Meta(Dated.Meta):
        verbose_name = "quy tắc được tắt"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["rule_code", "unit", "begins_on"], name="reporting_check_switch_once"),
            models.CheckConstraint(condition=~Q(because=""), name="reporting_check_switch_has_reason"),
        ]


class ExplainedQuestion(models.Model):
    """What a figure was being asked when its explanation was written: it holds for these operands, and no others.

    `operands` is a fingerprint of the numbers the question was about; a row without `check_code` says that nothing
    was asked then. An explanation without any row is older than this table, and settles everything.
    """

    figure = models.ForeignKey(Figure, models.PROTECT, related_name="settled", verbose_name="số liệu")
    check_code = models.CharField("mã quy tắc", max_length=60, blank=True)
    operands = models.CharField("số đã xét", max_length=64, blank=True)

    class Meta:
        verbose_name = "câu hỏi đã giải trình"
        constraints = [
            models.UniqueConstraint(fields=["figure", "check_code", "operands"], name="reporting_settled_once")
        ]
