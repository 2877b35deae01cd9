"""A file as it was sent, or not at all."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile

from tuquan.reader.opening.limits import MAX_FILE_BYTES
from tuquan.reporting.exchange.errors import SheetRefused


def whole(upload: "UploadedFile[Any]") -> bytes:
    """Its bytes. Raises SheetRefused where it was longer than is taken: what was cut off would be lost in silence."""
    data: bytes = upload.read()
    if getattr(upload, "sent_size", len(data)) > len(data):
        raise SheetRefused(f"Tệp lớn quá {MAX_FILE_BYTES // 2**20} MB. Chia thành nhiều tệp rồi đưa lần lượt.")
    return data
