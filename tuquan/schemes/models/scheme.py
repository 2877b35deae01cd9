"""A scheme, the sites that apply it, and the units where it stood over time."""

from django.db import models
from django.db.models import F, Q

from tuquan.ground.dated import Dated
from tuquan.schemes.models.kind import Block, Field, SchemeKind
from tuquan.units.models import Facility, Placement


class Scheme(models.Model):
    """A scheme with a name, a board and rules of its own. Never deleted: struck off with a reason."""

    kind = models.ForeignKey(SchemeKind, models.PROTECT, related_name="schemes", verbose_name="loại mô hình")
    name = models.CharField("tên mô hình", max_length=250)
    block = models.CharField("khối", max_length=12, choices=Block)
    field = models.CharField("lĩnh vực chính", max_length=30, choices=Field)
    origin = models.ForeignKey(
        "self", models.PROTECT, related_name="copies", null=True, blank=True, verbose_name="nhân rộng từ"
    )
    begins_on = models.DateField("có từ ngày")
    ends_on = models.DateField("thanh loại từ ngày", null=True, blank=True)
    # A day, not a yes: what a past round counted stays what it was.
    dossier_since = models.DateField("có hồ sơ từ ngày", null=True, blank=True)
    board_size = models.PositiveSmallIntegerField("số thành viên ban điều hành", null=True, blank=True)
    # Words of name, kind and places, each after a space: a word is looked for from its beginning.
    search_key = models.TextField(editable=False)
    sort_key = models.TextField(editable=False)

    class Meta:
        verbose_name = "mô hình"
        indexes = [models.Index(fields=["begins_on", "ends_on"], name="schemes_scheme_life_days")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("begins_on")), name="schemes_scheme_life"
            ),
            models.CheckConstraint(
                condition=Q(origin__isnull=True) | ~Q(origin=F("id")),
                name="schemes_scheme_not_its_own_origin",
            ),
        ]

    @property
    def has_dossier(self) -> bool:
        return self.dossier_since is not None


class SchemeSite(Dated):
    """One area where a scheme is applied (điểm mô hình): a village, a school, a stretch of road."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="sites", verbose_name="mô hình")
    place_name = models.CharField("nơi áp dụng", max_length=200)
    teams = models.PositiveSmallIntegerField("số tổ thực hiện", default=0)
    facility = models.ForeignKey(
        Facility, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="đặt tại cơ sở"
    )

    class Meta(Dated.Meta):
        verbose_name = "điểm mô hình"


class SchemePlacement(Placement):
    """The unit where a scheme stands; a reform closes one row and opens another."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="placements", verbose_name="mô hình")

    class Meta(Placement.Meta):
        verbose_name = "địa bàn của mô hình"
        constraints = [
            *Placement.Meta.constraints,
            models.UniqueConstraint(fields=["scheme", "begins_on"], name="schemes_placement_one_a_day"),
        ]


class SitePlacement(Placement):
    """The hamlet (or commune) where a site lies, where it is known; villages merge and split like any unit."""

    site = models.ForeignKey(SchemeSite, models.PROTECT, related_name="placements", verbose_name="điểm mô hình")

    class Meta(Placement.Meta):
        verbose_name = "nơi của điểm mô hình"
        constraints = [
            *Placement.Meta.constraints,
            models.UniqueConstraint(fields=["site", "begins_on"], name="schemes_site_placement_one_a_day"),
        ]
