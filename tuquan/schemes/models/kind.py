"""Kinds of scheme and the fields they work in."""

from django.db import models


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
    search_key = models.CharField(max_length=250, unique=True, editable=False)
    sort_key = models.TextField(editable=False)

    class Meta:
        verbose_name = "loại mô hình"
        ordering = ["sort_key"]
