"""An organ works at a unit; it is not the unit. Its name, superior and letterhead are dated."""

from django.db import models

from tuquan.ground.dated import Dated
from tuquan.units.models import Placement


class OrganKind(models.TextChoices):
    """What sort of organ it is. Nothing keys on names such as "138": those are dated data of OrganVersion."""

    POLICE = "police", "Công an"
    PEOPLES_COMMITTEE = "peoples_committee", "Ủy ban nhân dân"
    STEERING_COMMITTEE = "steering_committee", "Ban Chỉ đạo"
    FRONT = "front", "Mặt trận Tổ quốc"
    ASSOCIATION = "association", "đoàn thể"


class Organ(models.Model):
    """A body that reports, signs and employs."""

    kind = models.CharField("loại cơ quan", max_length=20, choices=OrganKind)

    class Meta:
        verbose_name = "cơ quan"


class OrganVersion(Dated):
    """An organ's names, superior and letterhead while they lasted (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="versions", verbose_name="cơ quan")
    name = models.CharField("tên", max_length=200)
    short_name = models.CharField("tên gọn", max_length=120)
    superior = models.ForeignKey(
        Organ, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="cơ quan cấp trên"
    )
    letterhead_superior = models.CharField("cơ quan chủ quản trên đầu văn bản", max_length=200, blank=True)
    letterhead_name = models.CharField("tên trên đầu văn bản", max_length=200)
    symbol = models.CharField("ký hiệu", max_length=30, blank=True)
    place_name = models.CharField("địa danh", max_length=120)
    recipients = models.JSONField("nơi nhận thường dùng", default=list, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "tên cơ quan"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["organ", "begins_on"], name="accounts_organ_one_name_a_day"),
        ]


class OrganSuccession(models.Model):
    """Which organ took over from one that ended: its open work, its people, its reading of the past."""

    old = models.ForeignKey(Organ, models.PROTECT, related_name="heirs", verbose_name="cơ quan kết thúc")
    new = models.ForeignKey(Organ, models.PROTECT, related_name="forebears", verbose_name="cơ quan tiếp nhận")
    on = models.DateField("từ ngày")
    basis = models.CharField("căn cứ", max_length=300, blank=True)

    class Meta:
        verbose_name = "tiếp nhận giữa các cơ quan"
        constraints = [
            models.UniqueConstraint(fields=["old", "new", "on"], name="accounts_organ_succession_once"),
            models.CheckConstraint(
                condition=~models.Q(old=models.F("new")), name="accounts_organ_succession_not_to_itself"
            ),
        ]


class OrganPlacement(Placement):
    """The unit at which an organ works."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="placements", verbose_name="cơ quan")

    class Meta(Placement.Meta):
        verbose_name = "nơi làm việc của cơ quan"
