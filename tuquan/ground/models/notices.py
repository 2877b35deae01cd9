"""In-app notices. Mail stays off until an installation configures it."""

from django.db import models


class Notice(models.Model):
    """One sentence for one person, with the page where the next step is."""

    user_key = models.BigIntegerField("mã người nhận", db_index=True)
    text = models.CharField("nội dung", max_length=400)
    url = models.CharField("trang", max_length=300, blank=True)
    created_at = models.DateTimeField("lúc gửi", auto_now_add=True)
    read_at = models.DateTimeField("lúc đọc", null=True)

    class Meta:
        verbose_name = "thông báo"
        ordering = ["-id"]
