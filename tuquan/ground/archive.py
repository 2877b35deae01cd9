"""The file of a backup: parts, and a manifest that says what they must be."""

import hashlib
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as package_version
from pathlib import Path
from typing import Any, ClassVar

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tuquan.ground.errors import Refusal

# All that zipfile raises for an entry whose bytes are not what they were.
UNREADABLE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError)
KIND, FORMAT = "tuquan-backup", 1
MANIFEST = "manifest.json"
ROWS = re.compile(r"rows/[a-z]+\.[a-z]+\.jsonl")
FILE = re.compile(r"files/[0-9a-f]{64}")


class BackupRefused(Refusal):
    """A backup that cannot be taken or put back; the old state stands. `reason` tells the cases apart."""

    code: ClassVar[str] = "backup_refused"

    def __init__(self, reason: str, message: str) -> None:
        self.reason = reason
        super().__init__(message)


@dataclass(frozen=True)
class Part:
    """One entry: its size in bytes, SHA-256, and for rows how many."""

    size: int
    sha256: str
    rows: int | None = None


@dataclass
class Manifest:
    """What is in a backup. `migrations` are "app.name" of the program's own rooms."""

    version: str
    made_at: str
    vendor: str
    migrations: list[str]
    parts: dict[str, Part] = field(default_factory=dict)

    @property
    def rows(self) -> dict[str, int]:
        """Rows by model label ("units.unit")."""
        return {name[5:-6]: part.rows or 0 for name, part in self.parts.items() if ROWS.fullmatch(name)}

    def to_json(self) -> bytes:
        return json.dumps({"kind": KIND, "format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1).encode()


def write_part(archive: zipfile.ZipFile, name: str, lines: Iterable[bytes], *, rows: bool) -> Part:
    """Write one entry piece by piece and return what the manifest says of it."""
    digest, size, count = hashlib.sha256(), 0, 0
    with archive.open(name, "w", force_zip64=True) as out:
        for line in lines:
            out.write(line)
            digest.update(line)
            size += len(line)
            count += 1
    return Part(size, digest.hexdigest(), count if rows else None)


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """The manifest, refused (BackupRefused "foreign", "newer") when it is not one of ours."""
    try:
        given: dict[str, Any] = json.loads(archive.read(MANIFEST))
        if given.pop("kind") != KIND:
            raise KeyError("kind")
        if given.pop("format") > FORMAT:
            raise BackupRefused("newer", _newer(str(given.get("version"))))
        parts = {name: Part(**part) for name, part in given.pop("parts").items()}
        return Manifest(**given, parts=parts)
    except (*UNREADABLE, struct.error):
        raise damaged("bản kê không đọc được") from None
    except (KeyError, TypeError, ValueError, AttributeError):
        raise foreign() from None


def verify(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Read every part to its end. Raises BackupRefused "damaged" at the first that is not as the manifest says."""
    if {MANIFEST, *manifest.parts} != set(archive.namelist()) or len(archive.namelist()) != len(manifest.parts) + 1:
        raise damaged("thiếu hoặc thừa phần so với bản kê")
    for name, part in manifest.parts.items():
        if not (ROWS.fullmatch(name) or FILE.fullmatch(name)):
            raise damaged(f"phần « {name} » không thuộc bản sao lưu")
        if _measure(archive, name, rows=part.rows is not None) != part:
            raise damaged(f"phần « {name} » không khớp bản kê")
        if FILE.fullmatch(name) and name != f"files/{part.sha256}":
            raise damaged(f"tệp « {name} » không đúng nội dung")


def verify_migrations(manifest: Manifest) -> None:
    """Raises BackupRefused "newer" or "older" unless the backup and this database have the same migrations."""
    here, there = set(applied_migrations()), set(manifest.migrations)
    if there - here:
        raise BackupRefused("newer", _newer(manifest.version))
    if here - there:
        raise BackupRefused(
            "older",
            f"Bản sao lưu này của phiên bản cũ hơn ({manifest.version}). Cài đúng phiên bản đó, khôi phục, "
            "rồi mới nâng cấp.",
        )


def applied_migrations() -> list[str]:
    """The migrations of the program's rooms that this database has, as "app.name"."""
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("tuquan.")}
    loader = MigrationLoader(connection)
    return sorted(f"{app}.{name}" for app, name in loader.applied_migrations if app in ours)


def program_version() -> str:
    """The version of the program, as packaged."""
    try:
        return package_version("tuquan")
    except PackageNotFoundError:
        return "0"


def lines_of(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The lines of one entry."""
    with archive.open(name) as part:
        yield from part


def open_archive(source: Path) -> zipfile.ZipFile:
    """Open a backup. Raises BackupRefused "missing" or "foreign"."""
    try:
        return zipfile.ZipFile(source)
    except FileNotFoundError:
        raise BackupRefused("missing", f"Không thấy tệp « {source.name} ». Kiểm tra lại đường dẫn.") from None
    except (*UNREADABLE, ValueError, struct.error):
        raise foreign() from None


def foreign() -> BackupRefused:
    return BackupRefused(
        "foreign", "Tệp này không phải bản sao lưu của Tự Quản, hoặc đã bị cắt cụt. Chọn tệp khác; chưa ghi gì cả."
    )


def damaged(what: str) -> BackupRefused:
    return BackupRefused("damaged", f"Bản sao lưu đã bị hỏng: {what}. Dùng một bản khác; dữ liệu hiện tại còn nguyên.")


def _newer(version: str) -> str:
    return f"Bản sao lưu này do phiên bản mới hơn ({version}) lập. Nâng cấp chương trình rồi khôi phục lại."


def _measure(archive: zipfile.ZipFile, name: str, *, rows: bool) -> Part | None:
    digest, size, count = hashlib.sha256(), 0, 0
    try:
        for line in lines_of(archive, name):
            digest.update(line)
            size += len(line)
            count += 1
    except (*UNREADABLE, ValueError, struct.error):
        return None
    return Part(size, digest.hexdigest(), count if rows else None)
