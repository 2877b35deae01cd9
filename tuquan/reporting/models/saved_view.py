"""A question of the analysis page that somebody keeps under a name."""

from django.conf import settings
from django.db import models

from tuquan.accounts.models import Organ


class SavedView(models.Model):
    """`address`: what stands after "?" in the page's address; nothing else of the question is kept, no figure.

    Opened by somebody else it shows only what that person may see. `shared`: seen by everybody of the organ.
    """

    name = models.CharField("tên bảng", max_length=120)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="cơ quan")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người lưu")
    address = models.CharField("địa chỉ", max_length=4000)
    shared = models.BooleanField("dùng chung trong cơ quan", default=False)
    created_at = models.DateTimeField("lúc lưu", auto_now_add=True)

    class Meta:
        verbose_name = "bảng phân tích đã lưu"
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["organ", "by", "name"], name="reporting_saved_view_name_once")]
