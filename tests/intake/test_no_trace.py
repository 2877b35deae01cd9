"""After a batch of every kind of file nothing forbidden stands in any row, file, log, backup or paper."""

import io
import json
import logging
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.station import environment, tuquan
from tests.intake import traces
from tests.intake.test_receive import everything
from tuquan.ground.backup import backup
from tuquan.intake.models import BatchFile, Finding, SourceDocument

ENCODINGS = ("utf-8", "utf-16-le", "latin-1")


def unpacked(data: bytes) -> Iterator[bytes]:
    """The bytes, and what is in them where they are a zip (backups, docx), however deep."""
    yield data
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as inside:
            for name in inside.namelist():
                yield name.encode()
                yield from unpacked(inside.read(name))


def standing_in(data: bytes) -> list[str]:
    """Which forbidden values stand in these bytes, composed, decomposed, escaped as JSON or in another encoding."""
    pieces = list(unpacked(data))
    found = []
    for value in traces.FORBIDDEN:
        shapes = {unicodedata.normalize(form, value) for form in ("NFC", "NFD")}
        shapes |= {json.dumps(shape)[1:-1] for shape in shapes}
        needles = {shape.encode(encoding, "ignore") for shape in shapes for encoding in ENCODINGS}
        found += [value] if any(needle in piece for needle in needles if len(needle) > 5 for piece in pieces) else []
    return found


def test_the_search_itself_finds_what_it_looks_for() -> None:
    inside = traces.zipped(("a.txt", "Nguyễn Văn Tèo".encode()), ("b.zip", traces.zipped(("c", b"0912345678"))))
    assert standing_in(inside) == ["Văn Tèo", "0912345678"]
    assert standing_in(b'"Nguy\\u1ec5n V\\u0103n T\\u00e8o"') == ["Văn Tèo"]
    assert all(
        any(value in str(row) for row in (traces.LINES, traces.TABLE, traces.SECRET)) for value in traces.FORBIDDEN[:-1]
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("day")
def test_in_no_table_file_log_backup_or_paper(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    batch = traces.scenario()
    assert sorted(SourceDocument.objects.values_list("kind", flat=True)) == ["docx", "pdf", "sheet"]
    assert Finding.objects.filter(masked=True).count() >= 3
    refused = BatchFile.objects.filter(batch=batch, state="refused")
    assert len(refused) == 3
    assert sum("dấu độ mật" in row.message for row in refused) == 2
    backup(tmp_path / "sao-luu.zip")
    kept = everything(tmp_path)
    assert "03 mô hình tự quản" in kept
    assert standing_in(kept.encode()) == []
    assert [path.name for path in tmp_path.rglob("*") if path.is_file() and standing_in(path.read_bytes())] == []
    assert standing_in(caplog.text.encode()) == []


@pytest.mark.once
def test_not_on_the_disk_of_an_installation_that_was_killed_nor_in_its_backup(tmp_path: Path) -> None:
    data = tmp_path / "du-lieu"
    done = subprocess.run(
        [sys.executable, "-m", "tests.intake.traces"], env=environment(data), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    assert standing_in(done.stdout + done.stderr) == []
    copy = tmp_path / "sao-luu.zip"
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    assert any(path.name.endswith("-wal") and content for path, content in before.items()), "nothing was tidied up"
    assert tuquan("backup", copy, data=data).returncode == 0
    held = {**before, **{path: path.read_bytes() for path in (copy, *data.rglob("*")) if path.is_file()}}
    assert any("03 mô hình tự quản".encode() in content for content in held.values())
    # The name of a file waits in the batch until the file is read; pages that SQLite has freed may still hold it.
    found = {(path.name, value) for path, content in held.items() for value in standing_in(content)}
    assert {(name, value) for name, value in found if value != "Kế hoạch riêng"} == set()
    assert "Kế hoạch riêng" not in standing_in(copy.read_bytes())
