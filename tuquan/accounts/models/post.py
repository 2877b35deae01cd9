"""A post: one person, one role, one organ, for a time."""

from django.conf import settings
from django.db import models

from tuquan.accounts.models.organ import Organ
from tuquan.ground.dated import Dated


class Role(models.TextChoices):
    """What a post may do; permissions of each role stand in accounts.roles."""

    COMMUNE_OFFICER = "commune_officer", "cán bộ xã"
    COMMUNE_HEAD = "commune_head", "lãnh đạo xã"
    SUPERIOR_OFFICER = "superior_officer", "cán bộ cấp trên"
    SUPERIOR_HEAD = "superior_head", "lãnh đạo cấp trên"
    INSPECTOR = "inspector", "thanh tra"
    ADMINISTRATOR = "administrator", "quản trị"


class Post(Dated):
    """A person's role at an organ; `title` is what is printed under a signature."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts", verbose_name="người giữ")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="posts", verbose_name="cơ quan")
    role = models.CharField("vai trò", max_length=20, choices=Role)
    title = models.CharField("chức vụ", max_length=120)

    class Meta(Dated.Meta):
        verbose_name = "vị trí công tác"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["user", "organ", "role", "begins_on"], name="accounts_post_once"),
        ]
