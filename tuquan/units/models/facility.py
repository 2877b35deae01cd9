"""Places that host a scheme: agencies, enterprises, schools, stations, markets. Never people."""

from django.db import models

from tuquan.ground.dated import Dated
from tuquan.units.models.placement import Placement


class FacilityType(models.TextChoices):
    """What sort of place it is."""

    AGENCY = "agency", "cơ quan"
    ENTERPRISE = "enterprise", "doanh nghiệp"
    SCHOOL = "school", "trường học"
    HEALTH = "health_station", "bệnh viện, trạm y tế"
    STATION = "station", "nhà ga, bến xe, bến cảng"
    MARKET = "market", "chợ, trung tâm thương mại"
    INDUSTRIAL_ZONE = "industrial_zone", "khu, cụm công nghiệp"
    LODGING = "lodging", "khu nhà trọ, nhà nghỉ"
    ROAD = "road", "tuyến đường, đoạn đường sắt"
    CULTURE = "culture", "nhà văn hóa, khu vui chơi"
    OTHER = "other", "nơi khác"


class Facility(Dated):
    """A place with a name and a life of its own; its type is a word, its unit a dated placement."""

    name = models.CharField("tên", max_length=200)
    type = models.CharField("loại nơi", max_length=20, choices=FacilityType)
    search_key = models.CharField(max_length=250, db_index=True, editable=False)
    sort_key = models.CharField(max_length=800, editable=False)

    class Meta(Dated.Meta):
        verbose_name = "cơ quan, cơ sở trên địa bàn"


class FacilityPlacement(Placement):
    """The unit in which a facility lies."""

    facility = models.ForeignKey(Facility, models.PROTECT, related_name="placements", verbose_name="cơ sở")

    class Meta(Placement.Meta):
        verbose_name = "nơi đặt cơ sở"
        constraints = [
            *Placement.Meta.constraints,
            models.UniqueConstraint(fields=["facility", "begins_on"], name="units_facility_placement_one_a_day"),
        ]
