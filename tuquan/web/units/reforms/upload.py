"""The legal act's own file: pdf, docx or a picture, known by its first bytes, not by its name."""

import io
import zipfile
from pathlib import PurePosixPath

from django.core.files.uploadedfile import UploadedFile

from tuquan.ground import files
from tuquan.ground.errors import Refusal
from tuquan.ground.models import StoredFile
from tuquan.reader.opening.limits import MAX_FILE_BYTES

MEGABYTE = 1024 * 1024
LIMIT = MAX_FILE_BYTES // MEGABYTE
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {"application/pdf": ".pdf", DOCX: ".docx", "image/png": ".png", "image/jpeg": ".jpg"}
ACCEPTED = ".pdf,.docx,.png,.jpg,.jpeg"


class ActFileRefused(Refusal):
    """The file of a legal act is too big or of another kind."""

    code = "act_file_refused"


def checked(file: "UploadedFile[bytes]") -> bytes:
    """The bytes of an act's file. Raises ActFileRefused; nothing is kept yet."""
    sent = getattr(file, "sent_size", file.size or 0)
    if sent > MAX_FILE_BYTES:
        raise ActFileRefused(
            f"Tệp “{file.name}” nặng {-(-sent // MEGABYTE)} MB, quá mức {LIMIT} MB. "
            "Chụp hoặc quét nhẹ hơn rồi chọn lại."
        )
    data: bytes = file.read()
    if kind_of(data) is None:
        raise ActFileRefused(f"Tệp “{file.name}” không phải pdf, docx hay ảnh (png, jpg). Chọn tệp khác của văn bản.")
    return data


def keep(data: bytes, name: str) -> StoredFile:
    """Keep a checked file, under a name that fits its kind."""
    kind = kind_of(data) or "application/pdf"
    stem = PurePosixPath(name.replace("\\", "/")).stem[:150] or "van-ban"
    return files.keep(data, name=f"{stem}{KINDS[kind]}", media_type=kind)


def kind_of(data: bytes) -> str | None:
    """The media type by the file's first bytes; None for any other kind."""
    if data.startswith(b"%PDF-"):
        return "application/pdf"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    return DOCX if data.startswith(b"PK") and _is_docx(data) else None


def _is_docx(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return "word/document.xml" in packed.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
