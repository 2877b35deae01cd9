"""Kinds of scheme, fields of work, and how copies are counted."""

from django.db import models

from tuquan.ground.dated import Dated
from tuquan.units.models import Unit


class Block(models.TextChoices):
    """Residential block or the block of agencies, enterprises and schools."""

    RESIDENTIAL = "residential", "khối xã, khu dân cư"
    FACILITY = "facility", "khối cơ quan, doanh nghiệp, nhà trường"


class Field(models.TextChoices):
    """The field a scheme works in; describes the scheme, never a person (docs/glossary.md)."""

    RESIDENTIAL_AREA = "residential_area", "Khu dân cư, thôn, tổ dân phố"
    LINEAGE = "lineage", "Dòng họ"
    RELIGIOUS_COMMUNITY = "religious_community", "Cộng đồng tôn giáo"
    ETHNIC_AREA = "ethnic_area", "Vùng dân tộc thiểu số"
    ASSOCIATION = "association", "Đoàn thể"
    SCHOOL = "school", "Nhà trường"
    WORKPLACE = "workplace", "Cơ quan, doanh nghiệp"
    TRAFFIC = "traffic", "Giao thông"
    TECHNOLOGY = "technology", "Công nghệ, mạng xã hội"
    FIRE_SAFETY = "fire_safety", "Phòng cháy, chữa cháy"
    DRUG_PREVENTION = "drug_prevention", "Phòng, chống ma túy, tệ nạn xã hội"
    BORDER_SEA = "border_sea", "Biên giới, biển đảo"
    BOUNDARY = "boundary", "Giáp ranh, liên kết"
    ECONOMY = "economy", "Kinh tế, môi trường, du lịch"


class SchemeKind(models.Model):
    """A kind of scheme, known by its name and goal (loại mô hình)."""

    name = models.CharField("tên loại mô hình", max_length=200, unique=True)
    field = models.CharField("lĩnh vực", max_length=30, choices=Field)
    block = models.CharField("khối thường gặp", max_length=12, choices=Block, default=Block.RESIDENTIAL)
    search_key = models.CharField(max_length=220, db_index=True, editable=False)
    sort_key = models.CharField(max_length=700, editable=False)

    class Meta:
        verbose_name = "loại mô hình"
        ordering = ["sort_key"]


class CountingRule(Dated):
    """Whether a copy counts as a scheme of its own or only adds a site: a province's choice, dated."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="nơi áp dụng")
    copy_is_scheme = models.BooleanField("bản nhân rộng tính là một mô hình", default=True)
    source = models.CharField("căn cứ", max_length=300, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "cách đếm mô hình"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["unit", "begins_on"], name="schemes_rule_one_a_day"),
        ]
