"""Backup and restore: the same rows back, damaged or foreign files refused, all or nothing."""

import hashlib
import json
import os
import subprocess
import sys
import uuid
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError, IntegrityError, connection
from django_tasks_db.models import DBTaskResult

from tests.factories import load_tree, make_organ, make_post, make_unit
from tuquan.ground import archive, files, jobs, notices, rowdump
from tuquan.ground.backup import BackupRefused, backup, check, restore
from tuquan.ground.models import AuditEvent, StoredFile
from tuquan.units.models import Unit, UnitVersion

# Real commits: a restore drops and remakes triggers in a transaction of its own.
pytestmark = pytest.mark.django_db(transaction=True)


def _rows() -> dict[str, list[dict[str, Any]]]:
    models = rowdump.kept_models()
    return {m._meta.label_lower: list(m._base_manager.order_by("pk").values()) for m in models}


def _without_the_restore(rows: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    events = [event for event in rows["ground.auditevent"] if event["action"] != "backup.restore"]
    return {**rows, "ground.auditevent": events}


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Some of everything this room and the next ones keep; returns where the backup shall go."""
    tree = load_tree()
    organ = make_organ(tree["xã Châu Hóa"], recipients=["Huyện « Tuyên Hóa »", "Lưu: VT\n"])
    post = make_post(organ)
    notices.tell(user_keys=[post.user_id], text="Đến hạn gửi báo cáo", url="/x")
    files.keep("báo cáo".encode(), name="bc.docx", media_type="application/docx")
    files.keep(b"", name="empty", media_type="text/plain")
    return tmp_path / "sao-luu.zip"


def test_a_round_trip_is_equal_row_by_row_and_file_by_file(work: Path, settings: Any, tmp_path: Path) -> None:
    before = _rows()
    manifest = backup(work)
    assert manifest.rows == {label: len(rows) for label, rows in before.items()}
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["sao-luu.zip"]
    settings.FILES_DIR = tmp_path / "another machine"
    make_unit("Thêm sau")
    restore(work, replace=True)
    assert _without_the_restore(_rows()) == before
    assert AuditEvent.objects.filter(action="backup.restore").count() == 1
    assert sorted(files.load(stored) for stored in StoredFile.objects.all()) == [b"", "báo cáo".encode()]


def test_keys_go_on_from_the_highest_restored(work: Path) -> None:
    backup(work)
    highest = Unit.objects.order_by("-pk")[0].pk
    restore(work, replace=True)
    assert make_unit("Mới") > highest


def test_the_audit_is_append_only_again_afterwards(work: Path) -> None:
    backup(work)
    restore(work, replace=True)
    with pytest.raises(Exception, match="audit_is_append_only"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ground_auditevent")
    assert AuditEvent.objects.exists()


def test_a_database_with_rows_is_left_alone_unless_told(work: Path) -> None:
    backup(work)
    before = _rows()
    with pytest.raises(BackupRefused, match="Sao lưu nó trước") as refused:
        restore(work)
    assert refused.value.reason == "not_empty"
    assert _rows() == before


def _rewrite(source: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same archive with other contents, valid as a zip."""
    with zipfile.ZipFile(source) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    change(parts)
    target = source.with_name("changed.zip")
    with zipfile.ZipFile(target, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return target


def _manifest(**other: Any) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | other).encode()

    return change


def _one_byte(parts: dict[str, bytes]) -> None:
    parts["rows/units.unit.jsonl"] = parts["rows/units.unit.jsonl"].replace(b'"level":3', b'"level":4', 1)


def _a_line_less(parts: dict[str, bytes]) -> None:
    parts["rows/units.unit.jsonl"] = parts["rows/units.unit.jsonl"].partition(b"\n")[2]


CHANGES: dict[str, tuple[str, Callable[[dict[str, bytes]], Any]]] = {
    "a changed byte": ("damaged", _one_byte),
    "a lost row": ("damaged", _a_line_less),
    "a lost part": ("damaged", lambda parts: parts.pop("rows/units.unit.jsonl")),
    "a part too many": ("damaged", lambda parts: parts.update({"../../etc/passwd": b"x"})),
    "no manifest": ("foreign", lambda parts: parts.pop("manifest.json")),
    "another program's": ("foreign", _manifest(kind="other")),
    "manifest of nonsense": ("foreign", _manifest(parts=[1, 2])),
    "a later format": ("newer", _manifest(format=99)),
    "a later migration": ("newer", _manifest(migrations=["units.9999_later"])),
    "an earlier migration": ("older", _manifest(migrations=["units.0001_initial"])),
}


@pytest.mark.parametrize("case", CHANGES)
def test_what_is_not_whole_and_ours_is_refused_before_anything_is_touched(work: Path, case: str) -> None:
    backup(work)
    before = _rows()
    reason, change = CHANGES[case]
    changed = _rewrite(work, change)
    for attempt in (lambda: check(changed), lambda: restore(changed, replace=True)):
        with pytest.raises(BackupRefused) as refused:
            attempt()
        assert refused.value.reason == reason
        assert len(str(refused.value)) > 30
    assert _rows() == before


def test_a_cut_or_bent_file_is_refused(work: Path, tmp_path: Path) -> None:
    backup(work)
    whole = work.read_bytes()
    bent = tmp_path / "bent.zip"
    # The directory at the end of a zip is where one bent byte does the strangest things.
    for at in [*range(0, len(whole), max(1, len(whole) // 40)), *range(len(whole) - 2500, len(whole), 13)]:
        bent.write_bytes(whole[:at])
        with pytest.raises(BackupRefused):
            check(bent)
        flipped = bytes([whole[at] ^ 0xFF])
        bent.write_bytes(whole[:at] + flipped + whole[at + 1 :])
        try:
            manifest = check(bent)
        except BackupRefused:
            continue
        # A byte of zip's own bookkeeping (a timestamp) may bend: then every part is still what it was.
        assert manifest == check(work)
    with pytest.raises(BackupRefused, match="Không thấy tệp"):
        check(tmp_path / "none.zip")


def test_killed_half_way_the_old_state_stands(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backup(work)
    make_unit("Sau bản sao lưu")
    before = _rows()
    real = rowdump.insert

    def dies(model: Any, lines: Any) -> int:
        if model is UnitVersion:
            raise KeyboardInterrupt
        return real(model, lines)

    monkeypatch.setattr(rowdump, "insert", dies)
    with pytest.raises(KeyboardInterrupt):
        restore(work, replace=True)
    assert _rows() == before
    with pytest.raises(Exception, match="audit_is_append_only"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ground_auditevent")


def test_rows_that_point_nowhere_are_not_let_in(work: Path) -> None:
    def orphan(parts: dict[str, bytes]) -> None:
        manifest = json.loads(parts["manifest.json"])
        name = "rows/accounts.post.jsonl"
        parts[name] = parts[name].replace(b'"user_id":', b'"user_id":9')
        part = archive.Part(len(parts[name]), hashlib.sha256(parts[name]).hexdigest(), 1)
        manifest["parts"][name] = part.__dict__
        parts["manifest.json"] = json.dumps(manifest).encode()

    backup(work)
    before = _rows()
    with pytest.raises(IntegrityError):
        restore(_rewrite(work, orphan), replace=True)
    assert _rows() == before


def test_old_sign_ins_and_queue_entries_do_not_outlive_a_restore(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_kinds", {"x": lambda job, progress: {}})
    job = jobs.start(kind="x", title="Việc đang chờ", arguments={}, by=None)
    backup(work)
    Session.objects.create(session_key="k", session_data="d", expire_date=datetime(2030, 1, 1, tzinfo=UTC))
    restore(work, replace=True)
    assert not Session.objects.exists()
    assert not DBTaskResult.objects.exists()
    assert jobs.requeue_interrupted() == 1
    assert DBTaskResult.objects.ready().get().args_kwargs["args"] == [job.pk]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps other rights")
def test_only_its_owner_can_read_a_backup(work: Path) -> None:
    backup(work)
    assert work.stat().st_mode & 0o777 == 0o600


LAW = {
    "sqlite": ["CREATE TRIGGER no_notice BEFORE INSERT ON ground_notice BEGIN SELECT RAISE(ABORT, 'the_law'); END"],
    "postgresql": [
        "CREATE FUNCTION no_notice() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the_law'; END $$",
        "CREATE TRIGGER no_notice BEFORE INSERT ON ground_notice FOR EACH ROW EXECUTE FUNCTION no_notice()",
    ],
}
LIFT = {
    "sqlite": ["DROP TRIGGER no_notice"],
    "postgresql": ["DROP TRIGGER no_notice ON ground_notice", "DROP FUNCTION no_notice"],
}


def _execute(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_what_the_database_refuses_no_backup_brings_in(work: Path) -> None:
    backup(work)
    before = _rows()
    _execute(LAW[connection.vendor])
    try:
        with pytest.raises(DatabaseError, match="the_law"):
            restore(work, replace=True)
    finally:
        _execute(LIFT[connection.vendor])
    assert _rows() == before


def test_tables_come_after_those_they_point_to() -> None:
    order = {model: place for place, model in enumerate(rowdump.by_dependency())}
    assert set(order) == set(rowdump.kept_models())
    for model, place in order.items():
        for field in model._meta.concrete_fields:
            if field.remote_field and not field.null and field.remote_field.model is not model:
                assert order[field.remote_field.model] < place, f"{model} before what {field.name} points to"


SAMPLES: dict[str, list[Any]] = {
    "CharField": ["", "xã Châu Hóa « 1 »", "\u2028\n\t"],
    "TextField": ["", 'a "b" \\ c'],
    "BooleanField": [True, False],
    "DateField": [date(2025, 7, 1)],
    "DateTimeField": [datetime(2025, 7, 1, 0, 0, 0, 123456, tzinfo=UTC)],
    "JSONField": [{}, [], {"a": [1, None, "x"]}, "text", 0],
    "ThousandthsField": [Decimal("0"), Decimal("-1.5"), Decimal("9007199254740993.001")],
    "UUIDField": [uuid.UUID(int=5)],
    "DecimalField": [Decimal("1.50")],
    "BinaryField": [b"", bytes(range(256))],
}
WHOLE = [0, 1, 32767]


def test_every_column_of_every_room_goes_through_a_line_unchanged() -> None:
    for model in rowdump.kept_models():
        for field in model._meta.concrete_fields:
            name = type(field).__name__
            samples = SAMPLES.get(name) or SAMPLES.get(field.get_internal_type()) or WHOLE
            for value in [*samples, *([None] if field.null else [])]:
                line = json.dumps(value, default=rowdump._plain)
                assert rowdump._typed(field, json.loads(line)) == value, f"{model._meta.label}.{field.name}"


def test_a_backup_that_fails_leaves_no_file(work: Path) -> None:
    stored = StoredFile.objects.exclude(size=0).get()
    files.path_of(stored.sha256).write_bytes(b"rotten")
    with pytest.raises(files.FileDamaged):
        backup(work)
    assert [p for p in work.parent.iterdir() if p.is_file()] == []


ELSEWHERE = """
import os, sys, django
django.setup()
from pathlib import Path
from django.core.management import call_command
from tuquan.ground.backup import backup, restore
call_command("migrate", verbosity=0)
restore(Path(sys.argv[1]))
backup(Path(sys.argv[2]))
"""


@pytest.mark.postgres
def test_postgresql_to_sqlite_and_back_is_the_same_byte_for_byte(work: Path, tmp_path: Path) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs DATABASE_URL of a PostgreSQL")
    first, second = backup(work), tmp_path / "second.zip"
    before = _rows()
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'else.sqlite3'}",
        "TUQUAN_DATA": str(tmp_path / "else"),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    subprocess.run([sys.executable, "-c", ELSEWHERE, str(work), str(second)], env=environment, check=True, timeout=120)
    there = check(second)
    assert (first.vendor, there.vendor) == ("postgresql", "sqlite")
    for name, part in first.parts.items():
        assert name == "rows/ground.auditevent.jsonl" or there.parts[name] == part
    restore(second, replace=True)
    assert _without_the_restore(_rows()) == before
