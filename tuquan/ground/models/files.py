"""Files the office issued (never originals that were received), kept by content."""

from django.db import models


class StoredFile(models.Model):
    """A file on disk under FILES_DIR, named by its SHA-256."""

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    name = models.CharField("tên tệp", max_length=200)
    media_type = models.CharField("kiểu tệp", max_length=100)
    size = models.BigIntegerField("số byte")
    stored_at = models.DateTimeField("lúc lưu", auto_now_add=True)

    class Meta:
        verbose_name = "tệp"
