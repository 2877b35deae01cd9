"""Files the office issued, kept by content. Originals that were received never come here."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError

from tuquan.ground.errors import Refusal
from tuquan.ground.models import StoredFile


class FileDamaged(Refusal):
    """A kept file is missing or its bytes changed."""

    code = "file_damaged"


def keep(data: bytes, *, name: str, media_type: str) -> StoredFile:
    """Store `data` once, however often it is kept; the first name stays. Safe when two keep the same at once."""
    digest = put(data)
    stored, _ = StoredFile.objects.get_or_create(
        sha256=digest, defaults={"name": name[:200], "media_type": media_type, "size": len(data)}
    )
    return stored


def put(data: bytes) -> str:
    """Write the bytes to the store, without a row, and return their SHA-256 (for a restore, whose rows follow)."""
    digest = hashlib.sha256(data).hexdigest()
    _write(path_of(digest), data)
    return digest


def forget(stored: StoredFile) -> bool:
    """Take a file out of the store for good, unless something still refers to it; returns whether it went.

    The bytes go once the transaction is through.
    """
    path = path_of(stored.sha256)
    try:
        with transaction.atomic():
            stored.delete()
    except ProtectedError:
        return False
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
    return True


def load(stored: StoredFile) -> bytes:
    """The bytes of a kept file. Raises FileDamaged when they are gone or no longer match their SHA-256."""
    try:
        data = path_of(stored.sha256).read_bytes()
    except FileNotFoundError:
        raise FileDamaged(f"Tệp « {stored.name} » không còn trong kho. Khôi phục từ bản sao lưu gần nhất.") from None
    if hashlib.sha256(data).hexdigest() != stored.sha256:
        raise FileDamaged(f"Tệp « {stored.name} » trong kho đã bị hỏng. Khôi phục từ bản sao lưu gần nhất.")
    return data


def path_of(digest: str) -> Path:
    """Where the file with this SHA-256 (64 hex digits) lies."""
    return Path(settings.FILES_DIR) / digest[:2] / digest


def _write(path: Path, data: bytes) -> None:
    # A whole file appears under its final name or none does: write aside, then rename.
    if path.exists() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".aside-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.replace(aside, path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
