"""One file holds everything; it goes back into either database, wholly or not at all."""

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from django.contrib.sessions.models import Session
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model
from django_tasks_db.models import DBTaskResult

from tuquan.ground import archive, audit, clock, files, rowdump, triggers
from tuquan.ground.archive import BackupRefused, Manifest
from tuquan.ground.models import StoredFile

if TYPE_CHECKING:
    from tuquan.ground.audit import Actor

__all__ = ["BackupRefused", "Manifest", "backup", "check", "restore"]


def backup(target: Path) -> Manifest:
    """Write every row and every kept file to `target` (.zip), as they stand at one moment.

    The file appears under its name only when it is whole. Raises files.FileDamaged when a kept file is gone
    or altered, OSError when the folder cannot be written.
    """
    aside = target.with_name(target.name + ".part")
    try:
        with _one_moment():
            manifest = _write(aside)
        os.replace(aside, target)
    finally:
        aside.unlink(missing_ok=True)
    return manifest


def check(source: Path) -> Manifest:
    """Verify a backup against this program without touching anything. Raises BackupRefused."""
    with archive.open_archive(source) as opened:
        return _checked(opened)


def restore(source: Path, *, replace: bool = False, by: "Actor | None" = None) -> Manifest:
    """Put a backup in place of this database's rows, in one transaction; files are added, none is removed.

    Everything is verified first. Raises BackupRefused, and then nothing has changed: `reason` is "missing",
    "foreign", "damaged", "newer", "older", or "not_empty" when the database has rows and `replace` is False.
    """
    with archive.open_archive(source) as opened:
        manifest = _checked(opened)
        if not replace and any(model._base_manager.exists() for model in rowdump.kept_models()):
            raise BackupRefused(
                "not_empty", "Cơ sở dữ liệu đang có dữ liệu. Sao lưu nó trước, rồi khôi phục với lựa chọn thay thế."
            )
        # Files first: named by content, they harm nothing should the rows fail.
        _put_files(opened, manifest)
        with transaction.atomic():
            _replace_rows(opened, manifest)
            audit.record(
                by=by, action="backup.restore", subject_kind="backup", subject_key=manifest.made_at[:60],
                summary=f"Khôi phục toàn bộ dữ liệu từ bản sao lưu lập lúc {manifest.made_at}.",
                detail={"version": manifest.version, "rows": manifest.rows},
            )  # fmt: skip
    return manifest


@contextmanager
def _one_moment() -> Iterator[None]:
    # PostgreSQL sees one snapshot through the whole dump; on SQLite writers wait for its end.
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if connection.vendor == "postgresql" and outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _write(target: Path) -> Manifest:
    manifest = Manifest(
        version=archive.program_version(),
        made_at=clock.now().isoformat(timespec="seconds"),
        vendor=connection.vendor,
        migrations=archive.applied_migrations(),
    )
    # Password hashes are inside: only the owner may read the file.
    handle = os.open(target, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600)
    with os.fdopen(handle, "w+b") as whole, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as out:
        for model in rowdump.kept_models():
            name = f"rows/{model._meta.label_lower}.jsonl"
            manifest.parts[name] = archive.write_part(out, name, rowdump.dump(model), rows=True)
        for stored in StoredFile.objects.order_by("sha256").iterator():
            name = f"files/{stored.sha256}"
            manifest.parts[name] = archive.write_part(out, name, [files.load(stored)], rows=False)
        out.writestr(archive.MANIFEST, manifest.to_json())
    return manifest


def _checked(opened: zipfile.ZipFile) -> Manifest:
    manifest = archive.read_manifest(opened)
    archive.verify_migrations(manifest)
    archive.verify(opened, manifest)
    if set(manifest.rows) != {model._meta.label_lower for model in rowdump.kept_models()}:
        raise archive.damaged("các bảng không khớp với chương trình")
    return manifest


def _put_files(opened: zipfile.ZipFile, manifest: Manifest) -> None:
    for name in manifest.parts:
        if archive.FILE.fullmatch(name):
            files.put(opened.read(name))


def _replace_rows(opened: zipfile.ZipFile, manifest: Manifest) -> None:
    models = rowdump.by_dependency()
    with triggers.aside(model._meta.db_table for model in models), connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
    # Triggers are back in force: a backup cannot bring in what the database refuses.
    for model in models:
        rowdump.insert(model, archive.lines_of(opened, f"rows/{model._meta.label_lower}.jsonl"))
    _reset_sequences(models)
    connection.check_constraints()
    # Sign-ins and queue entries speak of the rows that were: people sign in again, the worker queues again.
    Session.objects.all().delete()
    DBTaskResult.objects.all().delete()
    _compare(manifest)


def _reset_sequences(models: list[type[Model]]) -> None:
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(sql)


def _compare(manifest: Manifest) -> None:
    for model in rowdump.kept_models():
        label = model._meta.label_lower
        if model._base_manager.count() != manifest.rows[label]:
            raise archive.damaged(f"số dòng của « {label} » sau khi khôi phục không khớp bản kê")
