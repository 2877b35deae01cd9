"""A unit is a body; its name, type, code and parent are dated versions."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tuquan.ground.dated import Dated


class Level(models.IntegerChoices):
    """How far from the country a unit stands. Districts exist until 30/6/2025 (Luật 72/2025/QH15)."""

    COUNTRY = 0, "cả nước"
    PROVINCE = 1, "tỉnh"
    DISTRICT = 2, "huyện"
    COMMUNE = 3, "xã"
    HAMLET = 4, "thôn"


class UnitType(models.TextChoices):
    """What a unit is called, with the level that the type stands on (see LEVEL_OF)."""

    COUNTRY = "country", "nước"
    PROVINCE = "province", "tỉnh"
    CENTRAL_CITY = "central_city", "thành phố"
    DISTRICT = "district", "huyện"
    PROVINCIAL_CITY = "provincial_city", "thành phố thuộc tỉnh"
    TOWN = "town", "thị xã"
    URBAN_DISTRICT = "urban_district", "quận"
    COMMUNE = "commune", "xã"
    WARD = "ward", "phường"
    TOWNSHIP = "township", "thị trấn"
    SPECIAL_ZONE = "special_zone", "đặc khu"
    VILLAGE = "village", "thôn"
    MOUNTAIN_VILLAGE = "mountain_village", "bản"
    SUB_AREA = "sub_area", "tiểu khu"
    RESIDENTIAL_GROUP = "residential_group", "tổ dân phố"
    # What villages are called elsewhere in the country keeps its own name: no English word tells them apart.
    AP = "ap", "ấp"
    KHOM = "khom", "khóm"
    QUARTER = "quarter", "khu phố"
    AREA = "area", "khu"
    RESIDENTIAL_AREA = "residential_area", "khu dân cư"
    XOM = "xom", "xóm"
    LANG = "lang", "làng"
    BUON = "buon", "buôn"
    SOC = "soc", "sóc"

    @property
    def level(self) -> Level:
        return LEVEL_OF[self]


LEVEL_OF = {
    UnitType.COUNTRY: Level.COUNTRY,
    UnitType.PROVINCE: Level.PROVINCE,
    UnitType.CENTRAL_CITY: Level.PROVINCE,
    UnitType.DISTRICT: Level.DISTRICT,
    UnitType.PROVINCIAL_CITY: Level.DISTRICT,
    UnitType.TOWN: Level.DISTRICT,
    UnitType.URBAN_DISTRICT: Level.DISTRICT,
    UnitType.COMMUNE: Level.COMMUNE,
    UnitType.WARD: Level.COMMUNE,
    UnitType.TOWNSHIP: Level.COMMUNE,
    UnitType.SPECIAL_ZONE: Level.COMMUNE,
    UnitType.VILLAGE: Level.HAMLET,
    UnitType.MOUNTAIN_VILLAGE: Level.HAMLET,
    UnitType.SUB_AREA: Level.HAMLET,
    UnitType.RESIDENTIAL_GROUP: Level.HAMLET,
    UnitType.AP: Level.HAMLET,
    UnitType.KHOM: Level.HAMLET,
    UnitType.QUARTER: Level.HAMLET,
    UnitType.AREA: Level.HAMLET,
    UnitType.RESIDENTIAL_AREA: Level.HAMLET,
    UnitType.XOM: Level.HAMLET,
    UnitType.LANG: Level.HAMLET,
    UnitType.BUON: Level.HAMLET,
    UnitType.SOC: Level.HAMLET,
}


class Unit(models.Model):
    """A body. It ends only by merge, split or abolition. A beginning may be unknown: `known_from` is never invented."""

    level = models.PositiveSmallIntegerField("cấp", choices=Level)
    begins_on = models.DateField("lập ngày", null=True, blank=True)
    known_from = models.DateField("nguồn biết từ ngày")
    ends_on = models.DateField("hết từ ngày", null=True, blank=True)

    class Meta:
        verbose_name = "đơn vị"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("known_from")),
                name="units_unit_ends_after_known",
            ),
            models.CheckConstraint(
                condition=Q(begins_on__isnull=True) | Q(begins_on__lte=F("known_from")),
                name="units_unit_known_after_begin",
            ),
        ]


class UnitVersion(Dated):
    """A unit's name, type, code and parent while they lasted. A code is unique only in its list and on a day."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="versions", verbose_name="đơn vị")
    name = models.CharField("tên", max_length=120)
    type = models.CharField("loại", max_length=20, choices=UnitType)
    code = models.CharField("mã", max_length=12, blank=True)
    code_list = models.CharField("danh mục mã", max_length=40, blank=True)
    parent = models.ForeignKey(
        Unit, models.PROTECT, related_name="child_versions", null=True, blank=True, verbose_name="thuộc"
    )
    grade = models.CharField("độ chắc của nguồn", max_length=1, default="V")
    source = models.CharField("nguồn", max_length=300, blank=True, default="")
    change = models.ForeignKey(
        "units.Change", models.PROTECT, related_name="versions", null=True, blank=True, verbose_name="theo văn bản"
    )
    search_key = models.CharField(max_length=160, db_index=True, editable=False)
    sort_key = models.CharField(max_length=600, editable=False)

    TYPE_LABELS: ClassVar[dict[str, str]] = dict(UnitType.choices)

    class Meta(Dated.Meta):
        verbose_name = "tên và cấp trên của đơn vị"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["unit", "begins_on"], name="units_version_one_a_day"),
            models.UniqueConstraint(
                fields=["code_list", "code", "begins_on"],
                condition=~Q(code=""),
                name="units_version_code_once_a_day",
            ),
        ]
        indexes = [models.Index(fields=["parent", "begins_on"], name="units_version_parent")]

    @property
    def full_name(self) -> str:
        """Type and name as written in a sentence: "xã Châu Hóa"."""
        label = UnitType(self.type).label.removesuffix(" thuộc tỉnh")
        return f"{label} {self.name}"
