"""Where the base files lie, and which of them may go: those that no row names, after a grace period."""

import hashlib
import os
import shutil
import time
from pathlib import Path

from django.conf import settings

from tuquan.reporting.models import WindowFacts

# A query that began before a new base was laid still reads the old one.
GRACE = 3600.0
HALF_DONE = ".laying-"


def folder() -> Path:
    """The folder of facts, made where it is missing: beside the database, readable by its owner only."""
    found = Path(settings.FACTS_DIR)
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fault_of(row: WindowFacts) -> str:
    """What is wrong with the window's base file, as a sentence; "" for one that is what its row says."""
    path = folder() / row.base_file
    try:
        if path.stat().st_size != row.base_bytes:
            return f"tệp nền {row.base_file} không đủ {row.base_bytes} byte"
        if sha256_of(path) != row.base_sha256:
            return f"tệp nền {row.base_file} không khớp mã kiểm tra"
    except FileNotFoundError:
        return f"thiếu tệp nền {row.base_file}"
    except OSError as error:
        return f"không đọc được tệp nền {row.base_file}: {error.strerror}"
    return ""


def put(aside: Path, name: str) -> Path:
    """Give a whole file its final name, safely on the disk first."""
    with aside.open("rb+") as file:
        os.fsync(file.fileno())
    target = folder() / name
    os.replace(aside, target)
    if os.name == "posix":  # the name itself, too, outlives a loss of power
        handle = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    return target


def release(name: str) -> None:
    """The grace period of a file that no row names any longer begins now."""
    if name:
        path = folder() / name
        if path.exists():
            os.utime(path)


def sweep(grace: float = GRACE) -> int:
    """Delete what no row names and nobody has touched for the grace period (seconds); returns how many files."""
    old = [path for path in folder().iterdir() if _age(path) > grace]
    # Asked after the listing: a file that is laid meanwhile is either too young or named.
    named = set(WindowFacts.objects.exclude(base_file="").values_list("base_file", flat=True))
    gone = [path for path in old if path.name not in named]
    for path in gone:
        _delete(path)
    return len(gone)


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
