"""What this process knows of each window: its base file, and the rows of units that changed since."""

import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from tuquan.reporting.facts import counting, folder, laying
from tuquan.reporting.facts.engine import Engine
from tuquan.reporting.models import FactChange, WindowFacts


@dataclass(frozen=True)
class Loaded:
    """State of one window in the engine. `file`: its base; None where all of it is in `delta`."""

    key: int
    row: WindowFacts
    file: Path | None
    changed: bool

    @property
    def revision(self) -> int:
        return self.row.revision


# Files whose bytes this process has seen to be whole, with what the disk said of them then.
_whole: dict[Path, tuple[int, int, int]] = {}


def load(engine: Engine, rows: Sequence[WindowFacts], remember: bool) -> list[Loaded]:
    """Bring the engine's tables to the state of these rows, within the moment in which they were read."""
    for row in rows:
        known = engine.windows.get(row.pk)
        if known is None or not _follows(known, row) or not still_whole(known):
            _load_whole(engine, row)
        elif known.revision < row.revision:
            _load_changes(engine, known, row)
    found = [engine.windows[row.pk] for row in rows]
    if not remember:
        forget_later(engine, [row.pk for row in rows])
    return found


def forget_later(engine: Engine, keys: Collection[int]) -> None:
    """What was read in somebody's open transaction is not believed the next time."""
    for key in keys:
        engine.windows.pop(key, None)


def _follows(known: Loaded, row: WindowFacts) -> bool:
    return known.row.base_file == row.base_file and known.revision <= row.revision


def _load_whole(engine: Engine, row: WindowFacts) -> None:
    file = whole_file(row)
    for table in ("delta", "changed", "asked"):
        engine.run(f"DELETE FROM {table} WHERE span = {row.pk}")
    units = None if file is None else _changed_units(row, row.base_revision)
    _fetch(engine, row, units)
    if file is not None:
        engine.run(
            f"INSERT INTO asked SELECT span, unit FROM read_parquet('{counting.quoted(file)}') f "
            f"WHERE indicator = 0 AND NOT EXISTS (FROM changed c WHERE c.span = {row.pk} AND c.unit = f.unit)"
        )
    _uncount(engine, row.pk)
    engine.windows[row.pk] = Loaded(row.pk, row, file, bool(units))


def _load_changes(engine: Engine, known: Loaded, row: WindowFacts) -> None:
    """Read again only the units that changed since this process last looked."""
    units = _changed_units(row, known.revision)
    keys = ", ".join(map(str, units)) or "NULL"
    before = engine.rows(f"SELECT unit FROM asked WHERE span = {row.pk} AND unit IN ({keys}) ORDER BY 1")
    for table in ("delta", "changed", "asked"):
        engine.run(f"DELETE FROM {table} WHERE span = {row.pk} AND unit IN ({keys})")
    _fetch(engine, row, units)
    if before != engine.rows(f"SELECT unit FROM asked WHERE span = {row.pk} AND unit IN ({keys}) ORDER BY 1"):
        _uncount(engine, row.pk)
    engine.windows[row.pk] = Loaded(row.pk, row, known.file, known.changed or bool(units))


def _changed_units(row: WindowFacts, since: int) -> list[int]:
    return list(FactChange.objects.filter(window=row, revision__gt=since).values_list("unit_key", flat=True))


def _fetch(engine: Engine, row: WindowFacts, units: Collection[int] | None) -> None:
    """Put the rows of these units (None: of all) into `delta`, from the database."""
    if units is not None:
        engine.insert("changed", ("INTEGER", "INTEGER"), [(row.pk, unit) for unit in units])
        if not units:
            return
    with tempfile.TemporaryDirectory(prefix="tuquan-facts-") as aside:
        file = Path(aside) / "rows.csv"
        written, _ = counting.write_rows(row, units, file)
        if written:
            engine.run(f"INSERT INTO delta {counting.select(row, file)}")
    within = "" if units is None else f" AND unit IN ({', '.join(map(str, units))})"
    engine.run(f"INSERT INTO asked SELECT span, unit FROM delta WHERE span = {row.pk} AND indicator = 0{within}")


def _uncount(engine: Engine, key: int) -> None:
    """Who was asked has changed: coverage is counted again."""
    for table in ("expected", "outside"):
        engine.run(f"DELETE FROM {table} WHERE span = {key}")
    engine.counted -= {pair for pair in engine.counted if pair[0] == key}


def whole_file(row: WindowFacts) -> Path | None:
    """The window's base file, seen to be whole; a damaged one is laid again, and the database answers meanwhile."""
    if not row.base_file:
        return None
    path = folder.folder() / row.base_file
    try:
        status = path.stat()
        seen = (status.st_ino, status.st_size, status.st_mtime_ns)
        if _whole.get(path) == seen and seen[1] == row.base_bytes:
            return path
    except OSError:
        seen = (0, 0, 0)
    fault = folder.fault_of(row)
    if fault:
        laying.broken(row, fault)
        return None
    _whole[path] = seen
    return path


def still_whole(loaded: Loaded) -> bool:
    """Whether the base is still the file that was seen to be whole."""
    if loaded.file is None:
        return True
    try:
        status = loaded.file.stat()
    except OSError:
        return False
    return _whole.get(loaded.file) == (status.st_ino, status.st_size, status.st_mtime_ns)
