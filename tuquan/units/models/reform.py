"""A change of units as a procedure: drafted, looked at, carried out on its date, undone while nothing rests on it."""

from django.db import models
from django.db.models import Q

from tuquan.ground import clock
from tuquan.ground.models import StoredFile
from tuquan.units.models.change import Change
from tuquan.units.models.unit import Unit


class Reform(models.Model):
    """One legal act and what it does to units, as a draft first (tuquan.units.reforms has the shape of `plan`)."""

    class State(models.TextChoices):
        DRAFT = "draft", "đang soạn"
        COMMITTED = "committed", "đã thực hiện"
        UNDONE = "undone", "đã hoàn tác"
        DISCARDED = "discarded", "đã bỏ"

    title = models.CharField("việc thay đổi", max_length=300)
    act_number = models.CharField("số văn bản", max_length=80)
    act_date = models.DateField("ngày văn bản", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    effective_on = models.DateField("có hiệu lực từ")
    grade = models.CharField("độ chắc của nguồn", max_length=1, default="V")
    source = models.CharField("nguồn", max_length=300, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="tệp văn bản"
    )
    scope = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="địa bàn", null=True, blank=True)
    plan = models.JSONField("nội dung thay đổi", default=dict)
    state = models.CharField("trạng thái", max_length=9, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField("lần sửa", default=0)
    change = models.OneToOneField(
        Change, models.PROTECT, related_name="reform", null=True, blank=True, verbose_name="thay đổi đã ghi"
    )
    # Accounts stand above units: who acted is a key, as in the audit log.
    drafted_by_key = models.BigIntegerField("mã người soạn", null=True)
    drafted_at = models.DateTimeField("lúc soạn", default=clock.now)
    committed_by_key = models.BigIntegerField("mã người thực hiện", null=True)
    committed_at = models.DateTimeField("lúc thực hiện", null=True)
    undone_by_key = models.BigIntegerField("mã người hoàn tác", null=True)
    undone_at = models.DateTimeField("lúc hoàn tác", null=True)
    undone_because = models.CharField("lý do hoàn tác", max_length=500, blank=True)

    class Meta:
        verbose_name = "lần sắp xếp đơn vị"
        ordering = ["-effective_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="committed") | Q(committed_at__isnull=False, change__isnull=False),
                name="units_reform_committed_has_change",
            ),
            models.CheckConstraint(
                condition=~Q(state="undone") | Q(undone_at__isnull=False), name="units_reform_undone_has_time"
            ),
        ]


class ReformRow(models.Model):
    """One row that carrying out a reform wrote: as it was before (null: made) and after (null: taken away)."""

    reform = models.ForeignKey(Reform, models.PROTECT, related_name="rows", verbose_name="lần sắp xếp")
    position = models.PositiveIntegerField("thứ tự")
    table = models.CharField("bảng", max_length=80)
    key = models.BigIntegerField("khóa")
    before = models.JSONField("trước", null=True)
    after = models.JSONField("sau", null=True)

    class Meta:
        verbose_name = "dòng đã ghi khi sắp xếp"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["reform", "position"], name="units_reform_row_place_once")]
