"""Laying the base of a window: read at one moment, written aside, put under its name, then named by its row.

A process that is killed anywhere in between leaves at most a file that nobody names, which a later sweep takes away.
Two that lay the same window at once do no harm: the later state stays.
"""

import logging
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb
from django.db import transaction

from tuquan.ground import clock, jobs
from tuquan.ground.jobs import Progress
from tuquan.ground.models import Job
from tuquan.reporting.facts import counting, due, folder
from tuquan.reporting.facts.snapshot import one_moment
from tuquan.reporting.models import FactChange, WindowFacts

log = logging.getLogger(__name__)
# Rows are sorted by line, then unit: a question about few lines reads few groups. zstd: a third of the size of snappy.
COPY = """
COPY ({rows}) TO '{target}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {group},
  KV_METADATA {{report_kind: '{kind}', days: '{window}', revision: '{revision}'}})"""
GROUP = 20_480


@dataclass(frozen=True)
class _Written:
    """A base as it lies aside."""

    path: Path
    revision: int
    rows: int
    units: int


def lay(window_key: int) -> bool:
    """Lay a new base for the window from the database; False where another has laid a later one meanwhile."""
    with tempfile.TemporaryDirectory(prefix=folder.HALF_DONE, dir=folder.folder()) as aside:
        row, written = _write(window_key, Path(aside))
        name = f"{row.report_kind.code}_{row.window.file_name}_r{written.revision}_{secrets.token_hex(4)}.parquet"
        size, digest = written.path.stat().st_size, folder.sha256_of(written.path)
        folder.put(written.path, name)
    return _record(window_key, written, name, size, digest)


def _write(window_key: int, aside: Path) -> tuple[WindowFacts, _Written]:
    rows, target = aside / "rows.csv", aside / "base.parquet"
    with one_moment():
        row = WindowFacts.objects.select_related("report_kind").get(pk=window_key)
        _, units = counting.write_rows(row, None, rows)
    with duckdb.connect(config={"threads": 1, "memory_limit": "512MB", "temp_directory": str(aside)}) as writer:
        writer.execute(
            COPY.format(
                rows=counting.select(row, rows), target=counting.quoted(target), group=GROUP,
                kind=row.report_kind.code.replace("'", ""), window=row.window.iso, revision=row.revision,
            )
        )  # fmt: skip
        found = writer.execute("SELECT num_rows FROM parquet_file_metadata(?)", [str(target)]).fetchone()
    return row, _Written(target, row.revision, int(found[0]) if found else 0, units)


@transaction.atomic
def _record(window_key: int, written: _Written, name: str, size: int, digest: str) -> bool:
    row = WindowFacts.objects.select_for_update().get(pk=window_key)
    if row.base_file and row.base_revision > written.revision:
        transaction.on_commit(lambda: folder.release(name))
        return False
    before = row.base_file
    row.base_file, row.base_revision, row.base_rows, row.base_units = (
        name,
        written.revision,
        written.rows,
        written.units,
    )
    row.base_bytes, row.base_sha256, row.laid_at = size, digest, clock.now()
    row.save(update_fields=[
        "base_file", "base_revision", "base_rows", "base_units", "base_bytes", "base_sha256", "laid_at",
    ])  # fmt: skip
    FactChange.objects.filter(window=row, revision__lte=written.revision).delete()
    transaction.on_commit(lambda: folder.release(before))
    return True


def repair(row: WindowFacts) -> str:
    """Lay the window's base again where its file is missing or damaged; returns what was wrong, "" where nothing."""
    fault = folder.fault_of(row) if row.base_file else ""
    if fault:
        log.warning("Kho số liệu %s: %s. Lập lại từ cơ sở dữ liệu.", row.window.iso, fault)
        lay(row.pk)
    return fault


def broken(row: WindowFacts, fault: str) -> None:
    """A query met a damaged base: it is told, a new one is queued, and the query goes to the database meanwhile."""
    log.warning("Kho số liệu %s: %s. Tính từ cơ sở dữ liệu trong khi lập lại.", row.window.iso, fault)
    _waiting.add(row.pk)


_waiting: set[int] = set()


def queue_broken() -> None:
    """Queue what `broken` told, outside the moment in which nothing may be written."""
    while _waiting:
        due.queue(WindowFacts.objects.get(pk=_waiting.pop()))


@jobs.kind(due.KIND)
def lay_in_background(job: Job, progress: Progress) -> dict[str, object]:
    """The job: lay one window and take away what is no longer needed."""
    progress.total(2)
    laid = lay(int(job.arguments["window"]))
    progress.step("dọn tệp cũ")
    swept = folder.sweep()
    progress.step()
    return {"laid": laid, "swept": swept}


def every_day() -> None:
    """The daily work: bases that are due, damaged or missing are laid, files that nobody needs go."""
    for row in WindowFacts.objects.select_related("report_kind").order_by("pk"):
        if due.is_due(row):
            lay(row.pk)
        else:
            repair(row)
    folder.sweep()
